// Desktop notifications, once allowed: when, in which words, never of a private window, and what a click on one does.
import { after, afterEach, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { waitFor } from '../harness/browsers.mjs';
import { PORTAL_HOST } from '../practice-console/hosts.mjs';
import { PATIENCE, inEachBrowser, isNotice, isTimer, plain } from './setup.mjs';
import { HOSTILE, click, closePages, isSwitched, openPage, setOptions } from './pages.mjs';

/** @typedef {import('./setup.mjs').Page} Page */
/** @typedef {{ id: string, title: string, message: string }} Notification */

/** A lead time as long as a session: its notice is due as soon as it is met. */
const AT_ONCE = [43_200];

inEachBrowser('notifications', (world) => {
  const isChromium = () => world().name === 'chromium';
  /** @type {(() => Promise<void>) | undefined} */ let remove;

  before(async () => {
    if (isChromium()) {
      remove = await world().installWith('notifications');
    } else {
      const options = await openPage(world(), 'options');
      await click(options, '[data-key="notifications"]');
      await isSwitched(options, '#notifications', true);
      await closePages();
    }
  });
  afterEach(async () => {
    await closePages();
    await clear();
  });
  after(() => remove?.());

  /** Those that stand, by the API. @returns {Promise<Notification[]>} */
  const standing = async () => Object.entries(await world().browser.inExtension((api) => api.notifications.getAll())).map(([id, told]) => ({ id, .../** @type {any} */ (told) }));
  /** Waits until one stands that says so. @param {RegExp} [said] */
  async function given(said = /^/) {
    const [one, ...more] = await waitFor(async () => {
      const all = await Promise.all((await standing()).map(read));
      return all.some(({ message }) => said.test(message)) && all;
    }, { what: 'a notification', ...PATIENCE, detail: standing });
    assert.deepEqual(more, [], 'one for each session');
    return one;
  }
  const clear = () => world().browser.inExtension(async (api) => { for (const id of Object.keys(await api.notifications.getAll())) await api.notifications.clear(id); });
  /** Every event so far has been carried out. */
  const settled = () => world().browser.inExtension((api) => api.runtime.sendMessage({ kind: 'overview' }));

  /** Chromium's list has the ids alone: from here on the background notes what it gives, as long as it runs. */
  const note = () => world().browser.inBackground(() => {
    const api = /** @type {any} */ (globalThis).chrome.notifications;
    if (/** @type {any} */ (globalThis).practiceNoted) return;
    const noted = /** @type {any} */ (globalThis).practiceNoted = /** @type {any} */ ({});
    const create = api.create;
    api.create = (/** @type {string} */ id, /** @type {any} */ told) => {
      noted[id] = told;
      return create.call(api, id, told);
    };
  });
  /** @param {Notification} one @returns {Promise<Notification>} */
  const read = async (one) => (isChromium() ? { ...one, message: '', ...await world().browser.inBackground((id) => /** @type {any} */ (globalThis).practiceNoted?.[id], one.id) } : one);

  /** A click as the browser reports it: on the notification itself no driver can click. @param {Notification} one */
  const clickOn = (one) => (isChromium()
    ? world().browser.inBackground((id) => /** @type {any} */ (globalThis).chrome.notifications.onClicked.dispatch(id), one.id)
    : /** @type {any} */ (world().browser).inBrowserWindow(`
      const { extension } = WebExtensionPolicy.getByID(${JSON.stringify(world().browser.extensionId)});
      const { ExtensionParent } = ChromeUtils.importESModule('resource://gre/modules/ExtensionParent.sys.mjs');
      ExtensionParent.apiManager.getAPI('notifications', extension, 'addon_parent').notificationsMap.get(${JSON.stringify(one.id)}).observe(null, 'alertclickcallback', null);`));

  /** Lets the end come near, so that a little more than so many seconds are left, and the background know it. @param {number} seconds @param {Page} page */
  async function comesNear(seconds, page) {
    await page.bringToFront();
    await world().placeEnd(world().nearly(seconds));
    // It runs, and notes, before it can be due.
    await settled();
    if (isChromium()) await note();
    await page.reload();
    await world().browser.waitForNode(page, (node) => isTimer(node) || isNotice(node), PATIENCE);
  }

  /** @param {Page} page */
  const isInFront = async (page) => world().browser.inExtension((api, tab) => api.tabs.get(tab).then((/** @type {any} */ found) => found.active), await world().browser.tabId(page));

  test('given with no console tab in front, once for each lead time, and at the end with no console tab at all: who, when, why', async () => {
    await world().startAnew();
    await setOptions(world(), { accounts: { 111122223333: HOSTILE.apostrophe }, warn_without_tab: true });
    const { page } = await world().signIn({ kind: 'root' });
    await world().timer(page, /11 h/);
    const other = await world().browser.newPage();
    // By the alarm alone: no page that is looked at asks for it.
    await comesNear(15 * 60, page);
    assert.deepEqual(await standing(), [], 'not before its time');
    await other.bringToFront();
    const first = await given();
    assert.equal(first.title, `${HOSTILE.apostrophe}, the root user: signed out in 15 minutes`);
    assert.match(first.message, /^At \d.+\. Save your work\.$/);
    await clear();
    await page.bringToFront();
    await page.reload();
    await world().notice(page, /ends in/);
    await settled();
    assert.deepEqual(await standing(), [], 'once');
    // The next lead time is another one; it is late, and says the true figure.
    await comesNear(4 * 60, page);
    assert.match((await given()).title, /: signed out in 4 minutes$/);
    await clear();
    await comesNear(0, page);
    await page.close();
    const over = await given(/get back in/);
    assert.deepEqual((await world().ledger()).tabs, []);
    assert.equal(over.title, `${HOSTILE.apostrophe}, the root user: session ended`);
    assert.match(over.message, /^At .+\. Click to get back in\.\nSession Clock assumes that AWS ends the root user's session 12 hours after the sign-in\.$/);
    // The way back in, filled in as far as AWS's own link can be.
    await clickOn(over);
    await waitFor(() => world().pc.requests.some(({ host, path }) => host === 'signin.aws.amazon.com' && path === '/console'), { what: 'the sign-in page', ...PATIENCE });
    await waitFor(async () => (await standing()).length === 0, { what: 'the notification gone', ...PATIENCE });
    await other.close();
  });

  test('sessions that end about then make one, and the page lists them; a press goes to the other\'s tab', async () => {
    await world().startAnew();
    const pages = [];
    for (const account of ['111122223333', '444455556666', '777788889999']) {
      const { page } = await world().signIn({ kind: 'root', multiSession: true, account, cookies: { sessionId: 'none' } });
      await world().timer(page, /11 h/);
      pages.push(page);
    }
    const [first, second] = pages;
    await settled();
    // The ends of one morning: half a minute and one and a half apart.
    await world().browser.changeStorage((stored) => {
      stored.ledger.sessions.forEach((/** @type {any} */ one, /** @type {number} */ at) => { one.start = { from: stored.ledger.sessions[0].start.by + [0, 30, 90][at], by: stored.ledger.sessions[0].start.by + [0, 30, 90][at] }; });
      return stored;
    });
    await comesNear(15 * 60 + 90, first);
    const one = await given(/starts/);
    assert.equal(one.title, '3 AWS sessions');
    assert.match(one.message, /^AWS starts signing you out at \d.+\. Save your work in each of them\.$/);
    const notice = await world().notice(first, /^3 AWS sessions\. AWS starts signing you out at .+\. Save your work in each of them\.$/);
    assert.equal(notice.live, 'polite');
    /** @param {import('./setup.mjs').Page} page */
    const rows = async (page) => (await world().browser.accessibilityNodes(page)).filter(({ role, text }) => role === 'button' && /The root user/.test(text)).map(({ text }) => text.split(' ')[0]);
    assert.deepEqual(await rows(first), ['111122223333', '444455556666', '777788889999'], 'soonest end first');
    await world().browser.clickNode(first, (node) => node.role === 'button' && node.text.startsWith('444455556666'), PATIENCE);
    await waitFor(() => isInFront(second), { what: 'the other tab in front', ...PATIENCE });
    await world().notice(second, /^3 AWS sessions\./);
    assert.deepEqual(await rows(second), ['111122223333', '444455556666', '777788889999'], 'there too, and not its own first');
    // One answer is for all of them.
    await world().browser.clickNode(second, (node) => node.role === 'button' && plain(node.name) === 'OK, remind me at 5 min', PATIENCE);
    for (const page of pages) {
      await page.bringToFront();
      await world().noNotice(page);
    }
    await settled();
    assert.equal((await standing()).length, 1, 'no more than the one');
  });

  test('a click on it goes to the session\'s tab', async () => {
    await world().startAnew();
    await setOptions(world(), { lead_times: AT_ONCE, lang: 'ja' });
    const { page } = await world().signIn({ kind: 'iam-user' });
    const one = await given();
    const other = await world().browser.newPage();
    assert.equal(await isInFront(page), false);
    // The click starts a background that was stopped; Chromium's driver can dispatch it only in one that runs.
    if (!isChromium()) {
      assert.match(one.title, /^111122223333、IAM ユーザー alice: 残り 約 1[12] 時間/);
      assert.match(one.message, /ごろサインアウトされる見込みです。AWS のデフォルトでは、サインインから 12 時間で終わります。/);
      await world().browser.stopBackground();
    }
    await clickOn(one);
    await waitFor(() => isInFront(page), { what: 'the tab in front', ...PATIENCE });
    await waitFor(async () => (await standing()).length === 0, { what: 'the notification gone', ...PATIENCE });
    await other.close();
    await page.close();
  });

  test('a click on one of a session without a tab leads to the list; once it is over, back in, to the page that was kept', async () => {
    await world().startAnew();
    await setOptions(world(), { lead_times: AT_ONCE, warn_without_tab: true, keep_address: true, role_maxima: [{ role: '*', seconds: 3600 }] });
    const { page } = await world().signIn({ kind: 'identity-center', landing: { path: '/ec2/home' } });
    const running = await given();
    await page.close();
    await world().stored(({ tabs }) => tabs.length === 0, 'no tab');
    const lists = () => world().browser.inExtension((api) => api.tabs.query({}).then((/** @type {any[]} */ tabs) => tabs.filter(({ url }) => url === api.runtime.getURL('popup/popup.html')).map(({ id }) => id)));
    if (isChromium()) {
      await world().browser.inBackground(() => {
        const { windows } = /** @type {any} */ (globalThis).chrome;
        const update = windows.update.bind(windows);
        windows.update = (/** @type {number} */ id, /** @type {any} */ how) => {
          Object.assign(globalThis, { practiceFront: how.focused });
          return update(id, how);
        };
      });
    }
    await clickOn(running);
    const list = await waitFor(async () => { const all = await lists(); return all.length > 0 && all; }, { what: 'the list', ...PATIENCE });
    // Who clicks may be in another program.
    if (isChromium()) await waitFor(() => world().browser.inBackground(() => /** @type {any} */ (globalThis).practiceFront), { what: 'its window in front', ...PATIENCE });
    await world().browser.inExtension((api, ids) => api.tabs.remove(ids), list);
    await world().placeEnd(0, 3_600);
    await settled();
    if (isChromium()) await note();
    await world().browser.inExtension((api) => api.runtime.sendMessage({ kind: 'event', isPrivate: false, what: 'woke' }));
    await clickOn(await given(/get back in/));
    await waitFor(() => world().pc.requests.some(({ host, path }) => host === PORTAL_HOST && path === '/start/'), { what: 'the portal', ...PATIENCE });
    // Firefox tells its driver nothing of a tab that an extension opens.
    if (isChromium()) await waitFor(async () => (await world().browser.browser.pages()).some((one) => /&destination=.*%2Fec2%2Fhome/.test(one.url())), { what: 'the way to the page', ...PATIENCE });
  });

  test('one with names goes once they are hidden, and any once everything is forgotten', async () => {
    await world().startAnew();
    await setOptions(world(), { lead_times: AT_ONCE });
    const { page } = await world().signIn({ kind: 'iam-user' });
    const named = await given();
    await setOptions(world(), { lead_times: AT_ONCE, hide_names: true });
    await waitFor(async () => (await standing()).length === 0, { what: 'the one with names gone', ...PATIENCE, detail: standing });
    await world().browser.changeStorage((stored) => ({ ...stored, ledger: { ...stored.ledger, sessions: stored.ledger.sessions.map((/** @type {any} */ one) => ({ ...one, given: [] })) } }));
    await page.reload();
    const nameless = await given();
    if (!isChromium()) assert.deepEqual([/111122223333|alice/.test(named.title), /111122223333|alice/.test(nameless.title)], [true, false]);
    await setOptions(world(), { lead_times: AT_ONCE, hide_names: true, title: true });
    await settled();
    assert.equal((await standing()).length, 1, 'one without names stands');
    // The next session has the number of the first: a click would lead to another one's tab.
    await world().browser.inExtension((api) => api.runtime.sendMessage({ kind: 'forget-everything' }));
    assert.deepEqual(await standing(), []);
    await page.close();
  });

  test('with a session its notification is forgotten', async () => {
    await world().startAnew();
    await setOptions(world(), { lead_times: AT_ONCE });
    const { page } = await world().signIn({ kind: 'iam-user' });
    await given();
    await world().browser.inExtension((api) => api.runtime.sendMessage({ kind: 'event', isPrivate: false, what: { forget: { session: 1 } } }));
    assert.deepEqual(await standing(), []);
    await page.close();
  });

  test('none of a session that is mute', async () => {
    await world().startAnew();
    const { page } = await world().signIn({ kind: 'iam-user' });
    await world().timer(page, /11 h/);
    await world().browser.changeStorage((stored) => ({ ...stored, options: { lead_times: AT_ONCE }, ledger: { ...stored.ledger, sessions: stored.ledger.sessions.map((/** @type {any} */ one) => ({ ...one, muted: true })) } }));
    await page.reload();
    await world().timer(page, /11 h/);
    await settled();
    assert.deepEqual(await standing(), []);
    await world().browser.inExtension((api) => api.runtime.sendMessage({ kind: 'event', isPrivate: false, what: { mute: { session: 1, muted: false } } }));
    await given();
    await page.close();
  });

  test('none of a private window; its page says it', async () => {
    await world().startAnew();
    await setOptions(world(), { lead_times: AT_ONCE });
    const { page } = await world().signIn({ kind: 'iam-user' }, { private: true });
    await world().notice(page, /AWS should sign you out at/);
    await settled();
    assert.deepEqual(await standing(), []);
    await page.close();
  });
}, { allowPrivate: true });
