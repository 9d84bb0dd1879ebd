// The options page: everything that can be chosen, told, taken back, saved, loaded and deleted.
import { afterEach, test } from 'node:test';
import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { waitFor } from '../harness/browsers.mjs';
import { PATIENCE, inEachBrowser } from './setup.mjs';
import { HOSTILE, click, closePages, eachLook, fill, isAccessible, openPage, says, sticksOut } from './pages.mjs';

inEachBrowser('options', (world) => {
  afterEach(closePages);

  /** @param {Record<string, unknown>} [stored] */
  async function open(stored = {}) {
    await world().browser.replaceStorage(stored);
    return openPage(world(), 'options');
  }
  /** @param {import('./setup.mjs').Page} page @param {string} selector @param {string} name @param {string} text */
  async function upload(page, selector, name, text) {
    const folder = await mkdtemp(join(tmpdir(), 'session-clock-upload-'));
    await writeFile(join(folder, name), text);
    const input = /** @type {import('puppeteer-core').ElementHandle<HTMLInputElement>} */ (await page.waitForSelector(selector));
    await input.uploadFile(join(folder, name));
    return () => rm(folder, { recursive: true });
  }
  /** What a page gives as a file, read from the blob it makes. @param {import('./setup.mjs').Page} page @param {string} selector */
  async function saved(page, selector) {
    await page.evaluate(() => {
      const make = URL.createObjectURL;
      URL.createObjectURL = (blob) => { /** @type {Blob} */ (blob).text().then((text) => { document.body.dataset.saved = text; }); return make.call(URL, blob); };
      // Seen, not saved: a browser under test has nowhere to put it.
      HTMLAnchorElement.prototype.click = function seen() { document.body.dataset.savedAs = this.download; };
    });
    await click(page, selector);
    const text = await waitFor(() => page.evaluate(() => document.body.dataset.saved), { what: 'the file', ...PATIENCE });
    return { text, name: await page.evaluate(() => document.body.dataset.savedAs) };
  }

  test('lead times: sorted, checked, said', async () => {
    const page = await open();
    await fill(page, '#lead-times', '5, 30,1');
    await page.keyboard.press('Tab');
    await world().chosen(({ lead_times }) => lead_times?.join() === '1800,300,60', 'the lead times');
    await says(page, /^Saved\.$/, '#status');
    await waitFor(() => page.$eval('#lead-times', (input) => /** @type {HTMLInputElement} */ (input).value === '30, 5, 1'), { what: 'them in order', ...PATIENCE });
    for (const wrong of ['0', '721', '1.5', 'five', '1 2 3 4 5 6 7 8 9 10 11']) {
      await fill(page, '#lead-times', wrong);
      await page.keyboard.press('Tab');
      await says(page, /up to ten numbers of minutes/, '#lead-times-fault');
    }
    assert.deepEqual((await world().options()).lead_times, [1800, 300, 60], 'what is wrong is not taken');
    assert.equal(await page.$eval('#lead-times', (input) => input.getAttribute('aria-invalid')), 'true');
    await eachLook(world(), page, 'options-fault');
    await fill(page, '#lead-times', ' ');
    await page.keyboard.press('Tab');
    await world().chosen(({ lead_times }) => lead_times?.length === 0, 'no lead times');
  });

  test('appearance: shows, folded, off, position, sites', async () => {
    const page = await open({ options: { position: { right: 4, bottom: 5 }, off_hosts: ['eu-west-1.console.aws.amazon.com', 'health.aws.amazon.com'] } });
    await click(page, '#show-both');
    await world().chosen(({ show }) => show === 'both', 'both');
    await click(page, '#folded');
    await world().chosen(({ folded }) => folded === true, 'folded');
    await click(page, '#off');
    await world().chosen(({ off }) => off === true, 'off');
    await click(page, '[data-key="position"]');
    await world().chosen(({ position }) => position === null, 'its corner');
    await click(page, '[data-key="host-health.aws.amazon.com"]');
    await world().chosen(({ off_hosts }) => off_hosts.join() === 'eu-west-1.console.aws.amazon.com', 'one site left');
    await waitFor(async () => (await page.$$('#off-hosts li')).length === 1, { what: 'one site shown', ...PATIENCE });
  });

  test('language: all of it, at once; the browser\'s by default', async () => {
    const page = await open();
    await says(page, /Session Clock: options/);
    await page.select('#lang', 'ja');
    await says(page, /Session Clock のオプション/);
    assert.equal(await page.evaluate(() => document.documentElement.lang), 'ja');
    await page.select('#lang', '');
    await says(page, /Session Clock: options/);
  });

  test('role maxima: typed, what says more first, removed', async () => {
    const page = await open();
    /** @param {string} role @param {string} hours */
    const add = async (role, hours) => {
      await fill(page, '#maximum-role', role);
      await fill(page, '#maximum-hours', hours);
      await page.keyboard.press('Enter');
    };
    await add('nonsense', '13');
    await says(page, /Write a role's ARN/, '#maximum-role-fault');
    await says(page, /1 to 12 hours/, '#maximum-hours-fault');
    await add('arn:aws:iam::*:role/*', '8');
    await world().chosen(({ role_maxima }) => role_maxima?.length === 1, 'the pattern');
    await add('arn:aws:iam::111122223333:role/team/Admin', '1.5');
    await world().chosen(({ role_maxima }) => role_maxima?.map((/** @type {any} */ one) => `${one.role} ${one.seconds}`).join() === 'arn:aws:iam::111122223333:role/team/Admin 5400,arn:aws:iam::*:role/* 28800', 'both in order');
    await click(page, '[data-key="maximum-arn:aws:iam::*:role/*"]');
    await world().chosen(({ role_maxima }) => role_maxima.length === 1, 'one left');
  });

  test('role maxima from list-roles: all or nothing, with the place of the fault', async () => {
    const page = await open();
    const roles = [{ RoleName: 'a', Arn: 'arn:aws:iam::111122223333:role/a', MaxSessionDuration: 43200 }, { Arn: 'arn:aws:iam::111122223333:role/x/b', MaxSessionDuration: 3600 }];
    await page.$eval('#import-text', (area, text) => { /** @type {HTMLTextAreaElement} */ (area).value = text; }, JSON.stringify({ Roles: [...roles, { Arn: 'arn:aws:iam::111122223333:role/c', MaxSessionDuration: 60 }] }));
    await click(page, '[data-key="import-read"]');
    await says(page, /Roles\[2\]\.MaxSessionDuration/, '#import-text-fault');
    assert.equal((await world().options()).role_maxima, undefined);
    const remove = await upload(page, '#import-file', 'roles.json', JSON.stringify({ Roles: roles }, null, 2));
    await world().chosen(({ role_maxima }) => role_maxima?.length === 2, 'both roles');
    await says(page, /Taken over: 2/, '#status');
    await remove();
    // Of many accounts: one answer after the other, or in a list.
    const more = { Roles: [{ Arn: 'arn:aws:iam::444455556666:role/a', MaxSessionDuration: 7200, Description: 'odd: } {' }] };
    await page.$eval('#import-text', (area, text) => { /** @type {HTMLTextAreaElement} */ (area).value = text; }, JSON.stringify([{ Roles: roles }, { Roles: [{ Arn: roles[0].Arn }] }]));
    await click(page, '[data-key="import-read"]');
    await says(page, /\[1\]\.Roles\[0\]\.MaxSessionDuration/, '#import-text-fault');
    const removeMore = await upload(page, '#import-file', 'roles.json', `${JSON.stringify({ Roles: roles })}\n${JSON.stringify(more)}`);
    await world().chosen(({ role_maxima }) => role_maxima?.length === 3 && role_maxima.some((/** @type {any} */ one) => one.seconds === 7200), 'those of both accounts');
    await removeMore();
  });

  test('a config file tells no maximum: its roles wait for one', async () => {
    const page = await open();
    await page.$eval('#import-text', (area) => { /** @type {HTMLTextAreaElement} */ (area).value = '[default]\nregion = x\n[profile a]\nrole_arn = arn:aws:iam::111122223333:role/a\nduration_seconds = 7200\nsource_profile = default\n[profile b]\nrole_arn=arn:aws:iam::111122223333:role/b\n'; });
    await click(page, '[data-key="import-read"]');
    await says(page, /arn:aws:iam::111122223333:role\/a\s+asked for: 2 hours, so the maximum is that at least/, '#from-config');
    assert.equal((await world().options()).role_maxima, undefined, 'nothing is taken for a maximum that is none');
    await eachLook(world(), page, 'options-config');
    await fill(page, '#maximum-waiting-1', '4');
    await click(page, '[data-key="waiting-add"]');
    await world().chosen(({ role_maxima }) => JSON.stringify(role_maxima) === '[{"role":"arn:aws:iam::111122223333:role/b","seconds":14400}]', 'the one that was filled in');
    await waitFor(async () => await page.$('#from-config') === null, { what: 'the list gone', ...PATIENCE });
    await page.$eval('#import-text', (area) => { /** @type {HTMLTextAreaElement} */ (area).value = '[default]\nregion = x\n'; });
    await click(page, '[data-key="import-read"]');
    await says(page, /It names no role/, '#import-text-fault');
  });

  test('names of accounts: checked, whole and inert', async () => {
    const page = await open();
    for (const [number, name] of [['12345', ''], ['1111 2222 3333', HOSTILE.markup], ['444455556666', HOSTILE.rightToLeft]]) {
      await fill(page, '#account-number', number);
      await fill(page, '#account-name', name);
      await page.keyboard.press('Enter');
      if (name) await world().chosen(({ accounts }) => Object.values(accounts ?? {}).includes(name), name);
      else await says(page, /has 12 digits/, '#account-number-fault');
    }
    assert.ok((await says(page, /111122223333/, '#accounts .list')).includes(HOSTILE.markup));
    assert.equal(await page.$('#accounts img'), null);
    await click(page, '[data-key="account-111122223333"]');
    await world().chosen(({ accounts }) => Object.keys(accounts).join() === '444455556666', 'one left');
  });

  test('options as a file: saved, loaded, refused whole where one key is wrong', async () => {
    const page = await open({ options: { show: 'end', lead_times: [600] } });
    const { text, name } = await saved(page, '[data-key="export"]');
    assert.deepEqual(JSON.parse(text), { show: 'end', lead_times: [600] });
    assert.equal(name, 'session-clock-options.json');
    for (const [file, fault] of [['{', /not JSON/], ['{"show":"both","lang":"fr"}', /"lang"/], ['{"show":"both","surprise":1}', /"surprise"/], ['[]', /Nothing was loaded/]]) {
      const remove = await upload(page, '#options-file', 'options.json', String(file));
      await says(page, /** @type {RegExp} */ (fault), '#options-file-fault');
      await remove();
    }
    assert.equal((await world().options()).show, 'end');
    const remove = await upload(page, '#options-file', 'options.json', '{"show":"both","accounts":{"111122223333":"A"}}');
    await world().chosen(({ show, accounts }) => show === 'both' && accounts[111122223333] === 'A', 'the file\'s options');
    await says(page, /The options were loaded/, '#status');
    await remove();
  });

  test('the recording: on, saved, deleted', async () => {
    const page = await open();
    await click(page, '#recording');
    await world().chosen(({ recording }) => recording === true, 'recording');
    const { page: console_ } = await world().signIn({ kind: 'iam-user', user: 'alice' });
    await world().timer(console_, /hours/);
    await says(page, /Events recorded: [1-9]/, '#recording-section');
    await isAccessible(page, 'recording');
    const { text } = await saved(page, '[data-key="recording-save"]');
    const lines = text.trim().split('\n').map((line) => JSON.parse(line));
    assert.ok(lines.every(({ now, what }) => Number.isInteger(now) && what !== undefined));
    assert.ok(!text.includes('alice') && !text.includes('111122223333'), 'stand-ins only');
    await click(page, '[data-key="recording-drop"]');
    await waitFor(async () => (await world().browser.readStorage()).recording === undefined, { what: 'no recording', ...PATIENCE });
    await console_.close();
  });

  test('everything known is shown and can be deleted: a session, a role, the damaged store, all', async () => {
    await world().startAnew();
    const { page: console_ } = await world().signIn({ kind: 'iam-user' });
    await world().timer(console_, /hours/);
    await console_.close();
    await world().browser.changeStorage((stored) => ({
      ...stored, damaged: { ledger: 'x', fault: 'y', at: 1 },
      ledger: { ...stored.ledger, roles: [{ role: 'arn:aws:iam::111122223333:role/a', at_least: 7200, at_most: 7200, usual_source: 'sign-in', end_seen_after: 3600 }] },
    }));
    const page = await openPage(world(), 'options');
    await says(page, /IAM user alice[\s\S]*role\/a maximum 2 hours · an end was seen after 1 hour · usually reached from signed in directly/, '#known');
    await click(page, '#everything summary');
    assert.deepEqual(JSON.parse(await page.$eval('#everything pre', (pre) => pre.textContent ?? '')).local.ledger, await world().ledger());
    await eachLook(world(), page, 'options-known');
    assert.equal((await saved(page, '[data-key="damaged-save"]')).text.includes('"fault": "y"'), true);
    /** What is forgotten goes from the page too, and what stood below it moves up. @param {string} selector */
    const drop = async (selector) => {
      await click(page, selector);
      await waitFor(async () => await page.$(selector) === null, { what: `no ${selector}`, ...PATIENCE });
    };
    await drop('[data-key="damaged-drop"]');
    await waitFor(async () => (await world().browser.readStorage()).damaged === undefined, { what: 'the damaged store gone', ...PATIENCE });
    await drop('[data-key="role-arn:aws:iam::111122223333:role/a"]');
    await world().stored(({ roles }) => roles.length === 0, 'no role');
    await drop('[data-key="session-false-1"]');
    await world().stored(({ sessions }) => sessions.length === 0, 'no session');
    await click(page, '[data-key="forget-everything"]');
    await isAccessible(page, 'asking once more');
    await click(page, '[data-key="forget-everything-yes"]');
    await says(page, /Forgotten/, '#status');
    await waitFor(async () => (await world().options()).lang === undefined, { what: 'nothing stored', ...PATIENCE });
  });

  test('exact time and notifications are explained; what is allowed can be taken back', async () => {
    const page = await open();
    await says(page, /Exact time \(Not allowed\)[\s\S]*never its value[\s\S]*Desktop notifications \(Not allowed\)/, '#exactness');
    await click(page, '#page-cookie');
    await world().chosen(({ page_cookie }) => page_cookie === false, 'the page\'s cookie left alone');
    if (world().name === 'firefox') {
      await click(page, '[data-key="notifications"]');
      await says(page, /Desktop notifications \(Allowed\)/, '#exactness');
      await click(page, '[data-key="notifications"]');
      await says(page, /Desktop notifications \(Not allowed\)/, '#exactness');
    }
  });

  test('what is half written stays while things change beside it', async () => {
    const page = await open();
    await fill(page, '#account-number', '1234');
    await world().browser.inExtension((api) => api.storage.local.set({ options: { show: 'end' } }));
    await waitFor(() => page.$eval('#show-end', (input) => /** @type {HTMLInputElement} */ (input).checked), { what: 'the change', ...PATIENCE });
    assert.equal(await page.$eval('#account-number', (input) => /** @type {HTMLInputElement} */ (input).value), '1234');
  });

  test('a press that is held while the page is built anew is a click all the same', async () => {
    const page = await open();
    const other = await openPage(world(), 'options', { background: true });
    const { x, y } = await page.$eval('#page-cookie', (input) => { input.scrollIntoView({ block: 'center' }); const box = input.getBoundingClientRect(); return { x: box.x + box.width / 2, y: box.y + box.height / 2 }; });
    await page.mouse.move(x, y);
    await page.mouse.down();
    await page.evaluate(() => { document.getElementById('exactness')?.firstElementChild?.setAttribute('data-practice', 'old'); });
    await world().browser.inExtension((api) => api.storage.local.set({ options: { show: 'end' } }));
    // The same page elsewhere, where nothing is pressed, shows the change by now; so would this one.
    await waitFor(() => other.$eval('#show-end', (input) => /** @type {HTMLInputElement} */ (input).checked), { what: 'the change', ...PATIENCE });
    assert.equal(await page.$eval('#exactness', (section) => section.querySelector('[data-practice]') !== null), true, 'not under the pressed button');
    await page.mouse.up();
    await world().chosen(({ page_cookie }) => page_cookie === false, 'the page\'s cookie left alone');
    await waitFor(() => page.$eval('#exactness', (section) => section.querySelector('[data-practice]') === null), { what: 'the page built anew', ...PATIENCE });
  });

  test('every look; at twice the size of text nothing sticks out', async () => {
    const page = await open({ options: { off_hosts: ['eu-west-1.console.aws.amazon.com'], accounts: { 111122223333: HOSTILE.longAlias }, role_maxima: [{ role: `arn:aws:iam::111122223333:role/${HOSTILE.longRole}`, seconds: 43200 }] } });
    await says(page, new RegExp(HOSTILE.longRole), '#maxima');
    await eachLook(world(), page, 'options');
    await page.setViewport({ width: 400, height: 800 });
    await page.evaluate(() => { document.documentElement.style.fontSize = '28px'; });
    assert.deepEqual(await sticksOut(page), []);
  });
});
