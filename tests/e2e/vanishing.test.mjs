// A countdown never stands frozen: what is no longer kept up goes away, and there is never a second one.
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { waitFor } from '../harness/browsers.mjs';
import { ELEMENT, PATIENCE, extensionFolder, inEachBrowser, isTimer } from './setup.mjs';
import { setOptions } from './pages.mjs';

inEachBrowser('vanishing', (world) => {
  /** What the page can tell of our element from outside. @param {import('./setup.mjs').Page} page */
  const state = (page) => page.evaluate((tag) => {
    const element = document.querySelector(tag);
    return element === null ? 'gone' : getComputedStyle(element).display === 'none' ? 'none' : getComputedStyle(element).visibility;
  }, ELEMENT);
  /** @param {import('./setup.mjs').Page} page @param {string[]} wanted @param {string} what */
  const until = (page, wanted, what) => waitFor(async () => wanted.includes(await state(page)), { what, timeout: 60_000, detail: () => state(page) });

  async function shown() {
    const { page, session } = await world().signIn({ kind: 'iam-user' });
    await world().timer(page, /11 h/);
    await page.bringToFront();
    return { page, session };
  }

  /** Takes the element's own safeguard to so many seconds before it hides it, to spare the wait. @param {import('./setup.mjs').Page} page @param {number} before */
  const nearlyStopped = (page, before) => page.evaluate((tag, seconds) => {
    const [animation] = document.querySelector(tag)?.getAnimations() ?? [];
    const end = Number(animation.effect?.getComputedTiming().endTime);
    animation.currentTime = end - seconds * 1000;
    return end;
  }, ELEMENT, before);

  test('what ticks stays: its safeguard is restarted before it is over, and after', async (t) => {
    if (world().name === 'firefox') return t.skip('there a style sheet goes with the extension');
    const { page } = await shown();
    await waitFor(() => page.evaluate((tag) => document.querySelector(tag)?.getAnimations().length === 1, ELEMENT), { what: 'the second tick, which starts it', ...PATIENCE });
    assert.ok(await nearlyStopped(page, -1) <= 60_000, 'a frozen one hides within a minute');
    await until(page, ['hidden'], 'the safeguard to hide it');
    await until(page, ['visible'], 'the next tick to show it');
    await world().timer(page, /11 h/);
    await page.close();
  });

  test('a body that the page replaces, and its removal: it stays, or comes back', async () => {
    const { page } = await shown();
    await page.evaluate(() => { document.body = document.createElement('body'); });
    assert.equal(await state(page), 'visible');
    await world().timer(page, /11 h/);
    assert.equal(await world().elements(page), 1);
    await page.evaluate((tag) => document.querySelector(tag)?.remove(), ELEMENT);
    await world().timer(page, /11 h/);
    await page.close();
  });

  test('a page from the back-forward cache asks again', async () => {
    world().pc.setMayKeep(true);
    const { page, session } = await shown();
    await page.evaluate(() => { document.documentElement.dataset.practice = 'kept'; });
    await page.goto(world().pc.url(session, '/s3/home'));
    await world().timer(page, /11 h/);
    await world().placeEnd(3_590);
    // Firefox tells its driver of no load here.
    page.evaluate(() => history.back()).catch(() => undefined);
    await waitFor(() => page.evaluate(() => document.documentElement.dataset.practice === 'kept').catch(() => false), { what: 'the page from the cache', ...PATIENCE });
    await world().timer(page, /^about 59 min left$/);
    assert.equal(await world().elements(page), 1);
    world().pc.reset();
    await page.close();
  });

  test('a page that went into the back-forward cache before a part of it was there has that part when it is back', async () => {
    /** Runs in the background, or beside it where that can be reached. @param {(api?: any) => unknown} run */
    const besideIt = (run) => (world().name === 'chromium' ? world().browser.inBackground(run) : world().browser.inExtension(run));
    world().pc.setMayKeep(true);
    const { page, session } = await shown();
    // The title's part is held back, and comes to nothing when it is let go.
    await besideIt(async (api) => {
      const background = (await api?.runtime.getBackgroundPage()) ?? globalThis;
      const { scripting } = background.browser ?? background.chrome;
      const put = scripting.executeScript;
      /** @type {(() => void)[]} */ const held = [];
      scripting.executeScript = (/** @type {any} */ given) => (given.files?.includes('content/title.js') ? new Promise((_, no) => held.push(() => no(new Error('practice')))) : put.call(scripting, given));
      background.practiceHeld = () => held.length;
      background.practiceLet = () => { scripting.executeScript = put; for (const go of held) go(); };
    });
    await setOptions(world(), { title: true });
    await waitFor(() => besideIt(async (api) => ((await api?.runtime.getBackgroundPage()) ?? globalThis).practiceHeld() > 0), { what: 'the part asked for', ...PATIENCE });
    await page.evaluate(() => { document.documentElement.dataset.practice = 'kept'; });
    await page.goto(world().pc.url(session, '/s3/home'));
    await world().timer(page, /11 h/);
    await besideIt(async (api) => ((await api?.runtime.getBackgroundPage()) ?? globalThis).practiceLet());
    // Firefox tells its driver of no load here.
    page.evaluate(() => history.back()).catch(() => undefined);
    await waitFor(() => page.evaluate(() => document.documentElement.dataset.practice === 'kept').catch(() => false), { what: 'the page from the cache', ...PATIENCE });
    await waitFor(async () => /11\u00a0h/.test(await page.title()), { what: 'the title', ...PATIENCE, detail: () => page.title() });
    await setOptions(world(), { title: false });
    world().pc.reset();
    await page.close();
  });

  test('printing leaves it out', async () => {
    const { page } = await shown();
    if (world().name === 'chromium') await page.emulateMediaType('print');
    else await inAllTabs(`tab.linkedBrowser.browsingContext.mediumOverride = 'print'`);
    await until(page, ['none'], 'it to be left out of print');
    if (world().name === 'chromium') await page.emulateMediaType('screen');
    else await inAllTabs(`tab.linkedBrowser.browsingContext.mediumOverride = ''`);
    await until(page, ['visible'], 'it to be back on the screen');
    await page.close();
  });

  test('updated: the new one takes its place without a reload, and there is one', async () => {
    const { page } = await shown();
    await page.evaluate((tag) => document.querySelector(tag)?.setAttribute('data-practice', 'old'), ELEMENT);
    await world().browser.installExtension(extensionFolder(world().name));
    await waitFor(() => page.evaluate((tag) => document.querySelector(tag)?.getAttribute('data-practice') === null, ELEMENT), { what: 'the new element', ...PATIENCE });
    await world().timer(page, /11 h/);
    assert.equal(await world().elements(page), 1);
    // It is alive: it follows what is stored.
    await world().placeEnd(3_590);
    await page.evaluate(() => dispatchEvent(new Event('auth-change-detected')));
    await world().timer(page, /ended/);
    await page.close();
  });

  test('updated: the title has the time left once, and none where it is no longer wanted', async () => {
    const { page } = await shown();
    const title = (/** @type {RegExp} */ wanted) => waitFor(async () => wanted.test(await page.title()), { what: `the title ${wanted}`, ...PATIENCE, detail: () => page.title() });
    await setOptions(world(), { title: true });
    await title(/^about 11\u00a0h\u00a05\d\u00a0min\s·\s[^·]+$/);
    await page.evaluate((tag) => document.querySelector(tag)?.setAttribute('data-practice', 'old'), ELEMENT);
    await world().browser.installExtension(extensionFolder(world().name));
    await waitFor(() => page.evaluate((tag) => document.querySelector(tag)?.getAttribute('data-practice') === null, ELEMENT), { what: 'the new element', ...PATIENCE });
    await world().timer(page, /11 h/);
    await setOptions(world(), { sound: true });
    await title(/^about 11\u00a0h\u00a05\d\u00a0min\s·\s[^·]+$/);
    await setOptions(world(), { title: false });
    await title(/^[^·]+$/);
    await page.close();
  });

  test('disabled: it disappears; enabled: it is there again without a reload', async (t) => {
    const { page } = await shown();
    await setEnabled(false);
    await nearlyStopped(page, 12).catch(() => undefined);
    await until(page, ['gone', 'hidden'], 'the element of a disabled extension to go');
    if (world().name === 'chromium') t.diagnostic('Chromium puts nothing into open tabs when an extension is enabled');
    await setEnabled(true);
    await page.bringToFront();
    if (world().name === 'chromium') await page.reload();
    await world().timer(page, /11 h/);
    assert.equal(await world().elements(page), 1);
    await page.close();
  });

  test('removed: it disappears', async () => {
    const { page } = await shown();
    await world().browser.uninstallExtension();
    // Sooner than the next tick but one: what has gone restarts nothing.
    await nearlyStopped(page, 12).catch(() => undefined);
    await until(page, ['gone', 'hidden'], 'the element of a removed extension to go');
    await world().browser.waitForNoNode(page, isTimer, PATIENCE);
    await page.close();
  });

  /** @param {string} body */
  const inAllTabs = (body) => /** @type {any} */ (world().browser).inBrowserWindow(`for (const tab of gBrowser.tabs) { ${body}; }`);

  /** Disables or enables, as the browser's own page of extensions does. @param {boolean} enabled */
  async function setEnabled(enabled) {
    const { browser } = world();
    browser.helper = null;
    if (world().name === 'firefox') {
      return /** @type {any} */ (browser).inBrowserWindow(`
        const { AddonManager } = ChromeUtils.importESModule('resource://gre/modules/AddonManager.sys.mjs');
        const addon = await AddonManager.getAddonByID(${JSON.stringify(browser.extensionId)});
        await addon.${enabled ? 'enable' : 'disable'}();`);
    }
    const page = await browser.newPage();
    await page.goto('chrome://extensions');
    await page.evaluate((id, on) => /** @type {any} */ (globalThis).chrome.management.setEnabled(id, on), browser.extensionId, enabled);
    await page.close();
  }
});
