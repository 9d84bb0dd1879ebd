// The options page: everything that can be chosen, told, taken back, saved, loaded and deleted.
import { afterEach, test } from 'node:test';
import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { waitFor } from '../harness/browsers.mjs';
import { PATIENCE, inEachBrowser } from './setup.mjs';
import { HOSTILE, click, closePages, eachLook, fill, isAccessible, isSwitched, openPage, says, sticksOut } from './pages.mjs';

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

  test('lead times: sorted, checked, said', async (t) => {
    if (world().name !== 'chromium') return t.skip('the page and what checks it are the same in both');
    const page = await open();
    const [ready, row] = await page.$$eval('[data-key="lead-10"], #warnings h3', (all) => all.map((one) => getComputedStyle(one).color).reverse());
    assert.equal(ready, row, 'what can be chosen does not look disabled');
    await click(page, '[data-key="lead-10"]');
    await world().chosen(({ lead_times }) => lead_times?.join() === '900,600,300,60', 'ten minutes too');
    await waitFor(() => page.$eval('[data-key="lead-10"]', (lead) => lead.getAttribute('aria-pressed') === 'true'), { what: 'it pressed', ...PATIENCE });
    await click(page, '[data-key="lead-15"]');
    await world().chosen(({ lead_times }) => lead_times?.join() === '600,300,60', 'fifteen no more');
    await click(page, '[data-key="open-lead-other"]');
    await fill(page, '#lead-times', '5, 30,1');
    await page.keyboard.press('Tab');
    await world().chosen(({ lead_times }) => lead_times?.join() === '1800,300,60', 'the lead times');
    await says(page, /^Saved$/, '#status');
    await waitFor(() => page.$eval('#lead-times', (input) => /** @type {HTMLInputElement} */ (input).value === '30, 5, 1'), { what: 'them in order', ...PATIENCE });
    for (const wrong of ['0', '721', '1.5', 'five', '1 2 3 4 5 6 7 8 9 10 11']) {
      await fill(page, '#lead-times', wrong);
      await page.keyboard.press('Tab');
      await says(page, /up to ten numbers from 1 to 720/, '#lead-times-fault');
    }
    assert.deepEqual((await world().options()).lead_times, [1800, 300, 60], 'what is wrong is not taken');
    assert.equal(await page.$eval('#lead-times', (input) => input.getAttribute('aria-invalid')), 'true');
    await eachLook(world(), page, 'options-fault');
    await fill(page, '#lead-times', ' ');
    await page.keyboard.press('Tab');
    await world().chosen(({ lead_times }) => lead_times?.length === 0, 'no lead times');
    await fill(page, '#lead-times', '45');
    await page.keyboard.press('Tab');
    await waitFor(() => page.$('[data-key="lead-45"][aria-pressed=true]'), { what: 'one of the user\'s own beside the others', ...PATIENCE });
  });

  test('appearance: shows, folded, off, position, sites', async () => {
    const page = await open({ options: { position: { right: 4, bottom: 5 }, off_hosts: ['eu-west-1.console.aws.amazon.com', 'health.aws.amazon.com'] } });
    await click(page, '#show-both');
    await world().chosen(({ show }) => show === 'both', 'both');
    await click(page, '#folded');
    await world().chosen(({ folded }) => folded === true, 'folded');
    await click(page, '#off');
    await world().chosen(({ off }) => off === true, 'off');
    assert.equal(await page.$eval('#place', (select) => /** @type {HTMLSelectElement} */ (select).value), 'own', 'where the user put it');
    await page.select('#place', 'top-left');
    await world().chosen(({ position, place }) => position === null && place === 'top-left', 'its place');
    assert.equal((await page.$$('#place option:not(:disabled)')).length, 8);
    await click(page, '[data-key="hidden-health.aws.amazon.com"]');
    await world().chosen(({ off_hosts }) => off_hosts.join() === 'eu-west-1.console.aws.amazon.com', 'one site left');
    await waitFor(async () => (await page.$$('[data-key^="hidden-"]')).length === 1, { what: 'one site shown', ...PATIENCE });
    for (const [id, key] of [['hide-names', 'hide_names'], ['title', 'title'], ['sound', 'sound']]) {
      await click(page, `#${id}`);
      await world().chosen((options) => options[key] === true, key);
    }
  });

  test('language: all of it, at once; the browser\'s by default', async () => {
    const page = await open();
    await says(page, /Session Clock options/);
    const looks = await page.$$eval('#lang, [data-key="import"]', (all) => all.map((one) => { const { fontWeight, fontSize, borderTopColor } = getComputedStyle(one); return [fontWeight, fontSize, borderTopColor].join(); }));
    assert.equal(looks[0], looks[1], 'a select looks like the buttons beside it');
    const chevrons = await page.$$eval('select', (all) => all.map((one) => [getComputedStyle(one).appearance, one.nextElementSibling?.classList.contains('chevron')].join()));
    assert.deepEqual([...new Set(chevrons)], ['none,true']);
    await page.select('#lang', 'ja');
    await says(page, /Session Clock のオプション/);
    assert.equal(await page.evaluate(() => document.documentElement.lang), 'ja');
    await page.select('#lang', '');
    await says(page, /Session Clock options/);
  });

  test('role maxima: typed, what says more first, removed', async () => {
    const page = await open();
    /** @param {string} role @param {string} hours */
    const add = async (role, hours) => {
      if (!await page.$('#maximum-form:not([hidden])')) await click(page, '[data-key="open-maximum-form"]');
      await fill(page, '#maximum-name', role);
      await fill(page, '#maximum-hours', hours);
      await page.keyboard.press('Enter');
    };
    await add('nonsense', '13');
    await says(page, /Enter a role's ARN/, '#maximum-name-fault');
    await says(page, /1 to 12 hours/, '#maximum-hours-fault');
    assert.equal(await page.$eval('[data-key="open-maximum-form"]', (opens) => document.getElementById(opens.getAttribute('aria-describedby') ?? '')?.textContent), 'How long roles last', 'which of the buttons called Add');
    await page.evaluate(() => {
      const told = /** @type {any} */ (window).practiceTold = /** @type {(string | undefined)[]} */ ([]);
      const heights = /** @type {any} */ (window).practiceHeights = /** @type {number[]} */ ([]);
      const status = /** @type {HTMLElement} */ (document.getElementById('status'));
      new MutationObserver(() => { told.push(status.textContent?.trim()); heights.push(status.offsetHeight); }).observe(status, { childList: true });
    });
    /** A screen reader hears a change alone, and not the same words again. @param {number} times */
    const said = (times) => waitFor(() => page.evaluate((wanted) => /** @type {any} */ (window).practiceTold.join() === wanted, Array(times).fill('Saved').join(',,')), { what: `${times} changes said`, ...PATIENCE, detail: () => page.evaluate(() => /** @type {any} */ (window).practiceTold) });
    await add('arn:aws:iam::*:role/*', '8');
    await waitFor(() => page.evaluate(() => /** @type {HTMLElement} */ (document.activeElement).dataset.key === 'open-maximum-form'), { what: 'the focus where the form was opened', ...PATIENCE });
    await world().chosen(({ role_maxima }) => role_maxima?.length === 1, 'the pattern');
    await said(1);
    await says(page, /role\/\*/, '#maxima .list');
    await add('arn:aws:iam::111122223333:role/team/Admin', '1.5');
    await world().chosen(({ role_maxima }) => role_maxima?.map((/** @type {any} */ one) => `${one.role} ${one.seconds}`).join() === 'arn:aws:iam::111122223333:role/team/Admin 5400,arn:aws:iam::*:role/* 28800', 'both in order');
    await said(2);
    const heights = () => page.evaluate(() => /** @type {any} */ (window).practiceHeights);
    const before = (await heights()).length;
    await click(page, '[data-key="role_maxima-arn:aws:iam::*:role/*"]');
    await world().chosen(({ role_maxima }) => role_maxima.length === 1, 'one left');
    await said(3);
    assert.equal(new Set((await heights()).slice(before - 1)).size, 1, 'nothing jumps meanwhile');
  });

  test('role maxima from list-roles: all or nothing, with the place of the fault', async () => {
    const page = await open();
    const roles = [{ RoleName: 'a', Arn: 'arn:aws:iam::111122223333:role/a', MaxSessionDuration: 43200 }, { Arn: 'arn:aws:iam::111122223333:role/x/b', MaxSessionDuration: 3600 }];
    await click(page, '[data-key="open-import-form"]');
    await page.$eval('#import-text', (area, text) => { /** @type {HTMLTextAreaElement} */ (area).value = text; }, JSON.stringify({ Roles: [...roles, { Arn: 'arn:aws:iam::111122223333:role/c', MaxSessionDuration: 60 }] }));
    await click(page, '[data-key="import-read"]');
    await says(page, /Roles\[2\]\.MaxSessionDuration/, '#import-text-fault');
    assert.equal((await world().options()).role_maxima, undefined);
    const remove = await upload(page, '#import-file', 'roles.json', JSON.stringify({ Roles: roles }, null, 2));
    await world().chosen(({ role_maxima }) => role_maxima?.length === 2, 'both roles');
    await says(page, /Added: 2/, '#status');
    await remove();
    await click(page, '[data-key="open-import-form"]');
    // Of many accounts: one answer after the other, or in a list.
    const more = { Roles: [{ Arn: 'arn:aws:iam::444455556666:role/a', MaxSessionDuration: 7200, Description: 'odd: } {' }] };
    await page.$eval('#import-text', (area, text) => { /** @type {HTMLTextAreaElement} */ (area).value = text; }, JSON.stringify([{ Roles: roles }, { Roles: [{ Arn: roles[0].Arn }] }]));
    await click(page, '[data-key="import-read"]');
    await says(page, /\[1\]\.Roles\[0\]\.MaxSessionDuration/, '#import-text-fault');
    const removeMore = await upload(page, '#import-file', 'roles.json', `${JSON.stringify({ Roles: roles })}\n${JSON.stringify(more)}`);
    await world().chosen(({ role_maxima }) => role_maxima?.length === 3 && role_maxima.some((/** @type {any} */ one) => one.seconds === 7200), 'those of both accounts');
    await removeMore();
  });

  test('a config file tells no maximum: its roles wait for one', async (t) => {
    if (world().name !== 'chromium') return t.skip('the page and what checks it are the same in both');
    const page = await open();
    await click(page, '[data-key="open-import-form"]');
    await page.$eval('#import-text', (area) => { /** @type {HTMLTextAreaElement} */ (area).value = '[default]\nregion = x\n[profile a]\nrole_arn = arn:aws:iam::111122223333:role/a\nduration_seconds = 7200\nsource_profile = default\n[profile b]\nrole_arn=arn:aws:iam::111122223333:role/b\n'; });
    await click(page, '[data-key="import-read"]');
    await says(page, /arn:aws:iam::111122223333:role\/a\s+Your tools ask for 2 hours\. If AWS grants that, it's at least that long/, '#from-config');
    assert.equal((await world().options()).role_maxima, undefined, 'nothing is taken for a maximum that is none');
    await eachLook(world(), page, 'options-config');
    await fill(page, '#maximum-waiting-1', '4');
    await click(page, '[data-key="waiting-add"]');
    await world().chosen(({ role_maxima }) => JSON.stringify(role_maxima) === '[{"role":"arn:aws:iam::111122223333:role/b","seconds":14400}]', 'the one that was filled in');
    await waitFor(async () => await page.$('#from-config') === null, { what: 'the list gone', ...PATIENCE });
    await click(page, '[data-key="open-import-form"]');
    await page.$eval('#import-text', (area) => { /** @type {HTMLTextAreaElement} */ (area).value = '[default]\nregion = x\n'; });
    await click(page, '[data-key="import-read"]');
    await says(page, /No roles or sign-in lengths found/, '#import-text-fault');
    await page.$eval('#import-text', (area) => { /** @type {HTMLTextAreaElement} */ (area).value = '[default]\nregion = x\nrole_arn\n'; });
    await click(page, '[data-key="import-read"]');
    await says(page, /Can't be read: line 3/, '#import-text-fault');
  });

  test('names of accounts: checked, whole and inert', async () => {
    const page = await open();
    for (const [number, name] of [['12345', ''], ['1111 2222 3333', HOSTILE.markup], ['444455556666', HOSTILE.rightToLeft]]) {
      if (!await page.$('#account-form:not([hidden])')) await click(page, '[data-key="open-account-form"]');
      await fill(page, '#account-number', number);
      await fill(page, '#account-name', name);
      await page.keyboard.press('Enter');
      if (name) await world().chosen(({ accounts }) => Object.values(accounts ?? {}).includes(name), name);
      else await says(page, /Enter the 12 digits/, '#account-number-fault');
    }
    assert.ok((await says(page, /111122223333/, '#accounts .list')).includes(HOSTILE.markup));
    assert.equal(await page.$('#accounts img'), null);
    // A colour that nobody chose comes from the number; red and amber are only chosen.
    assert.equal(await page.$eval('#accounts .list li .square', (square) => square.className), 'square green');
    await page.select('#colour-111122223333', 'red');
    await world().chosen(({ colours }) => colours?.[111122223333] === 'red', 'its colour');
    await page.select('#colour-111122223333', '');
    await world().chosen(({ colours }) => Object.keys(colours).length === 0, 'the given colour');
    await click(page, '[data-key="edit-444455556666"]');
    await waitFor(() => page.$eval('#account-number', (input) => /** @type {HTMLInputElement} */ (input).value === '444455556666'), { what: 'it to be edited', ...PATIENCE });
    await fill(page, '#account-name', 'Other');
    await page.keyboard.press('Enter');
    await world().chosen(({ accounts }) => accounts[444455556666] === 'Other', 'its new name');
    await click(page, '[data-key="account-111122223333"]');
    await world().chosen(({ accounts }) => Object.keys(accounts).join() === '444455556666', 'one left');
  });

  test('options as a file: saved, loaded, refused whole where one key is wrong', async () => {
    const page = await open({ options: { show: 'end', lead_times: [600] } });
    const { text, name } = await saved(page, '[data-key="export"]');
    assert.deepEqual(JSON.parse(text), { show: 'end', lead_times: [600] });
    assert.equal(name, 'session-clock-options.json');
    for (const [file, fault] of [['{', /isn't a Session Clock options file/], ['{"show":"both","lang":"fr"}', /"lang"/], ['{"show":"both","surprise":1}', /"surprise"/], ['[]', /Nothing loaded/]]) {
      const remove = await upload(page, '#options-file', 'options.json', String(file));
      await says(page, /** @type {RegExp} */ (fault), '#options-file-fault');
      await remove();
    }
    assert.equal((await world().options()).show, 'end');
    const remove = await upload(page, '#options-file', 'options.json', '{"show":"both","accounts":{"111122223333":"A"}}');
    await world().chosen(({ show, accounts }) => show === 'both' && accounts[111122223333] === 'A', 'the file\'s options');
    await says(page, /Options loaded/, '#status');
    await remove();
  });

  test('the recording: on, saved, deleted', async () => {
    const page = await open();
    await click(page, '#recording');
    await world().chosen(({ recording }) => recording === true, 'recording');
    const { page: console_ } = await world().signIn({ kind: 'iam-user', user: 'alice' });
    await world().timer(console_, / h /);
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
    await world().timer(console_, / h /);
    await console_.close();
    await world().browser.changeStorage((stored) => ({
      ...stored, damaged: { ledger: 'x', fault: 'y', at: 1 },
      ledger: { ...stored.ledger, roles: [{ role: 'arn:aws:iam::111122223333:role/a', at_least: 7200, at_most: 7200, usual_source: 'sign-in', end_seen_after: 3600 }] },
    }));
    const page = await openPage(world(), 'options');
    await click(page, '[data-key="open-everything"]');
    await says(page, /IAM user alice[\s\S]*role\/a lasts 2 hours · ended after 1 hour once · usually signed in to directly/, '#known');
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

  test('what is being changed while everything is forgotten brings nothing back', async () => {
    for (let round = 0; round < 10; round += 1) {
      await world().browser.replaceStorage({ options: { accounts: { 111122223333: 'acme-main' } } });
      await world().browser.inExtension((api) => Promise.all([...Array(5)].flatMap((_, at) => [
        api.runtime.sendMessage({ kind: 'change-options', change: { sound: at % 2 === 0 } }), ...(at === 2 ? [api.runtime.sendMessage({ kind: 'forget-everything' })] : []),
      ])));
      assert.equal((await world().browser.readStorage()).options?.accounts, undefined, `round ${round}`);
    }
  });

  test('what is read of everything that is known stays where it is while something changes', async () => {
    await world().browser.replaceStorage({ filler: [...Array(100)].map((_, at) => at) });
    const page = await open();
    await click(page, '[data-key="open-everything"]');
    await page.evaluate(() => { const text = /** @type {HTMLElement} */ (document.querySelector('#known pre')); text.focus(); text.scrollTop = 200; text.dataset.practice = 'old'; });
    await world().browser.inExtension((api) => api.storage.local.set({ options: { show: 'end' } }));
    await waitFor(() => page.evaluate(() => { const text = /** @type {HTMLElement} */ (document.querySelector('#known pre')); return text.dataset.practice === undefined && /"end"/.test(text.textContent ?? ''); }), { what: 'what is stored now', ...PATIENCE });
    assert.deepEqual(await page.evaluate(() => [document.querySelector('#known pre')?.scrollTop, document.activeElement?.localName]), [200, 'pre']);
    // Nor does the page go back to what has the focus, once it was scrolled on.
    await page.evaluate(() => scrollTo(0, 0));
    await world().browser.inExtension((api) => api.storage.local.set({ options: { show: 'both' } }));
    await waitFor(() => page.evaluate(() => /"both"/.test(document.querySelector('#known pre')?.textContent ?? '')), { what: 'what is stored now', ...PATIENCE });
    assert.deepEqual(await page.evaluate(() => [scrollY, document.activeElement?.localName]), [0, 'pre']);
    await page.close();
  });

  test('addresses that were kept are forgotten once none is to be kept, whoever has switched it off', async () => {
    await world().browser.replaceStorage({ options: { keep_address: true }, addresses: { 1: 'https://us-east-1.console.aws.amazon.com/ec2/home' } });
    await world().browser.inExtension((api) => api.storage.local.set({ options: { keep_address: false } }));
    await waitFor(async () => (await world().browser.readStorage()).addresses === undefined, { what: 'the addresses forgotten', ...PATIENCE });
  });

  test('exact ends and notifications are explained; what is allowed can be taken back', async () => {
    const page = await open();
    await says(page, /Show exact ends[\s\S]*never its value/, '#exactness');
    await says(page, /Desktop notifications\s+When no console tab is in front of you/, '#warnings');
    const isOn = (/** @type {string} */ id) => page.$eval(`#${id}`, (input) => /** @type {HTMLInputElement} */ (input).checked);
    assert.deepEqual([await isOn('cookies'), await isOn('notifications')], [false, false]);
    await click(page, '#page-cookie');
    await world().chosen(({ page_cookie }) => page_cookie === false, 'the page\'s cookie left alone');
    const isOff = () => page.$eval('#warn-without-tab', (input) => /** @type {HTMLInputElement} */ (input).disabled);
    assert.equal(await isOff(), true, 'a part of what is off');
    if (world().name === 'firefox') {
      await click(page, '#notifications');
      await waitFor(() => world().browser.inExtension((api) => api.permissions.contains({ permissions: ['notifications'] })), { what: 'allowed', ...PATIENCE });
      await waitFor(() => isOn('notifications'), { what: 'the switch on', ...PATIENCE });
      await waitFor(async () => !await isOff(), { what: 'its part to be chosen', ...PATIENCE });
      await click(page, '#warn-without-tab');
      await world().chosen(({ warn_without_tab }) => warn_without_tab === true, 'also without a tab');
      await click(page, '#notifications');
      await waitFor(async () => !await world().browser.inExtension((api) => api.permissions.contains({ permissions: ['notifications'] })), { what: 'taken back', ...PATIENCE });
      await waitFor(async () => !await isOn('notifications'), { what: 'the switch off', ...PATIENCE });
    } else {
      // What the user refuses is off again, and said.
      await page.evaluate(() => { chrome.permissions.request = /** @type {any} */ (async () => false); });
      await click(page, '#notifications');
      await says(page, /Not allowed\. You can change that/, '#warnings');
      await waitFor(async () => !await isOn('notifications'), { what: 'the switch off again', ...PATIENCE });
    }
  });

  test('what is allowed elsewhere, and taken back there, is seen here at once', async (t) => {
    if (world().name !== 'firefox') return t.skip('in Chromium nobody can answer the question for a permission here');
    const page = await open();
    const other = await openPage(world(), 'options', { background: true });
    for (const on of [true, false]) {
      await click(page, '#notifications');
      await isSwitched(page, '#notifications', on);
      await isSwitched(other, '#notifications', on);
    }
  });

  test('lengths of sign-ins: typed, up to 90 days, and read from what AWS answers', async () => {
    const page = await open();
    await click(page, '[data-key="open-sign-in-form"]');
    await fill(page, '#sign-in-name', 'alice');
    await fill(page, '#sign-in-hours', '2161');
    await page.keyboard.press('Enter');
    await says(page, /Enter an ARN such as/, '#sign-in-name-fault');
    await says(page, /2,160 hours \(90 days\)/, '#sign-in-hours-fault');
    await isAccessible(page, 'a sign-in that cannot be');
    await fill(page, '#sign-in-name', 'arn:aws:iam::111122223333:user/team/alice');
    await fill(page, '#sign-in-hours', '168');
    await page.keyboard.press('Enter');
    await world().chosen(({ sign_in_maxima }) => JSON.stringify(sign_in_maxima) === '[{"identity":"arn:aws:iam::111122223333:user/team/alice","seconds":604800}]', 'a week');
    // Once it is listed, nothing below it moves any more.
    await says(page, /user\/team\/alice/, '#sign-ins .list');
    await click(page, '[data-key="open-import-form"]');
    const answers = [{ LoginProfile: { UserName: 'bob', CreateDate: '2026-11-20', MaxSigninSessionDuration: 86_400 } }, { Role: { Arn: 'arn:aws:iam::111122223333:role/a', MaxSessionDuration: 7200, MaxSigninSessionDuration: 3600 } }];
    await page.$eval('#import-text', (area, text) => { /** @type {HTMLTextAreaElement} */ (area).value = text; }, answers.map((answer) => JSON.stringify(answer)).join('\n'));
    await click(page, '[data-key="import-read"]');
    await world().chosen(({ sign_in_maxima, role_maxima }) => sign_in_maxima.length === 3 && role_maxima?.length === 1, 'what the answers tell');
    assert.deepEqual((await world().options()).sign_in_maxima.map((/** @type {any} */ one) => `${one.identity} ${one.seconds}`).sort(),
      ['arn:aws*:iam::*:user/bob 86400', 'arn:aws:iam::111122223333:role/a 3600', 'arn:aws:iam::111122223333:user/team/alice 604800']);
    await click(page, '[data-key="sign_in_maxima-arn:aws*:iam::*:user/bob"]');
    await world().chosen(({ sign_in_maxima }) => sign_in_maxima.length === 2, 'one removed');
  });

  test('how long everyone\'s sign-in lasts is one choice, which counts at once and can be taken back', async () => {
    await world().startAnew();
    const { page: console_ } = await world().signIn({ kind: 'iam-user' });
    await world().timer(console_, /^about 11 h 59 min left$/);
    const page = await openPage(world(), 'options');
    const chosen = () => page.$eval('#sign-in-length', (select) => /** @type {HTMLSelectElement} */ (select).selectedOptions[0].textContent);
    assert.equal(await chosen(), 'AWS\'s default');
    assert.deepEqual(await page.$$eval('#sign-in-length option', (options) => options.slice(5, 8).map(({ textContent }) => textContent)), ['12 hours', '24 hours', '7 days'], 'in the units of the reasons');
    await page.select('#sign-in-length', '604800');
    await world().chosen(({ sign_in_maxima }) => JSON.stringify(sign_in_maxima) === '[{"identity":"arn:aws:iam::*:user/*","seconds":604800}]', 'a week for every IAM user');
    await waitFor(async () => await chosen() === '7 days', { what: 'a week chosen', ...PATIENCE });
    assert.equal(await page.$('#sign-ins .list'), null, 'said once');
    await console_.bringToFront();
    await world().timer(console_, /^6 d 23 h left$/);
    await page.bringToFront();
    await page.select('#sign-in-length', '43200');
    await world().chosen(({ sign_in_maxima }) => sign_in_maxima.length === 1 && sign_in_maxima[0].seconds === 43_200, 'the usual 12 hours, known');
    await page.select('#sign-in-length', '');
    await world().chosen(({ sign_in_maxima }) => sign_in_maxima.length === 0, 'not known again');
    await console_.bringToFront();
    await world().timer(console_, /^about 11 h 59 min left$/);
    await console_.close();
  });

  test('what two options pages change of one list is all changed, also where one was late', async () => {
    const page = await open({ options: { accounts: { 111122223333: 'one' }, lead_times: [900, 60], role_maxima: [{ role: 'arn:aws:iam::*:role/a', seconds: 3600 }] } });
    const other = await openPage(world(), 'options');
    /** Nothing that the first page wants changed goes on its way before the second has been heard. */
    await page.evaluate(() => {
      const { runtime } = /** @type {any} */ (globalThis).browser ?? chrome;
      const send = runtime.sendMessage.bind(runtime);
      const held = new Promise((go) => { Object.assign(globalThis, { practiceGo: go }); });
      runtime.sendMessage = async (/** @type {any} */ message) => {
        if (message.kind.startsWith('change-')) {
          document.body.dataset.held = String(Number(document.body.dataset.held ?? 0) + 1);
          await held;
        }
        return send(message);
      };
    });
    await page.bringToFront();
    await click(page, '[data-key="account-111122223333"]');
    await click(page, '[data-key="lead-1"]');
    await click(page, '[data-key="role_maxima-arn:aws:iam::*:role/a"]');
    await waitFor(() => page.evaluate(() => document.body.dataset.held === '3'), { what: 'three changes on their way', ...PATIENCE });
    await other.bringToFront();
    await click(other, '[data-key="open-account-form"]');
    await fill(other, '#account-number', '444455556666');
    await fill(other, '#account-name', 'two');
    await other.keyboard.press('Enter');
    await click(other, '[data-key="lead-10"]');
    await click(other, '[data-key="open-maximum-form"]');
    await fill(other, '#maximum-name', 'arn:aws:iam::*:role/b');
    await fill(other, '#maximum-hours', '2');
    await other.keyboard.press('Enter');
    await world().chosen(({ accounts, lead_times, role_maxima }) => Object.keys(accounts).length === 2 && lead_times.length === 3 && role_maxima.length === 2, 'the changes of the second page');
    await page.evaluate(() => /** @type {any} */ (globalThis).practiceGo());
    await world().chosen(({ accounts, lead_times, role_maxima }) => JSON.stringify([accounts, lead_times, role_maxima])
      === '[{"444455556666":"two"},[900,600],[{"role":"arn:aws:iam::*:role/b","seconds":7200}]]', 'those of both');
  });

  test('the forms that open have no holes: each field is as tall as what it holds', async () => {
    const page = await open();
    for (const form of ['lead-other', 'sign-in-form', 'import-form', 'account-form']) await click(page, `[data-key="open-${form}"]`);
    const labels = await page.$$eval('.field > label', (all) => all.map((one) => [getComputedStyle(one).fontSize, getComputedStyle(one).fontWeight].join()));
    assert.deepEqual([...new Set(labels)], ['12px,400'], 'a field\'s label is no title');
    const fields = await page.evaluate(() => [...document.querySelectorAll('.field')].filter((field) => field.checkVisibility()).map((field) => {
      const bottoms = [...field.children].map((part) => part.getBoundingClientRect().bottom);
      return { name: field.textContent, hole: field.getBoundingClientRect().bottom - Math.max(...bottoms) };
    }));
    assert.ok(fields.length >= 6, JSON.stringify(fields));
    assert.deepEqual(fields.filter(({ hole }) => hole > 4), []);
  });

  test('in a narrow window each row of a list is whole: a number on one line, an ARN broken only at its joints, what acts on it together at the end', async () => {
    const page = await open({ options: { accounts: { 111122223333: 'acme-dev' }, role_maxima: [{ role: 'arn:aws:iam::111122223333:role/Admin', seconds: 28_800 }, { role: 'arn:aws:iam::*:role/ReadOnly*', seconds: 14_400 }] } });
    await page.setViewport({ width: 360, height: 600 });
    const lines = await page.evaluate(() => [...document.querySelectorAll('.list bdi')].filter((name) => name.checkVisibility()).flatMap((name) => [...name.childNodes]).filter((node) => node.nodeType === 3).map((node) => {
      const range = document.createRange();
      range.selectNodeContents(node);
      // Firefox tells of an empty end of a line, too.
      return [node.textContent, [...range.getClientRects()].filter(({ width }) => width > 0).length];
    }));
    assert.deepEqual(lines, [['arn:', 1], ['aws:', 1], ['iam::', 1], ['111122223333:', 1], ['role/', 1], ['Admin', 1], ['arn:', 1], ['aws:', 1], ['iam::*:', 1], ['role/', 1], ['ReadOnly*', 1], ['acme-dev', 1]]);
    const { number, acts, end } = await page.$eval('#accounts .list li', (row) => ({
      number: row.querySelector('.number')?.getClientRects().length,
      acts: [...row.querySelectorAll('.acts button')].map((button) => Math.round(button.getBoundingClientRect().top)),
      end: Math.round(row.getBoundingClientRect().right - /** @type {Element} */ (row.querySelector('.acts')).getBoundingClientRect().right),
    }));
    assert.deepEqual([number, acts.length, new Set(acts).size, end], [1, 2, 1, 16]);
    // A button is no nearer to the words above it than to the button beside it.
    const gaps = await page.$$eval('.item > .control', (controls) => controls.map((control) => Math.round(control.getBoundingClientRect().top - /** @type {Element} */ (control.previousElementSibling).getBoundingClientRect().bottom)).filter((gap) => gap >= 0));
    assert.ok(gaps.length > 5 && gaps.every((gap) => gap === 8), String(gaps));
    assert.deepEqual(await sticksOut(page), []);
  });

  test('what is half written stays while things change beside it', async () => {
    const page = await open();
    await click(page, '[data-key="open-account-form"]');
    await fill(page, '#account-number', '1234');
    await world().browser.inExtension((api) => api.storage.local.set({ options: { show: 'end' } }));
    await waitFor(() => page.$eval('#show-end', (input) => /** @type {HTMLInputElement} */ (input).checked), { what: 'the change', ...PATIENCE });
    assert.equal(await page.$eval('#account-number', (input) => /** @type {HTMLInputElement} */ (input).value), '1234');
  });

  test('a press that is held while the page is rebuilt is a click all the same', async () => {
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
    await waitFor(() => page.$eval('#exactness', (section) => section.querySelector('[data-practice]') === null), { what: 'the rebuilt page', ...PATIENCE });
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
