// The first run: opens by itself once, shows the countdown on a made-up session, asks for nothing, can be closed.
import { afterEach, test } from 'node:test';
import assert from 'node:assert/strict';
import { waitFor } from '../harness/browsers.mjs';
import { ELEMENT, PATIENCE, extensionFolder, inEachBrowser } from './setup.mjs';
import { click, closePages, eachLook, openPage, says, sticksOut } from './pages.mjs';

inEachBrowser('welcome', (world) => {
  afterEach(closePages);

  // That it opens when the extension is installed is what every theme starts with: see setup.mjs.
  test('an update opens nothing', async () => {
    const { page } = await world().signIn({ kind: 'iam-user' });
    await world().timer(page, /left$/);
    await page.evaluate((tag) => document.querySelector(tag)?.setAttribute('data-practice', 'old'), ELEMENT);
    await world().browser.installExtension(extensionFolder(world().name));
    // The same event puts the content script into the pages that are open.
    await waitFor(() => page.evaluate((tag) => document.querySelector(tag)?.getAttribute('data-practice') === null, ELEMENT), { what: 'the new element', ...PATIENCE });
    assert.deepEqual(await world().firstRunTabs(), []);
    await page.close();
  });

  test('three steps, two of them with a button that asks, and one main button', async () => {
    await world().browser.replaceStorage({});
    const page = await openPage(world(), 'welcome');
    await says(page, /Know when AWS signs you out[\s\S]*See the time left[\s\S]*Show exact ends[\s\S]*Get warned in time[\s\S]*Nothing leaves your browser/);
    assert.deepEqual(await page.$$eval('main button', (all) => all.map((one) => one.textContent)), ['Show exact ends', 'Turn on notifications', 'Done']);
    assert.equal((await page.$$('main button.primary')).length, 1, 'one main button');
    assert.deepEqual(await sticksOut(page), []);
    await eachLook(world(), page, 'welcome');
    assert.deepEqual((await world().browser.readStorage()).ledger?.sessions ?? [], [], 'nothing is kept of what is shown as an example');
  });

  test('a change beside it leaves a keyboard where it is', async () => {
    const page = await openPage(world(), 'welcome');
    await page.focus('[data-key="notifications"]');
    await page.$eval('#problems', (one) => one.append('practice'));
    /** Something is stored, and the page has taken it up. */
    const changed = async () => {
      await world().browser.inExtension((api) => api.storage.local.set({ practice: Math.random() }));
      await waitFor(() => page.$eval('#problems', (one) => one.textContent === ''), { what: 'the page filled again', ...PATIENCE });
    };
    await changed();
    assert.equal(await page.evaluate(() => /** @type {HTMLElement} */ (document.activeElement)?.dataset.key), 'notifications');
    await world().browser.replaceStorage({});
  });

  test('what is allowed there is on', async () => {
    const page = await openPage(world(), 'welcome');
    if (world().name === 'firefox') {
      await click(page, '[data-key="notifications"]');
      await says(page, /✓ On/, '#notifications');
      await world().browser.inExtension((api) => api.permissions.remove({ permissions: ['notifications'] }));
    } else {
      await page.evaluate(() => { chrome.permissions.request = /** @type {any} */ (async () => false); });
      await click(page, '[data-key="notifications"]');
      await says(page, /Not allowed\. You can change that/, '#notifications');
    }
  });

  test('where nobody answers, each page says so', async () => {
    for (const name of /** @type {const} */ (['welcome', 'popup', 'options'])) {
      const page = await openPage(world(), name);
      await page.evaluate(() => { (/** @type {any} */ (globalThis).browser ?? chrome).runtime.sendMessage = async () => undefined; });
      await world().browser.inExtension((api, at) => api.storage.local.set({ practice: at }), name);
      await says(page, /Session Clock doesn't answer/);
    }
    await world().browser.replaceStorage({});
  });

  test('closes by its button', async () => {
    const page = await openPage(world(), 'welcome');
    await click(page, '#close');
    await waitFor(async () => (await world().firstRunTabs()).length === 0, { what: 'the page closed', ...PATIENCE });
  });

  test('each example is a page with its bar, and stands inside its frame; in a narrow window no step has an empty strip', async () => {
    const page = await openPage(world(), 'welcome');
    const steps = await page.$$eval('.steps > li', (all) => all.map((one) => getComputedStyle(/** @type {Element} */ (one.querySelector('.sample')), '::before').height));
    assert.deepEqual(steps, ['18px', '18px', '18px']);
    assert.deepEqual(await page.evaluate(() => [...document.querySelectorAll('.pill, .notice')].filter((sample) => {
      const [frame, inner] = [/** @type {Element} */ (sample.closest('.sample')).getBoundingClientRect(), sample.getBoundingClientRect()];
      return !(inner.width > 0 && inner.left >= frame.left && inner.right <= frame.right && inner.top >= frame.top && inner.bottom <= frame.bottom);
    }).map((sample) => sample.className)), []);
    await page.setViewport({ width: 360, height: 600 });
    const strips = await page.$$eval('.step', (all) => all.map((one) => Math.round(one.getBoundingClientRect().bottom - /** @type {Element} */ ([...one.children].filter((part) => part.checkVisibility()).at(-1)).getBoundingClientRect().bottom)));
    assert.deepEqual(strips, [16, 16, 16]);
  });
});
