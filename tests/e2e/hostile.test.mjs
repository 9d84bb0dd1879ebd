// A page of the console that turns on the scripts that read it: the worker stays under a stated load, other sessions are untouched, nothing false is shown.
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { waitFor } from '../harness/browsers.mjs';
import { PATIENCE, inEachBrowser, isTimer, plain } from './setup.mjs';
import { setOptions } from './pages.mjs';

/** @typedef {import('./setup.mjs').Page} Page */

// What one page may cause, whatever it does. Of each of two things, looks and switches, its content script tells five times at once and then once a second; with what it tells
// at its start that is 12 messages and two a second. A page that is reloaded tells that again, once: a load costs the page many times what it costs us. The background
// stores once for each message; cookies that change are taken five times at once and then once a second, into the ledgers of ordinary and of private windows.
// What is measured here is seen by a page of the extension, which hears every message that the background hears.
const AT_ONCE = 12;
const A_SECOND = 2;

const MARKUP = '<img src=x onerror="window.practiceEvil=1">';

inEachBrowser('a hostile page', (world) => {
  /** Counts what reaches the background, from a page of the extension: it hears every message that the background hears. */
  const count = () => world().browser.inExtension((api) => {
    const page = /** @type {any} */ (globalThis);
    if (!page.practiceCounted) {
      api.runtime.onMessage.addListener((/** @type {any} */ message) => { page.practiceCounted.messages += 1; page.practiceCounted.kinds[message.kind] = (page.practiceCounted.kinds[message.kind] ?? 0) + 1; });
      api.storage.onChanged.addListener(() => { page.practiceCounted.writes += 1; });
    }
    page.practiceCounted = { messages: 0, writes: 0, kinds: {}, since: performance.now() };
  });

  /** What has come since, held to what one page may cause. @param {string} what */
  async function isUnderLoad(what, { loads = 1 } = {}) {
    const { messages, writes, kinds, seconds } = await world().browser.inExtension(() => {
      const counted = /** @type {any} */ (globalThis).practiceCounted;
      return { ...counted, seconds: (performance.now() - counted.since) / 1000 };
    });
    const most = loads - 1 + AT_ONCE + A_SECOND * seconds;
    assert.ok(messages <= most, `${what}: ${messages} messages in ${seconds.toFixed(1)} s: ${JSON.stringify(kinds)}`);
    assert.ok(writes <= most, `${what}: ${writes} writes in ${seconds.toFixed(1)} s`);
    return kinds;
  }

  /** Another session in a tab of its own, and the one whose page will be hostile. */
  async function two(multiSession = true) {
    await world().startAnew();
    const { page: victimPage, session: victim } = await world().signIn({ kind: 'iam-user', user: 'bob', account: '222233334444', multiSession: true });
    await world().timer(victimPage, /^(at most )?11 h 59 min left$/);
    const { page, session } = await world().signIn({ kind: 'iam-user', multiSession });
    await world().timer(page, /^(at most |about )?11 h 59 min left$/);
    const kept = ({ seen, alive, ...known }) => known;
    const other = (/** @type {any} */ ledger) => ledger.sessions.filter((/** @type {any} */ known) => known.session_id === victim.differentiator).map(kept);
    const [before] = await world().stored((ledger) => other(ledger).length === 1 && ledger.sessions.length === 2 && other(ledger), 'both sessions');
    await count();
    return {
      page, session, victim,
      /** A page of the second session that does these things. @param {string} attacks */
      async attack(attacks) {
        world().pc.setPath('/hostile/home', { hostile: attacks, victim });
        await page.goto(world().pc.url(session, '/hostile/home'));
      },
      /** The other session is as it was, and its page right. */
      async isUntouched() {
        assert.deepEqual(other(await world().ledger()), [before]);
        await victimPage.bringToFront();
        await world().timer(victimPage, /^(at most |about )?11 h 5[89] min left$/);
        assert.deepEqual(other(await world().ledger()), [before]);
      },
      /** The page's own session, by an ordinary page of it. @param {RegExp} name */
      async comesBack(name = /^(at most |about )?11 h 5[89] min left$/) {
        await page.bringToFront();
        await page.goto(world().pc.url(session));
        await world().timer(page, name);
      },
    };
  }

  /** Until the page has done it so often. @param {Page} page @param {string} what @param {number} times */
  const done = (page, what, times) => waitFor(() => page.evaluate((name, least) => /** @type {any} */ (window).practiceHostile[name] >= least, what, times), { what: `${times} ${what}`, ...PATIENCE });
  /** What a countdown on the page says, if there is one. @param {Page} page */
  const shown = async (page) => (await world().browser.accessibilityNodes(page)).filter(isTimer).map(({ name }) => name);

  test('rewrites its session data a thousand times a second, floods with switches and forges events, all at once', { timeout: 60_000 }, async () => {
    const { page, attack, isUntouched, comesBack } = await two();
    await attack('meta.entries.events');
    for (const [what, times] of /** @type {const} */ ([['meta', 2000], ['events', 2000], ['entries', 200]])) await done(page, what, times);
    const kinds = await isUnderLoad('flood');
    assert.ok(kinds.looked >= 1 && kinds.switching >= 1, `it was told, too: ${JSON.stringify(kinds)}`);
    // It told the console's own word for its own session; it may stand there or not, but not with an end.
    for (const name of await shown(page)) assert.match(name, /^AWS session(: (at most )?11 hours 5[89] minutes left| ended)$/);
    await page.evaluate(() => /** @type {any} */ (window).practiceHostile.stop());
    await isUntouched();
    const { switches, sessions } = await world().ledger();
    assert.ok(switches.length <= 2, `${switches.length} requests of one tab`);
    assert.equal(sessions.length, 2, 'no session that is none');
    await comesBack();
  });

  test('redefines what scripts lean on: ours have a world of their own', async () => {
    const { page, attack, isUntouched, comesBack } = await two();
    await attack('worlds');
    await world().timer(page, /^(at most |about )?11 h 5[89] min left$/);
    assert.equal(await page.evaluate('window.practiceHostile.reached'), 0, 'nothing of ours ran into it');
    await isUnderLoad('worlds');
    await isUntouched();
    await comesBack();
  });

  test('says that it is a page of the other session, and that it was logged out', { timeout: 60_000 }, async () => {
    const { page, attack, isUntouched } = await two(false);
    await attack('claim.events');
    await done(page, 'events', 1000);
    await page.evaluate(() => /** @type {any} */ (window).practiceHostile.stop());
    await isUnderLoad('claim');
    await isUntouched();
  });

  test('names elements after the document\'s members: right, or not there', async () => {
    const { page, attack, isUntouched, comesBack } = await two();
    await attack('clobber');
    const popup = await world().browser.openExtensionPage('popup/popup.html', { background: true });
    await waitFor(() => popup.evaluate(() => document.querySelectorAll('#sessions > li').length === 2), { what: 'both sessions', ...PATIENCE });
    await popup.close();
    for (const name of await shown(page)) assert.match(plain(name), /^(at most |about )?11 h 5[89] min left, /);
    await isUnderLoad('clobber');
    await isUntouched();
    await comesBack();
  });

  test('removes and covers it and replaces the body, without end: it does not fight, and comes back', async () => {
    const { page, attack, isUntouched } = await two();
    await attack('elements');
    await done(page, 'elements', 200);
    await isUnderLoad('elements');
    assert.ok(await world().elements(page) <= 1);
    await isUntouched();
    await page.evaluate(() => /** @type {any} */ (window).practiceHostile.stop());
    await page.bringToFront();
    await world().timer(page, /^(at most |about )?11 h 5[89] min left$/);
  });

  test('hangs its main thread over a change of the countdown: right as soon as it goes on, and others meanwhile', async () => {
    await world().startAnew();
    // A notice would have the countdown's place.
    await setOptions(world(), { lead_times: [] });
    const { page, session } = await world().signIn({ kind: 'root' });
    await world().timer(page, /11 h/);
    const end = await world().placeEnd(world().nearly(2 * 60));
    const second = await world().browser.newPage();
    await second.goto(world().pc.url(session, '/s3/home'));
    world().pc.setPath('/hostile/home', { hostile: 'idle' });
    await page.bringToFront();
    await page.goto(world().pc.url(session, '/hostile/home'));
    await world().timer(page, /^2 min left$/);
    await page.evaluate((ms) => { setTimeout(() => /** @type {any} */ (window).practiceHostile.hang(ms)); }, end * 1000 - Date.now() - 118_000);
    await second.bringToFront();
    await world().timer(second, /^1 min left$/);
    await page.bringToFront();
    await world().timer(page, /^1 min left$/);
  });

  test('puts markup wherever a field is shown: it stays text', async () => {
    await world().startAnew();
    const { page } = await world().signIn({ kind: 'saml', alias: MARKUP, role: 'Deploy', sessionName: MARKUP, multiSession: true });
    await world().timer(page, /left$/);
    const panel = await world().openPanel(page);
    assert.ok(panel.text.includes('<img src=x'), panel.text);
    assert.ok(!(await world().browser.accessibilityNodes(page)).some(({ role }) => role === 'image'));
    const popup = await world().browser.openExtensionPage('popup/popup.html', { background: true });
    await waitFor(() => popup.evaluate((text) => document.querySelector('#sessions')?.textContent?.includes(text), MARKUP), { what: 'the alias as text', ...PATIENCE });
    assert.deepEqual(await popup.evaluate(() => [document.querySelectorAll('#sessions img').length, /** @type {any} */ (window).practiceEvil ?? null]), [0, null]);
    await popup.close();
    assert.equal(await page.evaluate('window.practiceEvil'), undefined);
  });

  test('stands still behind a question of its own: all other pages, and the popup, go on, and so does it once that is answered', async () => {
    const { page, victim } = await two();
    /** @type {Promise<import('puppeteer-core').Dialog>} */
    const asked = new Promise((asks) => page.once('dialog', asks));
    const answered = page.evaluate(() => confirm('Leave?'));
    const question = await asked;
    // Every page is told of it.
    await setOptions(world(), { show: 'end' });
    const other = await world().browser.newPage();
    await other.goto(world().pc.url(victim, '/s3/home'));
    await world().timer(other, /^(Ends|Expected end)/);
    // However often: each time that the page is told costs a second.
    const begun = performance.now();
    await world().browser.inExtension(async (api) => { for (let right = 0; right < 40; right += 1) await api.runtime.sendMessage({ kind: 'change-options', change: { position: { right, bottom: 0 } } }); });
    assert.equal((await world().browser.inExtension((api) => api.runtime.sendMessage({ kind: 'overview' }))).sessions.length, 2);
    assert.ok(performance.now() - begun < 20_000, `${performance.now() - begun} ms`);
    await question.dismiss();
    await answered;
    await page.bringToFront();
    await world().timer(page, /^(Ends|Expected end)/);
    await setOptions(world(), { show: 'remaining', position: null });
    await other.close();
  });

  test('asks to switch from a session with a name without end: nothing of it is kept', async () => {
    const { page, session } = await two();
    await setOptions(world(), { recording: true });
    for (const source of ['x'.repeat(5_000), session.differentiator]) await page.evaluate((from) => fetch(`/sessions/${from}/v1/switchrole`, { method: 'POST' }), source);
    const switches = await waitFor(async () => {
      const found = (await world().browser.readStorage()).recording?.events.filter((/** @type {any} */ { what }) => what.switching);
      return found?.length > 0 && found;
    }, { what: 'the switch from its own', ...PATIENCE });
    assert.deepEqual(switches.map((/** @type {any} */ { what }) => what.switching.source.length), [21]);
    await setOptions(world(), { recording: false });
  });

  test('reloads itself without end', { timeout: 60_000 }, async (t) => {
    if (world().name !== 'chromium') return t.skip('what paces and counts it is the same in both');
    const { page, attack, isUntouched, comesBack } = await two();
    await attack('reload');
    const loads = await waitFor(() => page.evaluate(() => { if (Number(sessionStorage.loads) >= 40) sessionStorage.stop = 1; return sessionStorage.stop && Number(sessionStorage.loads); }).catch(() => false), { what: '40 loads', ...PATIENCE });
    // Each says that it is there, and then that it is left.
    await isUnderLoad('reload', { loads: 2 * loads });
    await isUntouched();
    await comesBack();
  });

  test('opens tabs by the hundred', { timeout: 180_000 }, async (t) => {
    if (world().name !== 'chromium') return t.skip('what paces and counts it is the same in both');
    const { page, isUntouched, comesBack } = await two();
    await page.evaluate((url) => { for (let i = 0; i < 100; i += 1) window.open(`${url}?${i}`); }, world().pc.savedUrl('us-east-1.console.aws.amazon.com', 'root.html'));
    await waitFor(async () => (await world().ledger()).tabs.length >= 100 + 2, { what: '100 tabs', timeout: 150_000, interval: 500 });
    await isUnderLoad('tabs', { loads: 100 });
    await isUntouched();
    await comesBack();
    await world().browser.inExtension((api) => api.tabs.query({ url: 'https://us-east-1.console.aws.amazon.com/practice/saved/*' }).then((/** @type {any[]} */ all) => api.tabs.remove(all.map(({ id }) => id))));
    await world().stored((ledger) => ledger.tabs.length <= 2, 'their end');
  });

  test('sets session cookies without end, where the extension may read them', async (t) => {
    if (world().name !== 'chromium') return t.skip('what paces and counts it is the same in both');
    const remove = await world().installWith('cookies');
    const { page, attack, isUntouched, comesBack } = await two();
    await attack('cookies');
    await done(page, 'cookies', 2000);
    await isUnderLoad('cookies');
    await page.evaluate(() => /** @type {any} */ (window).practiceHostile.stop());
    await isUntouched();
    await comesBack();
    await remove();
  });
});
