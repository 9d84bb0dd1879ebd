// The panel on the page, and moving the countdown: the countdown itself opens it, and everything in it does what it says.
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { waitFor } from '../harness/browsers.mjs';
import { ELEMENT, PATIENCE, inEachBrowser, isTimer } from './setup.mjs';
import { HOSTILE, setOptions } from './pages.mjs';

/** @typedef {import('./setup.mjs').Page} Page */
/** @typedef {import('./setup.mjs').AccessibleNode} AccessibleNode */

const isPanel = (/** @type {AccessibleNode} */ node) => node.role === 'dialog' && node.name === 'AWS session clock';
const isButton = (/** @type {string} */ name) => (/** @type {AccessibleNode} */ node) => node.role === 'button' && node.name === name;

inEachBrowser('panel', (world) => {
  /** @param {Page} page @param {string} name */
  const press = (page, name) => world().browser.clickNode(page, isButton(name), PATIENCE);
  /** @param {Page} page */
  async function open(page) {
    await press(page, 'Why, and what to do');
    return world().browser.waitForNode(page, isPanel, PATIENCE);
  }
  const closed = (/** @type {Page} */ page) => world().browser.waitForNoNode(page, isPanel, PATIENCE);

  async function met() {
    await world().startAnew();
    const { page } = await world().signIn({ kind: 'iam-user' });
    await world().timer(page, /^AWS session: about 11 hours 59 minutes left$/);
    return page;
  }

  test('says who, how sure, why then and what would give more; closes by its button, by Escape and by the countdown\'s', async () => {
    const page = await met();
    const panel = await open(page);
    assert.match(panel.text, /alice · 111122223333[\s\S]*AWS's default[\s\S]*Why then[\s\S]*after 12 hours, unless your administrator[\s\S]*What would give more[\s\S]*update-login-profile --user-name alice/);
    await press(page, 'Close');
    await closed(page);
    await open(page);
    await page.keyboard.press('Escape');
    await closed(page);
    await open(page);
    await press(page, 'Why, and what to do');
    await closed(page);
    assert.equal(await world().elements(page), 1);
  });

  test('calls the account by the user\'s own name, and copies a command whole', async () => {
    await world().startAnew();
    await setOptions(world(), { accounts: { 444455556666: HOSTILE.apostrophe } });
    const { page: source, session } = await world().signIn({ kind: 'iam-user' });
    await world().timer(source, /11 hours/);
    const { page } = await world().switchRole(session, { role: HOSTILE.longRole });
    await world().timer(page, /at least/);
    const panel = await open(page);
    const command = `aws iam update-role --role-name ${HOSTILE.longRole} --max-session-duration 43200`;
    for (const wanted of [HOSTILE.longRole, HOSTILE.apostrophe, command]) assert.ok(panel.text.includes(wanted), `${wanted} in ${panel.text}`);
    await press(page, 'Copy');
    await world().browser.waitForNode(page, isButton('Copied'), PATIENCE);
    if (world().name === 'chromium') {
      await world().browser.browser.defaultBrowserContext().overridePermissions(new URL(page.url()).origin, ['clipboard-read']);
      assert.equal(await page.evaluate(() => navigator.clipboard.readText()), command);
    } else {
      assert.equal(await /** @type {any} */ (world().browser).inBrowserWindow('return navigator.clipboard.readText()'), command);
    }
    await page.close();
    await source.close();
  });

  test('folds to a dot that says the same, and unfolds', async () => {
    const page = await met();
    await open(page);
    await press(page, 'Fold to a dot');
    await world().chosen(({ folded }) => folded === true, 'folded');
    await closed(page);
    await world().timer(page, /^AWS session: about 11 hours 5[89] minutes left$/);
    await open(page);
    await press(page, 'Unfold');
    await world().chosen(({ folded }) => folded === false, 'unfolded');
    await closed(page);
  });

  test('warns no more of this session, and again', async () => {
    const page = await met();
    await open(page);
    await press(page, 'No more warnings for this session');
    await world().stored(({ sessions }) => sessions[0].muted === true, 'muted');
    await world().placeEnd(14 * 60 + 20);
    await page.reload();
    await world().timer(page, /^AWS session: about 14 minutes left$/);
    assert.deepEqual(await world().notices(page), []);
    await open(page);
    await press(page, 'Warn me of this session again');
    await world().notice(page, /should end in 14 minutes/);
  });

  test('hides on this site alone, and everywhere', async () => {
    const page = await met();
    await open(page);
    await press(page, 'Hide on this site');
    await world().chosen(({ off_hosts }) => off_hosts?.join() === new URL(page.url()).hostname, 'off on this host');
    await waitFor(async () => await world().elements(page) === 0, { what: 'no countdown', ...PATIENCE });
    const { page: other } = await world().signIn({ kind: 'iam-user', multiSession: true });
    await world().timer(other, /left$/);
    await open(other);
    await press(other, 'Hide everywhere');
    await world().chosen(({ off }) => off === true, 'off');
    await waitFor(async () => await world().elements(other) === 0, { what: 'no countdown', ...PATIENCE });
  });

  test('is dragged to where it is wanted, stays there, and never leaves the window', async () => {
    const page = await met();
    const corner = () => page.evaluate((tag) => { const { right, bottom } = /** @type {Element} */ (document.querySelector(tag)).getBoundingClientRect(); return { right, bottom }; }, ELEMENT);
    const before = await corner();
    const { x, y } = await world().browser.middleOf(page, await world().browser.waitForNode(page, isTimer, PATIENCE));
    // What moves it is put in when the pointer comes: a hand that is too fast for it tries again.
    await waitFor(async () => {
      await page.mouse.move(x, y);
      await page.mouse.down();
      await page.mouse.move(x - 60, y - 40, { steps: 4 });
      await page.mouse.up();
      return (await corner()).right !== before.right;
    }, { what: 'the countdown moved', ...PATIENCE });
    const after = await corner();
    assert.deepEqual([Math.round(before.right - after.right), Math.round(before.bottom - after.bottom)], [60, 40]);
    await world().chosen(({ position }) => position !== undefined && position !== null, 'the position stored');
    await page.reload();
    await world().timer(page, /left$/);
    assert.deepEqual(await corner(), after);
    await page.setViewport({ width: 300, height: 200 });
    const small = await corner();
    assert.ok(small.right > 0 && small.bottom > 0 && small.right <= 300 && small.bottom <= 200, JSON.stringify(small));
    await page.setViewport({ width: 1280, height: 800 });
  });
});
