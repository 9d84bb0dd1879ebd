// The warnings: when, in which words, in which tabs, and never twice.
import { describe, test } from 'node:test';
import assert from 'node:assert/strict';
import { waitFor } from '../harness/browsers.mjs';
import { PATIENCE, inEachBrowser, isNotice } from './setup.mjs';
import { setOptions } from './pages.mjs';

/** Whether a text says a moment by the clock, of twelve hours or of twenty-four. @param {string} text @param {number} moment */
function saysClock(text, moment) {
  const plain = (/** @type {string} */ time) => time.replace(/[\u202f\u00a0]/g, ' ').replace(/\b0(?=\d:)/g, '');
  return [['en-US', { hour: 'numeric', minute: '2-digit', hour12: true }], ['en-GB', { hour: '2-digit', minute: '2-digit' }]]
    .some(([lang, how]) => plain(text).includes(plain(new Intl.DateTimeFormat(/** @type {any} */ (lang), /** @type {any} */ (how)).format(moment * 1000))));
}

inEachBrowser('warnings', (world) => {
  /** Root's session, whose 12 hours are certain, with so many seconds left, or a little more, on a page that knows it. @param {number} seconds @param {{ nearly?: boolean }} [manner] */
  async function withLeft(seconds, { nearly = false } = {}) {
    await world().startAnew();
    const { page, session } = await world().signIn({ kind: 'root' });
    await world().timer(page, /11 h/);
    const end = await world().placeEnd(nearly ? world().nearly(seconds) : seconds);
    await page.reload();
    return { page, session, end };
  }
  /** @param {import('./setup.mjs').Page} page */
  const dismiss = async (page) => {
    await world().browser.clickNode(page, (node) => node.role === 'button' && /^OK/.test(node.name), PATIENCE);
    await world().noNotice(page);
  };

  test('come by themselves at each lead time, dismissed and not; at the end it says ended', async () => {
    const { page, end } = await withLeft(15 * 60, { nearly: true });
    await world().timer(page, /^15 min left$/);
    assert.deepEqual(await world().notices(page), [], 'not before its time');
    const first = await world().notice(page, /ends in 15 minutes/);
    assert.equal(first.live, 'polite');
    assert.ok(saysClock(first.text, end), first.text);
    await dismiss(page);
    const secondEnd = await world().placeEnd(world().nearly(5 * 60));
    await page.reload();
    await world().timer(page, /^5 min left$/);
    assert.deepEqual(await world().notices(page), [], 'not before its time');
    const second = await world().notice(page, /ends in 5 minutes/);
    assert.equal(second.live, 'polite');
    assert.ok(saysClock(second.text, secondEnd), second.text);
    // Not dismissed: it stands with the true figure until the next takes its place.
    const lastEnd = await world().placeEnd(world().nearly(60));
    await page.reload();
    assert.equal((await world().notice(page, /ends in 1 minute\b/)).live, 'polite');
    await world().browser.waitForNode(page, (node) => node.live === 'assertive' && /ends in 1 minute\b/.test(node.text), PATIENCE);
    const [last, ...more] = await world().notices(page);
    assert.deepEqual(more, [], 'one at a time');
    assert.ok(saysClock(last.text, lastEnd), last.text);
    const overEnd = await world().placeEnd(world().nearly(0));
    await page.reload();
    const over = await world().notice(page, /ended/);
    assert.equal(over.live, 'assertive');
    assert.ok(saysClock(over.text, overEnd), over.text);
    // What ended, why, and the way back in: AWS's own link, filled in as far as it can be, and followed by nobody but the user.
    assert.match(over.text, /^AWS session 111122223333, the root user\. Your session ended at [^.]+\. Session Clock assumes that AWS ends the root user's session 12 hours after the sign-in\. This page is still here\. Copy what you haven't saved before you leave it\.$/);
    const link = (/** @type {import('./setup.mjs').AccessibleNode} */ node) => node.role === 'link' && /^Sign in again/.test(node.name);
    const asked = () => world().pc.requests.some(({ host, path }) => host === 'signin.aws.amazon.com' && path === '/console');
    assert.equal(asked(), false);
    await world().browser.clickNode(page, link, PATIENCE);
    await waitFor(asked, { what: 'the sign-in page', ...PATIENCE });
    await page.bringToFront();
    await world().browser.waitForBadge(page, ({ text, title }) => text === '!' && title.startsWith('Session ended, '), PATIENCE);
    // The panel speaks of the way back, too, and no more of what would have made it longer.
    await world().browser.clickNode(page, (node) => node.role === 'button' && node.name === 'Close', PATIENCE);
    await world().noNotice(page);
    const panel = await world().openPanel(page);
    assert.match(panel.text, /Why then\?.*Sign in again/);
    assert.doesNotMatch(panel.text, /How to get longer|Nothing can extend/);
  });

  test('the session can be muted there and then: no more of it comes', async () => {
    const { page } = await withLeft(14 * 60 + 50);
    await world().notice(page, /ends in 15 minutes/);
    await world().browser.clickNode(page, (node) => node.role === 'button' && node.name === 'Mute', PATIENCE);
    await world().noNotice(page);
    await world().stored(({ sessions }) => sessions.at(-1).muted, 'muted');
    await world().placeEnd(4 * 60 + 50);
    await page.reload();
    await world().timer(page, /^4 min left$/);
    assert.deepEqual(await world().notices(page), []);
  });

  test('a late one says the true figure', async () => {
    const { page, end } = await withLeft(12 * 60 + 20);
    const late = await world().notice(page, /ends in 12 minutes/);
    assert.equal(late.live, 'polite');
    assert.ok(saysClock(late.text, end), late.text);
  });

  test('dismissed in one tab is dismissed in all, and not given again for the same end', async () => {
    const { page: first, session } = await withLeft(14 * 60 + 50);
    await world().notice(first, /ends in 15 minutes/);
    const second = await world().browser.newPage();
    await second.goto(world().pc.url(session, '/s3/home'));
    await world().notice(second, /ends in 15 minutes/);
    await dismiss(second);
    await first.bringToFront();
    await world().noNotice(first);
    // A new page, a reload, and an end that moves by less than a minute.
    const third = await world().browser.newPage();
    await third.goto(world().pc.url(session, '/ec2/home'));
    await world().timer(third, /^14 min left$/);
    assert.deepEqual(await world().notices(third), []);
    await world().placeEnd(14 * 60 + 55);
    await third.reload();
    await world().timer(third, /^14 min left$/);
    assert.deepEqual(await world().notices(third), []);
    // The next lead time is another notice.
    await world().placeEnd(5 * 60 - 5);
    await third.reload();
    await world().notice(third, /ends in 5 minutes/);
  });

  test('dismissed while every tab is shown again: what was known before does not come behind what is known since', async (t) => {
    if (world().name !== 'chromium') return t.skip('only in Chromium can a test hold what the background does');
    const browser = /** @type {import('../harness/chromium.mjs').ChromiumHarness} */ (world().browser);
    const { page } = await withLeft(14 * 60 + 30);
    await world().notice(page, /ends in 1[45] minutes/);
    await browser.inBackground(() => {
      const api = /** @type {any} */ (globalThis).chrome;
      const order = Object.assign(globalThis, { practiceOrder: /** @type {string[]} */ ([]) }).practiceOrder;
      const [get, run] = [api.tabs.get.bind(api.tabs), api.scripting.executeScript.bind(api.scripting)];
      api.tabs.get = async (/** @type {number} */ id) => {
        api.tabs.get = get;
        Object.assign(globalThis, { practiceHeld: true });
        await new Promise((go) => { Object.assign(globalThis, { practiceGo: go }); });
        return get(id);
      };
      api.scripting.executeScript = async (/** @type {any} */ what) => {
        const done = await run(what);
        if (what.args) order.push('told');
        return done;
      };
      api.runtime.onMessage.addListener((/** @type {any} */ { kind }) => { if (kind === 'dismissed') Object.assign(globalThis, { practiceDismissed: true }); });
      api.storage.onChanged.addListener((/** @type {any} */ { ledger }) => ledger?.newValue?.sessions[0]?.dismissed && order.push('dismissed'));
    });
    const isThere = (/** @type {string} */ name) => waitFor(() => browser.inBackground((one) => one in globalThis, name), { what: name, ...PATIENCE });
    await browser.inExtension((api) => api.storage.local.set({ options: { show: 'both' } }));
    await isThere('practiceHeld');
    await browser.clickNode(page, (node) => node.role === 'button' && /^OK/.test(node.name), PATIENCE);
    await isThere('practiceDismissed');
    // Where it does not wait for its turn it is stored before this is read.
    await browser.inBackground(() => /** @type {any} */ (globalThis).chrome.storage.local.get('ledger'));
    await browser.inBackground(() => /** @type {any} */ (globalThis).practiceGo());
    const order = () => browser.inBackground(() => /** @type {any} */ (globalThis).practiceOrder.slice(0, 2).join());
    await waitFor(async () => (await order()).includes(','), { what: 'both', ...PATIENCE, detail: order });
    assert.equal(await order(), 'told,dismissed');
    await world().noNotice(page);
    await page.close();
  });

  test('two tabs that are both in sight have it without being touched, and lose it together', async () => {
    const { page: first, session } = await withLeft(16 * 60);
    const second = await world().browser.browser.newPage({ type: 'window' });
    await second.goto(world().pc.url(session, '/s3/home'));
    for (const page of [first, second]) {
      if (await page.evaluate(() => document.hidden)) await page.bringToFront();
      await world().timer(page, /^15 min left$/);
    }
    await world().placeEnd(world().nearly(15 * 60));
    await first.reload();
    await world().notice(first, /ends in 15 minutes/);
    if (await second.evaluate(() => document.hidden)) await second.bringToFront();
    await world().notice(second, /ends in 15 minutes/);
    await dismiss(second);
    await world().noNotice(first);
  });

  test('of all tabs that have it one makes the tone, and none in which it is hidden', async (t) => {
    if (world().name === 'firefox') return t.skip('nothing here reaches the world of a content script in Firefox');
    const { page: first, session } = await withLeft(16 * 60);
    await setOptions(world(), { sound: true, off_services: ['EC2'] });
    const second = await world().browser.browser.newPage();
    await second.goto(world().pc.url(session, '/s3/home'));
    await world().timer(second, /^15 min left$/);
    const unseen = await world().browser.browser.newPage();
    await unseen.goto(world().pc.url(session, '/ec2/home'));
    await world().stored(({ tabs }) => tabs.length === 3, 'the third');
    await world().placeEnd(world().nearly(15 * 60));
    const counted = [];
    for (const page of [first, second]) {
      await page.bringToFront();
      await page.reload();
      counted.push(await counting(page));
    }
    await unseen.bringToFront();
    await world().stored(({ sessions }) => sessions[0].given.length > 0, 'the warning');
    await second.bringToFront();
    await world().notice(second, /ends in 15 minutes/);
    await first.bringToFront();
    await world().notice(first, /ends in 15 minutes/);
    assert.deepEqual(await Promise.all(counted.map((tones) => tones())), [0, 1]);
    await setOptions(world(), { sound: false, off_services: [] });
    await unseen.close();
    await second.close();
  });

  /** How many tones a page's content script has made from now on. @param {import('./setup.mjs').Page} page */
  async function counting(page) {
    const client = await page.createCDPSession();
    /** @type {Promise<number>} */
    const found = new Promise((resolve) => client.on('Runtime.executionContextCreated', ({ context }) => context.auxData?.type === 'isolated' && context.origin.startsWith('chrome-extension:') && resolve(context.id)));
    await client.send('Runtime.enable');
    const contextId = await found;
    const run = async (/** @type {string} */ expression) => (await client.send('Runtime.evaluate', { contextId, expression, returnByValue: true })).result.value;
    await run(`{
      globalThis.practiceTones = 0;
      const create = AudioContext.prototype.createOscillator;
      AudioContext.prototype.createOscillator = function made() { practiceTones += 1; return create.call(this); };
    }`);
    return () => run('practiceTones');
  }

  test('comes though the worker was stopped in between, and so is it dismissed', async () => {
    const { page } = await withLeft(15 * 60, { nearly: true });
    await world().timer(page, /^15 min left$/);
    await world().browser.stopBackground();
    await world().notice(page, /ends in 15 minutes/);
    await world().browser.stopBackground();
    await dismiss(page);
    await world().browser.stopBackground();
    await page.reload();
    await world().timer(page, /^14 min left$/);
    assert.deepEqual(await world().notices(page), []);
  });

  test('the end comes though the worker was stopped', async () => {
    const { page } = await withLeft(0, { nearly: true });
    await world().notice(page, /ends in/);
    await world().browser.stopBackground();
    await world().notice(page, /ended/);
    await world().browser.clickNode(page, (node) => node.role === 'button' && node.name === 'Close', PATIENCE);
    await world().timer(page, /^Session ended$/);
  });

  test('an end that is a bound only says so, and is not called ended when it comes', async () => {
    await world().startAnew();
    const { page } = await world().signIn({ kind: 'identity-center' });
    await world().timer(page, /at least 59 min/);
    await world().placeEnd(14 * 60 + 20, 3_600);
    await page.reload();
    const earliest = await world().notice(page, /AWS may sign you out any time after .+\. Save your work before then\./);
    assert.equal(earliest.live, 'polite');
    await world().placeEnd(world().nearly(0), 3_600);
    await page.reload();
    // Past its earliest end and alive: at most, until it has lasted as long as any.
    await world().timer(page, /^at most (11 h|10 h 59 min)( left)?/);
    assert.ok(!(await world().notices(page)).some(({ text }) => /ended/.test(text)));
  });

  test('with no console tab in front the toolbar tells of the session that ends first, by alarms alone, and of none after the last', async (t) => {
    if (world().name !== 'chromium') return t.skip('the core writes the badge; alarms with no console tab are held there by the notifications');
    await world().startAnew();
    await setOptions(world(), { lead_times: [900, 200] });
    const met = [];
    for (const account of ['111122223333', '444455556666']) {
      const { page } = await world().signIn({ kind: 'root', multiSession: true, account, cookies: { sessionId: 'none' } });
      await world().timer(page, /11 h/);
      met.push(page);
    }
    const other = await world().browser.newPage();
    /** What a tab shows that has nothing of its own to say, once it fits. @param {string} text */
    const badge = (text) => {
      /** @type {string} */ let seen;
      return waitFor(async () => {
        seen = await world().browser.inExtension((api) => api.tabs.query({ active: true, currentWindow: true }).then(([{ id }]) => api.action.getBadgeText({ tabId: id })));
        return seen === text;
      }, { what: `the badge ${text}`, ...PATIENCE, detail: () => seen });
    };
    /** So much before the first ends; the second ends 70 seconds later. @param {number} seconds */
    const near = async (seconds) => {
      await world().browser.changeStorage((stored) => {
        const [first, second] = stored.ledger.sessions;
        first.start = { from: first.start.by, by: first.start.by };
        second.start = { from: first.start.by + 70, by: first.start.by + 70 };
        return stored;
      });
      await world().placeEnd(seconds + 70);
      // What an alarm does: the one that stands is of the time before all was moved.
      await world().browser.inExtension((api) => api.runtime.sendMessage({ kind: 'event', isPrivate: false, what: 'woke' }));
    };
    const title = () => world().browser.inExtension((api) => api.action.getTitle({}));
    const ground = () => world().browser.inExtension((api) => api.action.getBadgeBackgroundColor({}).then((colour) => [...colour].slice(0, 3)));
    await badge('≤11h');
    await near(world().nearly(42 * 60));
    await badge('42');
    assert.match(await title(), /^42\smin left.*111122223333/su, 'how long, and which');
    assert.deepEqual(await ground(), [0x3a, 0x45, 0x53], 'calm');
    await near(world().nearly(14 * 60));
    await badge('14');
    assert.deepEqual(await ground(), [0x8a, 0x5a, 0x00], 'amber from the first lead time on');
    await near(world().nearly(3 * 60));
    await badge('3');
    assert.deepEqual(await ground(), [0xc2, 0x14, 0x14], 'red from the last but one, or of two the last');
    // Answered after all that came before it: the alarm stands.
    await world().browser.inExtension((api) => api.runtime.sendMessage({ kind: 'overview' }));
    await world().browser.stopBackground();
    await badge('2');
    await near(world().nearly(0));
    await badge('<1');
    // The first has ended, the second goes on.
    await badge('1');
    for (const page of met) await page.close();
    await near(world().nearly(0) - 70);
    await badge('<1');
    await world().browser.stopBackground();
    await badge('');
    assert.equal(await title(), 'Session Clock');
    await other.close();
  });

  describe('the cookie\'s date', () => {
    test('is warned of as the end where the browser tells it', async (t) => {
      if (world().name === 'firefox') return t.skip('Firefox tells no date without a permission');
      await world().startAnew();
      const { page } = await world().signIn({ kind: 'iam-user', multiSession: true, endsInSeconds: 5 * 60 + 20 });
      await world().notice(page, /ends in 5 minutes/);
      const nodes = await world().browser.accessibilityNodes(page);
      assert.ok(!nodes.some((node) => isNotice(node) && /earliest|latest/.test(node.text)));
    });
  });
});
