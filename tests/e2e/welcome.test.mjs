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

  test('shows the countdown of a made-up session, and asks for nothing', async () => {
    await world().browser.replaceStorage({});
    const page = await openPage(world(), 'welcome');
    const timer = await world().browser.waitForNode(page, (node) => node.role === 'timer', PATIENCE);
    assert.equal(timer.name, 'AWS session: 2 hours 17 minutes left');
    await says(page, /Know when your AWS session ends[\s\S]*There is nothing to set up/);
    assert.equal(await page.$$eval('main button', (all) => all.length), 1, 'one button, which closes');
    assert.deepEqual(await sticksOut(page), []);
    await eachLook(world(), page, 'welcome');
    assert.deepEqual((await world().browser.readStorage()).ledger?.sessions ?? [], [], 'nothing is kept of what was made up');
  });

  test('closes by its button', async () => {
    const page = await openPage(world(), 'welcome');
    await click(page, '#close');
    await waitFor(async () => (await world().firstRunTabs()).length === 0, { what: 'the page closed', ...PATIENCE });
  });

  test('the sample stands inside its frame', async () => {
    const page = await openPage(world(), 'welcome');
    const inside = await page.evaluate(() => {
      const frame = /** @type {HTMLElement} */ (document.getElementById('sample')).getBoundingClientRect();
      const sample = /** @type {HTMLElement} */ (document.querySelector('#sample > div:last-child')).getBoundingClientRect();
      return sample.width > 0 && sample.left >= frame.left && sample.right <= frame.right && sample.top >= frame.top && sample.bottom <= frame.bottom;
    });
    assert.ok(inside);
  });
});
