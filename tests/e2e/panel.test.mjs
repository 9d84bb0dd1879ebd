// The panel on the page, and moving the countdown: the countdown itself opens it, and everything in it does what it says.
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { waitFor } from '../harness/browsers.mjs';
import { ELEMENT, PATIENCE, inEachBrowser, isPanel, isTimer, plain } from './setup.mjs';
import { HOSTILE, click, openPage, setOptions } from './pages.mjs';

/** @typedef {import('./setup.mjs').Page} Page */
/** @typedef {import('./setup.mjs').AccessibleNode} AccessibleNode */

const isButton = (/** @type {string} */ name) => (/** @type {AccessibleNode} */ node) => node.role === 'button' && plain(node.name) === name;

inEachBrowser('panel', (world) => {
  /** @param {Page} page @param {string} name */
  const press = (page, name) => world().browser.clickNode(page, isButton(name), PATIENCE);
  const open = (/** @type {Page} */ page) => world().openPanel(page);
  const closed = (/** @type {Page} */ page) => world().browser.waitForNoNode(page, isPanel, PATIENCE);

  async function met() {
    await world().startAnew();
    const { page } = await world().signIn({ kind: 'iam-user' });
    await world().timer(page, /^about 11 h 59 min left$/);
    return page;
  }

  test('says who, how long, how surely, why then and how to get longer; closes by its button, by Escape and by the countdown', async () => {
    const page = await met();
    const panel = await open(page);
    assert.equal(panel.name, '111122223333, IAM user alice');
    assert.match(panel.text, /111122223333 ?IAM user alice.*about 11 ?h 5\d ?min left ?.*Expected ?Signed in .+Expected end .+Why then\? ?AWS ends a sign-in after 12 hours ?, unless your administrator.+How to get longer.+update-login-profile --user-name alice/);
    await press(page, 'Close');
    await closed(page);
    await open(page);
    await page.keyboard.press('Escape');
    await closed(page);
    await open(page);
    await world().browser.clickNode(page, isTimer, PATIENCE);
    await closed(page);
    assert.equal(await world().elements(page), 1);
  });

  test('calls the account by the user\'s own name, and copies a command whole', async () => {
    await world().startAnew();
    await setOptions(world(), { accounts: { 444455556666: HOSTILE.apostrophe } });
    const { page: source, session } = await world().signIn({ kind: 'iam-user' });
    await world().timer(source, /11 h/);
    const { page } = await world().switchRole(session, { role: HOSTILE.longRole });
    await world().timer(page, /at least/);
    const panel = await open(page);
    const command = `aws iam update-role --role-name ${HOSTILE.longRole} --max-session-duration 43200`;
    for (const wanted of [HOSTILE.longRole, HOSTILE.apostrophe, command]) assert.ok(panel.text.includes(wanted), `${wanted} in ${panel.text}`);
    assert.equal((await world().browser.waitForNode(page, isButton('Copy'), PATIENCE)).description, command);
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
    await press(page, 'Shrink');
    await world().chosen(({ folded }) => folded === true, 'folded');
    await closed(page);
    await world().browser.waitForNode(page, (node) => isTimer(node) && node.text === '~11h', PATIENCE);
    await open(page);
    await press(page, 'Expand');
    await world().chosen(({ folded }) => folded === false, 'unfolded');
    await closed(page);
  });

  test('warns no more of this session, and again', async () => {
    const page = await met();
    const width = () => page.evaluate((tag) => /** @type {Element} */ (document.querySelector(tag)).getBoundingClientRect().width, ELEMENT);
    const before = await width();
    await open(page);
    await press(page, 'Mute');
    await world().stored(({ sessions }) => sessions[0].muted === true, 'muted');
    await waitFor(async () => Math.round(await width() - before) === 24, { what: 'the bell, which is 16 pixels, and 8 between', ...PATIENCE, detail: width });
    await open(page);
    await press(page, 'Unmute');
    await waitFor(async () => Math.round(await width() - before) === 0, { what: 'no bell', ...PATIENCE, detail: width });
    await open(page);
    await press(page, 'Mute');
    await world().stored(({ sessions }) => sessions[0].muted === true, 'muted');
    await waitFor(async () => Math.round(await width() - before) === 24, { what: 'the bell again', ...PATIENCE, detail: width });
    await world().placeEnd(14 * 60 + 20);
    await page.reload();
    await world().timer(page, /^about 14 min left$/);
    assert.deepEqual(await world().notices(page), []);
    await open(page);
    await press(page, 'Unmute');
    await world().notice(page, /AWS should sign you out at/);
  });

  test('hides a service, in every region and session, until the popup shows it again; and hides everywhere', async () => {
    await world().startAnew();
    const { page } = await world().signIn({ kind: 'iam-user', multiSession: true, landing: { path: '/ec2/home' } });
    await world().timer(page, /left$/);
    await open(page);
    await press(page, 'Hide');
    await press(page, 'Hide on EC2');
    await world().chosen(({ off_services }) => off_services?.join() === 'EC2', 'off for the service');
    const none = (/** @type {Page} */ on) => waitFor(async () => await world().elements(on) === 0, { what: 'no countdown', ...PATIENCE });
    await none(page);
    const { page: other, session } = await world().signIn({ kind: 'iam-user', multiSession: true, account: '444455556666', region: 'eu-west-1', landing: { path: '/ec2/home' } });
    await world().stored(({ tabs }) => tabs.length === 2, 'the other tab');
    await none(other);
    // Another service of that session has it.
    const third = await world().browser.newPage();
    await third.goto(world().pc.url(session, '/lambda/home'));
    await world().timer(third, /left$/);
    // A background that was stopped meanwhile hides it too, when it shows every tab again.
    await world().browser.stopBackground();
    await setOptions(world(), { show: 'end' });
    await world().timer(third, /^(Ends|Expected end) /);
    assert.deepEqual([await world().elements(page), await world().elements(other)], [0, 0]);
    await setOptions(world(), { show: 'remaining' });
    await world().timer(third, /left$/);
    const popup = await openPage(world(), 'popup');
    assert.match(await popup.evaluate(() => document.querySelector('footer')?.textContent ?? ''), /Hidden on EC2/);
    await click(popup, '[data-key="hidden-EC2"]');
    await world().chosen(({ off_services }) => off_services?.length === 0, 'shown again');
    await popup.close();
    await page.bringToFront();
    await world().timer(page, /left$/);
    await third.bringToFront();
    await open(third);
    await press(third, 'Hide');
    await press(third, 'Hide everywhere');
    await world().chosen(({ off }) => off === true, 'off');
    await none(third);
  });

  test('an organisation hides it on a host', async () => {
    await world().startAnew();
    const { page } = await world().signIn({ kind: 'iam-user' });
    await world().timer(page, /left$/);
    await setOptions(world(), { off_hosts: [new URL(page.url()).hostname] });
    await waitFor(async () => await world().elements(page) === 0, { what: 'no countdown', ...PATIENCE });
    await setOptions(world(), { off_hosts: ['health.aws.amazon.com'] });
    await world().timer(page, /left$/);
    await setOptions(world(), { off_hosts: [] });
    await page.close();
  });

  test('names are hidden on the page and in its words, with one switch', async () => {
    await world().startAnew();
    const { page: source, session } = await world().signIn({ kind: 'iam-user', alias: 'acme-main' });
    await world().timer(source, /11 h/);
    const { page } = await world().switchRole(session, { role: 'Payroll' });
    await world().timer(page, /at least/);
    assert.match((await open(page)).text, /Payroll.*alice/);
    await press(page, 'Close');
    await setOptions(world(), { hide_names: true });
    await world().browser.waitForNode(page, (node) => isTimer(node) && node.name.includes('Account 2, role 1'), PATIENCE);
    const panel = await open(page);
    assert.match(panel.text, /^Account 2 ?Role 1, from IAM user 1/);
    for (const name of ['Payroll', 'alice', '444455556666', 'acme']) assert.ok(!`${panel.name} ${panel.text}`.includes(name), `${name} in ${panel.text}`);
    const { title } = await world().browser.badge(page);
    assert.ok(title.includes('Account 2, role 1') && !title.includes('4444'), title);
    const popup = await openPage(world(), 'popup');
    const said = await popup.evaluate(() => document.body.innerText);
    assert.match(said, /Role 1, from IAM user 1/);
    assert.ok(said.includes('Account 2') && !/Payroll|alice|acme|4444/.test(said), said);
    await popup.close();
    await setOptions(world(), {});
  });

  test('what stands open hides names too, and follows its session to the end', async () => {
    await world().startAnew();
    const { page } = await world().signIn({ kind: 'iam-user', user: 'alice', alias: 'acme-main' });
    await world().timer(page, /11 h/);
    assert.match((await open(page)).text, /acme-main.*alice/);
    const text = () => world().browser.waitForNode(page, isPanel, PATIENCE).then((panel) => `${panel.name} ${panel.text}`);
    await setOptions(world(), { hide_names: true });
    await waitFor(async () => !/acme-main|alice|111122223333/.test(await text()), { what: 'no name in the panel', ...PATIENCE, detail: text });
    assert.match(await text(), /Account 1.*IAM user 1/);
    await setOptions(world(), { hide_names: false });
    await waitFor(async () => /acme-main.*alice/.test(await text()), { what: 'the names again', ...PATIENCE, detail: text });
    await page.evaluate(() => dispatchEvent(new Event('auth-change-detected')));
    await waitFor(async () => /Session over|ended/i.test(await text()), { what: 'the end in the panel', ...PATIENCE, detail: text });
    await page.close();
  });

  test('is dragged to where it is wanted, stays there, and never leaves the window', async () => {
    const page = await met();
    // Firefox lays out in sixtieths of a pixel, and tells them as floating point.
    const corner = () => page.evaluate((tag) => { const { right, bottom } = /** @type {Element} */ (document.querySelector(tag)).getBoundingClientRect(); return { right: Math.round(right * 60) / 60, bottom: Math.round(bottom * 60) / 60 }; }, ELEMENT);
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
    assert.equal((await world().browser.accessibilityNodes(page)).some(isPanel), false, 'what was dragged was not pressed');
    await page.setViewport({ width: 300, height: 200 });
    const small = await corner();
    assert.ok(small.right > 0 && small.bottom > 0 && small.right <= 300 && small.bottom <= 200, JSON.stringify(small));
    await page.setViewport({ width: 1280, height: 800 });
  });

  test('is moved by the arrow keys, 16 pixels a press or 1, never out of the window; the page hears none of them', async () => {
    const page = await met();
    const corner = () => page.evaluate((tag) => { const { right, bottom } = /** @type {Element} */ (document.querySelector(tag)).getBoundingClientRect(); return [Math.round(right), Math.round(bottom)]; }, ELEMENT);
    await page.evaluate(() => { Object.assign(window, { practiceKeys: [] }); addEventListener('keydown', ({ key }) => /** @type {any} */ (window).practiceKeys.push(key)); });
    const [right, bottom] = await corner();
    // What moves it is put in when it has the focus.
    await waitFor(async () => {
      await page.focus('body');
      await page.keyboard.press('Tab');
      while (!await page.evaluate((tag) => document.activeElement?.localName === tag, ELEMENT)) await page.keyboard.press('Tab');
      await page.keyboard.press('ArrowLeft');
      return (await corner())[0] !== right;
    }, { what: 'the countdown moved', ...PATIENCE });
    await page.keyboard.press('ArrowUp');
    await page.keyboard.down('Shift');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.up('Shift');
    assert.deepEqual(await corner(), [right - 16, bottom - 17]);
    for (let presses = 0; presses < 5; presses += 1) await page.keyboard.press('ArrowRight');
    assert.equal((await corner())[0], await page.evaluate(() => document.documentElement.clientWidth));
    const heard = await page.evaluate(() => /** @type {any} */ (window).practiceKeys.filter((/** @type {string} */ key) => key.startsWith('Arrow')));
    assert.ok(heard.length <= 1, `only a press before it was put in: ${heard}`);
    await world().chosen(({ position }) => position?.right === 0, 'the position stored');
  });
});
