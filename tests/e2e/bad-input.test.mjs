// What is not understood is left alone, and told; what is forged is ignored.
import { describe, test } from 'node:test';
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { waitFor } from '../harness/browsers.mjs';
import { LOOKALIKE_HOST } from '../practice-console/hosts.mjs';
import { ELEMENT, PATIENCE, inEachBrowser, isTimer } from './setup.mjs';

/** @type {{ file: string, host: string, understood: boolean, because?: string }[]} */
const SAVED = JSON.parse(await readFile(new URL('../saved-pages/index.json', import.meta.url), 'utf8'));

inEachBrowser('bad input', (world, name) => {
  const isChromium = name === 'chromium';
  /** The page is left alone, and the popup says why. @param {import('./setup.mjs').Page} page */
  async function isLeftAlone(page) {
    const tab = await world().browser.tabId(page);
    const { misunderstood } = await world().stored(({ tabs }) => tabs.find((/** @type {any} */ known) => known.tab === tab && known.misunderstood), 'that it was not understood');
    assert.equal(await page.evaluate((tag) => document.querySelectorAll(tag).length, ELEMENT), 0);
    assert.ok(!(await world().browser.accessibilityNodes(page)).some(isTimer));
    assert.deepEqual(await world().browser.waitForBadge(page, ({ text }) => text === '', PATIENCE).then(({ text }) => text), '');
    return misunderstood;
  }
  /** @param {import('./setup.mjs').Page} page */
  function listen(page) {
    /** @type {string[]} */ const said = [];
    page.on('console', (message) => said.push(message.text()));
    page.on('pageerror', (error) => said.push(String(error)));
    return said;
  }

  describe('saved pages', () => {
    // The live pages below break the same keys in both browsers.
    for (const { file, host, understood, because } of SAVED.filter((page) => page.understood || isChromium)) {
      test(`${file}: ${understood ? 'is understood' : `${because}: is left alone`}`, { timeout: 60_000 }, async () => {
        const page = await world().browser.newPage();
        const said = listen(page);
        await page.goto(world().pc.savedUrl(host, file));
        if (understood) {
          await world().timer(page, /^(at most (1 d 11 h|11 h 59 min) left|End not known)$/);
          assert.equal(await world().elements(page), 1);
        } else await isLeftAlone(page);
        assert.deepEqual(said, []);
        await page.close();
      });
    }
  });

  test('live pages with every kind of broken session data: each is left alone, and the popup says of each why', { timeout: 120_000 }, async (t) => {
    if (world().name !== 'chromium') return t.skip('what reads them is the same in both');
    await world().startAnew();
    const { page: first, session } = await world().signIn({ kind: 'iam-user', canary: 'CANARYCANARY' });
    await world().timer(first, /11 h/);
    const kinds = /** @type {const} */ (['missing', 'empty', 'not-json', 'json-null', 'json-array', 'json-number', 'number-account', 'number-arn', 'short-account', 'unknown-arn', 'truncated-arn', 'other-account']);
    for (const meta of kinds) {
      const page = await world().browser.newPage();
      const said = listen(page);
      await page.goto(world().pc.url(session, `/${meta}/home`, { meta }));
      await isLeftAlone(page);
      assert.deepEqual(said, [], meta);
    }
    const popup = await world().browser.openExtensionPage('popup/popup.html');
    const told = await waitFor(async () => {
      const items = await popup.evaluate(() => [...document.querySelectorAll('#problems .line p')].map((item) => item.textContent ?? ''));
      return items.length === kinds.length && items;
    }, { what: `${kinds.length} reasons`, ...PATIENCE, detail: () => popup.evaluate(() => document.body.innerText) });
    for (const reason of told) {
      assert.match(reason, /^[A-Z].{15,}/);
      assert.doesNotMatch(reason, /undefined|\{|CANARY|\[object/);
    }
    await popup.close();
  });

  test('a huge value is no harm', async () => {
    await world().startAnew();
    world().pc.set({ meta: 'huge' });
    const { page } = await world().signIn({ kind: 'iam-user' });
    world().pc.reset();
    await world().timer(page, /11 h 59 min/);
  });

  test('host and session data that name different sessions', async () => {
    await world().startAnew();
    world().pc.set({ meta: 'other-differentiator' });
    const { page } = await world().signIn({ kind: 'iam-user', multiSession: true });
    world().pc.reset();
    assert.equal(await isLeftAlone(page), 'sessions-differ');
  });

  test('a host that only looks like the console, and frames', async () => {
    await world().startAnew();
    const lookalike = await world().browser.newPage();
    await lookalike.goto(world().pc.savedUrl(LOOKALIKE_HOST, 'iam-user.html'));
    const framed = await world().browser.newPage();
    await framed.goto(world().pc.framedUrl(world().pc.savedUrl('us-east-1.console.aws.amazon.com', 'root.html')));
    // A console page with another in a frame: the top one alone counts. What the others would have sent has been sent by then.
    world().pc.set({ frames: 'console' });
    const { page } = await world().signIn({ kind: 'iam-user' });
    world().pc.reset();
    await world().timer(page, /11 h 59 min/);
    for (const frame of [...framed.frames(), ...page.frames()]) {
      const count = await frame.evaluate((tag) => document.querySelectorAll(tag).length, ELEMENT);
      assert.equal(count, frame === page.mainFrame() ? 1 : 0, frame.url());
    }
    assert.equal(await lookalike.evaluate((tag) => document.querySelectorAll(tag).length, ELEMENT), 0);
    const ledger = await world().stored((stored) => stored.tabs.length > 0 && stored, 'the console\'s tab');
    assert.equal(ledger.tabs.length, 1);
    assert.deepEqual(ledger.sessions.map((/** @type {any} */ known) => known.identity.who), [{ 'iam-user': 'alice' }]);
  });

  // What *Copy report* holds is tested with the popup.
  test('what the extension stores holds no cookie\'s value and nothing of the session data that it does not use', async () => {
    await world().startAnew();
    for (const multiSession of [true, false]) {
      const { page, session } = await world().signIn({ kind: 'iam-user', multiSession, canary: 'CANARYCANARY' });
      await world().timer(page, /11 h 59 min/);
      await world().stored(({ sessions }) => sessions.some((/** @type {any} */ known) => known.session_id === session.differentiator), 'the session');
      const stored = JSON.stringify([await world().browser.readStorage('local'), await world().browser.readStorage('session')]);
      assert.doesNotMatch(stored, /CANARY/);
      assert.ok(!stored.includes(session.keybase) && !stored.includes(session.secret));
    }
  });

  describe('forged messages', () => {
    test('a page\'s own are heard by nobody', async () => {
      await world().startAnew();
      const { page } = await world().signIn({ kind: 'iam-user' });
      await world().timer(page, /11 h 59 min/);
      const before = await world().stored((ledger) => ledger.sessions.length > 0 && ledger, 'the session');
      await page.evaluate(() => {
        for (const kind of ['show', 'observed', 'dismissed', 'looked']) {
          postMessage({ kind, view: null, session: 1, logged_out: true }, '*');
          dispatchEvent(new CustomEvent(kind, { detail: { kind, view: null } }));
        }
        const runtime = /** @type {any} */ (globalThis).chrome?.runtime;
        if (runtime?.sendMessage) throw new Error('the page has a way to the extension');
      });
      // What is stored are whole seconds: the reload has to be in a later one to be told from the first load.
      await waitFor(async () => Date.now() / 1000 > before.last_now, { what: 'the next second' });
      await page.reload();
      await world().timer(page, /11 h 59 min/);
      const after = await world().stored((ledger) => ledger.sessions[0].seen > before.sessions[0].seen && ledger, 'the reload');
      assert.deepEqual([after.sessions.length, after.sessions[0].ended, after.sessions[0].start], [1, null, before.sessions[0].start]);
    });

    test('from an extension page that plays a content script, and from a frame', async () => {
      await world().startAnew();
      world().pc.set({ frames: 'console' });
      const { page } = await world().signIn({ kind: 'iam-user' });
      world().pc.reset();
      await world().timer(page, /11 h 59 min/);
      const before = await world().stored((ledger) => ledger.sessions.length > 0 && ledger, 'the session');
      const tab = await world().browser.tabId(page);
      const answers = await world().browser.inExtension(async (api, tabId) => {
        const forged = [{ kind: 'looked', logged_out: true }, { kind: 'mute', session: 1, muted: true }, { kind: 'off', everywhere: true }];
        /** @type {unknown[]} */ const answers = [];
        for (const message of forged) answers.push(await api.runtime.sendMessage(message).catch(() => 'nobody') ?? 'nobody');
        // From our own code, but in a frame of the page.
        const frames = await api.scripting.executeScript({ target: { tabId, allFrames: true }, args: [forged], func: async (/** @type {any[]} */ messages) => {
          if (window === window.top) return 'top';
          const runtime = /** @type {any} */ (globalThis.browser ?? globalThis.chrome).runtime;
          const heard = [];
          for (const message of messages) heard.push(await runtime.sendMessage(message).catch(() => 'nobody') ?? 'nobody');
          return heard.join();
        } });
        return { answers, frames: frames.map(({ result }) => result).sort() };
      }, tab);
      assert.deepEqual(answers, { answers: ['nobody', 'nobody', 'nobody'], frames: ['nobody,nobody,nobody', 'top'] });
      await page.reload();
      await world().timer(page, /11 h 59 min/);
      const { sessions: [session] } = await world().ledger();
      assert.deepEqual([session.ended, session.muted, session.start], [null, false, before.sessions[0].start]);
    });
  });
});
