// A tab that leaves the console leaves its session: nothing counts down beside a foreign page, and no way leads there.
import { afterEach, test } from 'node:test';
import assert from 'node:assert/strict';
import { waitFor } from '../harness/browsers.mjs';
import { ELSEWHERE_HOST } from '../practice-console/hosts.mjs';
import { PATIENCE, inEachBrowser } from './setup.mjs';
import { closePages, openPage, says, textOf } from './pages.mjs';

const ELSEWHERE = `https://${ELSEWHERE_HOST}/`;

inEachBrowser('leaving the console', (world) => {
  afterEach(closePages);

  /** A page of a session, and the id of its tab. @param {Parameters<ReturnType<typeof world>['signIn']>[0]} [how] */
  async function shown(how = { kind: 'iam-user' }) {
    await world().startAnew();
    const { page, session } = await world().signIn(how);
    await world().timer(page, /11 h/);
    return { page, session, tab: await world().browser.tabId(page) };
  }
  /** @param {number} tab */
  const toolbar = (tab) => world().browser.inExtension(async (api, tabId) => [await api.action.getBadgeText({ tabId }), await api.action.getTitle({ tabId })], tab);
  /** What any other page shows: the session that ends first, and whose it is. @param {number} tab */
  const tellsOfTheFirst = async (tab) => {
    const [text, title] = await toolbar(tab);
    assert.match(text, /^[~≤]?11h$/u);
    assert.match(title, /11\sh.*IAM user alice/su);
  };
  const hasNone = () => world().stored(({ tabs }) => tabs.length === 0, 'no tab of the console');

  test('for another site: at once, and the session stays', async () => {
    const { page, tab } = await shown();
    await page.goto(ELSEWHERE);
    await hasNone();
    await tellsOfTheFirst(tab);
    const popup = await openPage(world(), 'popup');
    await says(popup, /IAM user alice/);
    assert.doesNotMatch(await textOf(popup), /Go to (its )?tab/);
  });

  test('and what is forgotten then, the toolbar tells no more', async () => {
    const { page, tab } = await shown();
    await page.goto(ELSEWHERE);
    await hasNone();
    await tellsOfTheFirst(tab);
    await world().browser.inExtension((api) => api.runtime.sendMessage({ kind: 'forget-everything' }));
    await waitFor(async () => (await toolbar(tab)).join() === ',Session Clock', { what: 'a toolbar that tells nothing', ...PATIENCE, detail: () => toolbar(tab) });
  });

  test('what is forgotten while its page is open, the page and its button tell no more', async () => {
    const { page, tab } = await shown();
    await world().browser.waitForBadge(page, ({ text }) => text !== '', PATIENCE);
    await world().browser.inExtension((api) => api.runtime.sendMessage({ kind: 'forget-everything' }));
    await waitFor(async () => await world().elements(page) === 0, { what: 'no countdown', ...PATIENCE });
    await waitFor(async () => (await toolbar(tab))[0] === '', { what: 'no badge', ...PATIENCE, detail: () => toolbar(tab) });
    assert.doesNotMatch((await toolbar(tab))[1], /alice|left/);
  });

  test('for AWS\'s own sign-in page, of the same site', async () => {
    const { page, session, tab } = await shown({ kind: 'iam-user', multiSession: true });
    await page.goto(`https://${session.signInHost}/practice/`);
    await hasNone();
    await tellsOfTheFirst(tab);
  });

  test('with the background stopped', async () => {
    const { page, tab } = await shown();
    await world().browser.stopBackground();
    await page.goto(ELSEWHERE);
    // A background that has to start first may come too late to hear a page that goes. The next question finds out.
    await world().browser.inExtension((api) => api.runtime.sendMessage({ kind: 'overview' }));
    await hasNone();
    await tellsOfTheFirst(tab);
  });

  test('and back, from the back-forward cache: it is the session\'s again', async () => {
    world().pc.setMayKeep(true);
    const { page, tab } = await shown();
    await page.evaluate(() => { addEventListener('pageshow', ({ persisted }) => { document.documentElement.dataset.persisted = String(persisted); }); });
    await page.goto(ELSEWHERE);
    await hasNone();
    // Firefox tells its driver of no load here.
    page.evaluate(() => history.back()).catch(() => undefined);
    await world().stored(({ tabs, sessions }) => tabs.length === 1 && tabs[0].tab === tab && tabs[0].session === sessions[0].id, 'the tab of the session again');
    await world().timer(page, /11 h/);
    await world().browser.waitForBadge(page, ({ text }) => /^~?11h$/.test(text), PATIENCE);
    assert.equal(await page.evaluate(() => document.documentElement.dataset.persisted), 'true', 'the page came from that cache');
    world().pc.reset();
  });

  test('from page to page of the console nothing is left', async () => {
    const { page, session, tab } = await shown();
    const [{ id }] = (await world().ledger()).sessions;
    for (const path of ['/s3/home', '/ec2/home', '/iam/home']) {
      await page.goto(world().pc.url(session, path));
      await world().timer(page, /11 h/);
    }
    await page.reload();
    await world().timer(page, /11 h/);
    // Whatever is told of the pages before comes within a second.
    await world().browser.inExtension((api) => api.runtime.sendMessage({ kind: 'overview' }));
    const { tabs } = await world().ledger();
    assert.deepEqual(tabs.map((/** @type {any} */ one) => [one.tab, one.session]), [[tab, id]]);
  });

  test('where the word of it was lost, an alarm and the popup find out', async () => {
    const { page, tab } = await shown();
    await page.goto(ELSEWHERE);
    await hasNone();
    const lost = () => world().browser.changeStorage((stored) => ({ ...stored, ledger: { ...stored.ledger, tabs: [{ tab, window: 1, navigated_at: stored.ledger.last_now, session: stored.ledger.sessions[0].id, by_data_alone: false, misunderstood: null, shown: 0 }] } }));
    await lost();
    await world().browser.inExtension((api) => api.alarms.create('wake', { when: Date.now() + 500 }));
    await hasNone();
    await tellsOfTheFirst(tab);
    await lost();
    const popup = await openPage(world(), 'popup');
    await says(popup, /IAM user alice/);
    assert.doesNotMatch(await textOf(popup), /Go to (its )?tab/);
    await waitFor(async () => (await world().ledger()).tabs.length === 0, { what: 'the tab gone', ...PATIENCE });
  });
});
