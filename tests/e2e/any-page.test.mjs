// The countdown and its cards on pages of every kind: turned round, filtered, behind dialogs, with shortcuts of their own.
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { waitFor } from '../harness/browsers.mjs';
import { ELEMENT, PATIENCE, inEachBrowser, isPanel } from './setup.mjs';
import { setOptions } from './pages.mjs';

/** @typedef {import('./setup.mjs').Page} Page */

inEachBrowser('any page', (world) => {
  async function met() {
    await world().startAnew();
    const { page } = await world().signIn({ kind: 'root' });
    await world().timer(page, /11 h/);
    return page;
  }
  /** Where the countdown is. @param {Page} page */
  const place = (page) => page.evaluate((tag) => {
    const { x, y, width, height } = /** @type {Element} */ (document.querySelector(tag)).getBoundingClientRect();
    return { x, y, width, height };
  }, ELEMENT);
  /** Lets a warning come. */
  async function warn() {
    await world().placeEnd(14 * 60 + 30);
    // What an alarm does: the one that stands is of the time before all was moved.
    await world().browser.inExtension((api) => api.runtime.sendMessage({ kind: 'event', isPrivate: false, what: 'woke' }));
  }

  test('one that runs from right to left, is filtered, moved and made small: it stands where it stood, as large', async () => {
    const page = await met();
    const before = await place(page);
    for (const style of ['direction: rtl', 'filter: grayscale(1)', 'transform: translate(90px, 60px) scale(.5)', 'perspective: 200px; contain: paint; will-change: transform', 'zoom: .5']) {
      await page.evaluate((css) => {
        document.body.style.cssText = css;
        document.documentElement.dir = css.includes('rtl') ? 'rtl' : '';
      }, style);
      assert.deepEqual(await place(page), before, style);
    }
    await page.close();
  });

  test('with a modal dialog, opened before a warning or after: the warning is above it', async () => {
    const page = await met();
    const dialog = () => page.evaluate(() => {
      const made = document.body.appendChild(Object.assign(document.createElement('dialog'), { textContent: 'Delete everything?' }));
      made.style.cssText = 'position:fixed;inset:0;width:100vw;height:100vh;max-width:none;max-height:none';
      made.showModal();
    });
    /** Notes each change of the element's own place in the top layer. */
    await page.evaluate((tag) => {
      const toggles = /** @type {any} */ (window).practiceToggles = /** @type {string[]} */ ([]);
      document.querySelector(tag)?.addEventListener('toggle', (event) => toggles.push(/** @type {any} */ (event).newState));
    }, ELEMENT);
    const isOpen = () => page.evaluate((tag) => Boolean(document.querySelector(tag)?.matches(':popover-open')), ELEMENT);
    await dialog();
    assert.equal(await isOpen(), false, 'the countdown alone stays where pages have their parts');
    await warn();
    // Behind a modal dialog nothing can be pressed or is told to assistive technology: the badge and the notification remain.
    await waitFor(isOpen, { what: 'the warning in the top layer', ...PATIENCE });
    const came = await page.evaluate(() => /** @type {any} */ (window).practiceToggles.length);
    await dialog();
    await waitFor(() => page.evaluate((before) => /** @type {any} */ (window).practiceToggles.length > before, came), { what: 'the warning above the later dialog', ...PATIENCE });
    assert.equal(await isOpen(), true);
    await page.close();
  });

  test('with something in full screen: the warning is above it', async () => {
    const page = await met();
    await page.evaluate(() => {
      const made = document.body.appendChild(Object.assign(document.createElement('button'), { id: 'practice-full', textContent: 'Fill the screen', onclick: () => made.requestFullscreen() }));
      made.style.cssText = 'position:fixed;left:0;top:0';
    });
    // A browser does it only for a real press.
    await page.click('#practice-full');
    await waitFor(() => page.evaluate(() => document.fullscreenElement?.id === 'practice-full'), { what: 'full screen', ...PATIENCE });
    await warn();
    // As behind a modal dialog it is seen, and neither pressed nor told to assistive technology: both browsers let only what fills the screen have that.
    const isOpen = () => page.evaluate((tag) => Boolean(document.querySelector(tag)?.matches(':popover-open')), ELEMENT);
    await waitFor(isOpen, { what: 'the warning in the top layer', ...PATIENCE });
    assert.equal(await page.evaluate(() => document.fullscreenElement?.id), 'practice-full', 'the page is as it was');
    await page.evaluate(() => document.exitFullscreen());
    await page.close();
  });

  test('with shortcuts of its own: nothing that is pressed in the panel reaches them; Tab stays in it, Escape closes it', async () => {
    const page = await met();
    await page.evaluate(() => {
      const heard = /** @type {any} */ (window).practiceHeard = /** @type {string[]} */ ([]);
      for (const where of [window, document, document.body]) for (const kind of ['keydown', 'keypress', 'keyup']) where.addEventListener(kind, (event) => heard.push(`${kind} ${/** @type {any} */ (event).key}`));
    });
    await page.keyboard.press('x');
    assert.ok((await page.evaluate(() => /** @type {any} */ (window).practiceHeard)).length >= 6, 'it hears its own');
    await world().openPanel(page);
    await page.evaluate(() => { /** @type {any} */ (window).practiceHeard.length = 0; });
    const inside = () => page.evaluate((tag) => document.activeElement?.localName === tag, ELEMENT);
    for (let presses = 0; presses < 12; presses += 1) {
      await page.keyboard.press('Tab');
      assert.equal(await inside(), true, `after ${presses + 1} of Tab`);
    }
    await page.keyboard.down('Shift');
    for (let presses = 0; presses < 12; presses += 1) await page.keyboard.press('Tab');
    await page.keyboard.up('Shift');
    assert.equal(await inside(), true);
    await page.keyboard.press('/');
    await page.keyboard.press('Escape');
    await world().browser.waitForNoNode(page, isPanel, PATIENCE);
    assert.equal(await inside(), true, 'the focus is back on the countdown');
    // What closed it may still be let go of when it has gone.
    const heard = (await page.evaluate(() => /** @type {any} */ (window).practiceHeard)).filter((/** @type {string} */ one) => one !== 'keyup Escape');
    assert.deepEqual(heard, []);
    // As a screen reader does that reads the panel's text.
    await world().openPanel(page);
    await page.evaluate(() => /** @type {HTMLElement} */ (document.activeElement)?.blur());
    await page.keyboard.press('Escape');
    await world().browser.waitForNoNode(page, isPanel, PATIENCE);
    assert.equal(await inside(), true, 'the focus is back on the countdown');
    await page.close();
  });

  test('a warning that stands says names no longer once they are hidden, and keeps the focus', async () => {
    const page = await met();
    await setOptions(world(), { accounts: { 111122223333: 'acme-main' } });
    await warn();
    const { text } = await world().notice(page, /acme-main/);
    assert.match(text, /acme-main/);
    const cards = async () => (await world().browser.accessibilityNodes(page)).filter(({ role, text }) => ['group', 'status'].includes(role) && /acme-main|111122223333|Account 1/.test(text)).map((node) => node.text);
    await waitFor(async () => (await cards()).length > 1, { what: 'the card, beside what is spoken', ...PATIENCE, detail: cards });
    const inside = () => page.evaluate((tag) => document.activeElement === document.querySelector(tag), ELEMENT);
    for (let presses = 0; presses < 100 && !await inside(); presses += 1) await page.keyboard.press('Tab');
    assert.equal(await inside(), true, 'the focus in the card');
    await setOptions(world(), { hide_names: true });
    await waitFor(async () => { const all = await cards(); return all.length > 0 && all.every((one) => /Account 1/.test(one) && !/acme-main|111122223333/.test(one)); }, { what: 'no name in the warning', ...PATIENCE, detail: cards });
    assert.equal(await inside(), true);
    await page.close();
  });

  test('Escape answers a warning only where the focus is in it; the keyboard then goes on at the countdown', async () => {
    const page = await met();
    await warn();
    await world().notice(page, /ends in 1[45] minutes/);
    await page.evaluate(() => /** @type {HTMLElement} */ (document.activeElement)?.blur());
    await page.keyboard.press('Escape');
    const group = await world().browser.waitForNode(page, ({ role, name }) => role === 'group' && /^AWS signs you out at /.test(name), PATIENCE);
    assert.ok(group.text.includes('OK, remind me at 5 min'), group.text);
    const inside = () => page.evaluate((tag) => document.activeElement?.localName === tag, ELEMENT);
    for (let presses = 0; presses < 20 && !await inside(); presses += 1) await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await world().noNotice(page);
    assert.equal(await inside(), true, 'not thrown back to the top of the page');
    await page.close();
  });

  test('Escape closes the panel also where a warning came before it, and answers a warning also where the panel came before it', async () => {
    const page = await met();
    await warn();
    await world().notice(page, /ends in 1[45] minutes/);
    await world().browser.clickNode(page, ({ role, name }) => role === 'button' && name === 'Get longer', PATIENCE);
    await world().browser.waitForNode(page, isPanel, PATIENCE);
    await page.keyboard.press('Escape');
    await world().browser.waitForNoNode(page, isPanel, PATIENCE);
    await page.close();
    const again = await met();
    await world().openPanel(again);
    await again.keyboard.press('Escape');
    await world().browser.waitForNoNode(again, isPanel, PATIENCE);
    await warn();
    await world().notice(again, /ends in 1[45] minutes/);
    await again.evaluate(() => /** @type {HTMLElement} */ (document.activeElement)?.blur());
    for (let presses = 0; presses < 20 && !await again.evaluate((tag) => document.activeElement?.localName === tag, ELEMENT); presses += 1) await again.keyboard.press('Tab');
    await again.keyboard.press('Escape');
    await world().noNotice(again);
    await again.close();
  });

  test('the title goes on while the page is out of sight, which is where it is seen', async () => {
    const page = await met();
    await setOptions(world(), { title: true });
    await world().placeEnd(55);
    await page.reload();
    const left = async () => Number(/^(\d+)\u00a0s/.exec(await page.title())?.[1]);
    await waitFor(async () => await left() > 10, { what: 'seconds in the title', ...PATIENCE, detail: () => page.title() });
    const other = await world().browser.newPage();
    await other.bringToFront();
    await waitFor(() => page.evaluate(() => document.hidden), { what: 'the page out of sight', ...PATIENCE });
    const then = await left();
    await waitFor(async () => await left() < then - 1, { what: 'fewer seconds', ...PATIENCE, detail: () => page.title() });
    assert.equal(await page.evaluate(() => document.hidden), true);
    for (const one of [other, page]) await one.close();
  });

  test('the time left stands in the tab\'s title where the user wants it, whatever the page writes there, and goes again', async () => {
    const page = await met();
    const title = (/** @type {RegExp} */ wanted) => waitFor(async () => wanted.test(await page.title()), { what: `the title ${wanted}`, ...PATIENCE, detail: () => page.title() });
    const own = await page.title();
    assert.doesNotMatch(own, /11/);
    await setOptions(world(), { title: true });
    await title(/^11\u00a0h\u00a05\d\u00a0min\s·\s[^·]+$/);
    await page.evaluate(() => { document.title = 'Buckets'; });
    // Any change shows every tab again.
    await setOptions(world(), { sound: true });
    await title(/^11\u00a0h\u00a05\d\u00a0min\s·\sBuckets$/);
    // What the page puts before it stays the page's.
    await page.evaluate(() => { document.title = `(1) ${document.title}`; });
    await setOptions(world(), { sound: false });
    await title(/^11\u00a0h\u00a05\d\u00a0min\s·\s\(1\) Buckets$/);
    await setOptions(world(), { off: true });
    await title(/^\(1\) Buckets$/);
    await setOptions(world(), { off: false });
    await title(/^11\u00a0h\u00a05\d\u00a0min\s·\s\(1\) Buckets$/);
    await setOptions(world(), { title: false });
    await title(/^\(1\) Buckets$/);
    await page.close();
  });

  test('in the title of a page that has none of its own the time left stands once, too', async () => {
    const page = await met();
    await page.evaluate(() => { document.title = ''; });
    const title = (/** @type {RegExp} */ wanted) => waitFor(async () => wanted.test(await page.title()), { what: `the title ${wanted}`, ...PATIENCE, detail: () => page.title() });
    await setOptions(world(), { title: true });
    await title(/^11\u00a0h\u00a05\d\u00a0min/);
    // What is shown otherwise is written otherwise.
    await setOptions(world(), { lang: 'ja' });
    await title(/^残り/);
    assert.doesNotMatch(await page.title(), /11\u00a0h/);
    await page.evaluate(() => { document.title += 'Buckets'; });
    await setOptions(world(), { lang: 'en' });
    await title(/^11\u00a0h\u00a05\d\u00a0min\s·\sBuckets$/);
    await page.evaluate(() => { document.title = ''; });
    await setOptions(world(), { sound: true });
    await title(/^11\u00a0h\u00a05\d\u00a0min/);
    await setOptions(world(), { title: false, sound: false });
    await title(/^$/);
    await page.close();
  });

  test('a part that is wanted again before it is there is put in once', async () => {
    const page = await met();
    const tab = await world().browser.tabId(page);
    const times = await world().browser.inExtension(async (api, tabId) => {
      const [{ result }] = await api.scripting.executeScript({ target: { tabId }, func: async () => {
        const { runtime } = /** @type {any} */ (globalThis).browser ?? /** @type {any} */ (globalThis).chrome;
        const shown = await runtime.sendMessage({ kind: 'looked', logged_out: false });
        let [put, times] = [undefined, 0];
        const parts = /** @type {any} */ (globalThis).sessionClockParts ??= {};
        Object.defineProperty(parts, 'title', { get: () => put, set: (part) => { put = part; times += 1; } });
        const again = { ...shown, look: { ...shown.look, title: true } };
        for (const one of [again, again]) /** @type {any} */ (globalThis).sessionClockShow(one);
        // Put in behind all that was asked for before it.
        await runtime.sendMessage({ kind: 'put-in', part: 'bell' });
        return times;
      } });
      return result;
    }, tab);
    assert.equal(times, 1);
    await page.close();
  });
});
