// An organisation's policy, from a real policy file: the examples of docs/organisations.md, loaded by the browsers themselves.
import { after, before, describe, test } from 'node:test';
import assert from 'node:assert/strict';
import { createHash, generateKeyPairSync } from 'node:crypto';
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { browsersToTest, launchBrowser, waitFor } from '../harness/browsers.mjs';
import { findExecutable } from '../harness/executables.mjs';
import { startPracticeConsole } from '../practice-console/practice-console.mjs';
import { ELEMENT, PATIENCE, World, extensionFolder, plain } from './setup.mjs';
import { click, eachLook, fill, openPage, says } from './pages.mjs';

const DOCS = await readFile(fileURLToPath(new URL('../../docs/organisations.md', import.meta.url)), 'utf8');
const [CHROME, FIREFOX] = [...DOCS.matchAll(/```json\n([\s\S]*?)```/g)].map(([, text]) => text);
const GECKO_ID = 'session-clock@session-clock.example';
/** What is set beyond the examples, and one in which little but a part of the panel is locked. */
const MORE = { show: 'end', off: true, lang: '', locked: ['role_maxima', 'show', 'lead_times', 'off'] };
const PANEL = { locked: ['folded', 'off_services', 'off', 'position'] };
/** Where Chromium looks; a private mount over it, so that the machine's own /etc stays as it is. */
const POLICIES = '/etc/chromium';

/** Why Chromium's policy cannot be tested here; null where it can. */
function chromiumCannot() {
  if (process.platform !== 'linux') return 'Chromium\'s policy file is tested on Linux only';
  if (!existsSync(POLICIES)) return `there is no ${POLICIES} to lay the policy over (a browser other than Debian's Chromium?)`;
  const { status } = spawnSync('unshare', ['--mount', 'mount', '-t', 'tmpfs', 'tmpfs', POLICIES]);
  return status === 0 ? null : 'no private mount can be made here: it takes root';
}

/** A copy of the extension with a fixed id, and a browser that finds the policy. @param {string} folder @param {object} more */
async function chromium(folder, more) {
  const key = generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey.export({ type: 'spki', format: 'der' });
  const id = [...createHash('sha256').update(key).digest('hex').slice(0, 32)].map((digit) => 'abcdefghijklmnop'[parseInt(digit, 16)]).join('');
  const extension = join(folder, 'extension');
  await cp(extensionFolder('chromium'), extension, { recursive: true });
  const manifest = JSON.parse(await readFile(join(extension, 'manifest.json'), 'utf8'));
  await writeFile(join(extension, 'manifest.json'), JSON.stringify({ ...manifest, key: key.toString('base64') }));
  const policy = JSON.parse(CHROME.replace('"ID"', JSON.stringify(id)));
  Object.assign(policy['3rdparty'].extensions[id], more);
  await writeFile(join(folder, 'policy.json'), JSON.stringify(policy));
  const start = join(folder, 'chromium');
  await writeFile(start, `#!/bin/sh\nexec unshare --mount sh -c 'mount -t tmpfs tmpfs ${POLICIES} && mkdir -p ${POLICIES}/policies/managed && cp "$0" ${POLICIES}/policies/managed/ && exec "$@"' "${join(folder, 'policy.json')}" "${findExecutable('chromium')}" "$@"\n`);
  await chmod(start, 0o755);
  return { extension, env: { CHROME_PATH: start } };
}

/** A home with the managed storage manifest. @param {string} folder @param {object} more */
async function firefox(folder, more) {
  const manifest = JSON.parse(FIREFOX);
  Object.assign(manifest.data, more);
  const managed = join(folder, '.mozilla/managed-storage');
  await mkdir(managed, { recursive: true });
  await writeFile(join(managed, `${GECKO_ID}.json`), JSON.stringify(manifest));
  return { extension: extensionFolder('firefox'), env: { HOME: folder } };
}

/** @param {string} what @param {object} more @param {(world: () => World) => void} tests */
function underPolicy(what, more, tests) {
  for (const name of browsersToTest()) {
    const cannot = name === 'chromium' ? chromiumCannot() : process.platform === 'linux' ? null : 'Firefox\'s managed storage is tested on Linux only';
    if (cannot) console.log(`# skipped: ${what} in ${name}: ${cannot}`);
    describe(`${what}, in ${name}`, { skip: cannot ?? false, timeout: 300_000 }, () => {
      /** @type {World} */ let world;
      /** @type {string} */ let folder;
      const before_ = { CHROME_PATH: process.env.CHROME_PATH, HOME: process.env.HOME };

      before(async () => {
        folder = await mkdtemp(join(tmpdir(), 'session-clock-policy-'));
        const { extension, env } = await (name === 'chromium' ? chromium(folder, more) : firefox(folder, more));
        Object.assign(process.env, env);
        const pc = await startPracticeConsole();
        world = new World(name, pc, await launchBrowser(name, { port: pc.port, extension }));
        await world.installed();
      });
      after(async () => {
        await world?.browser.close();
        await world?.pc.close();
        for (const [key, value] of Object.entries(before_)) {
          if (value === undefined) delete process.env[key];
          else process.env[key] = value;
        }
        await rm(folder, { recursive: true, force: true });
      });

      tests(() => world);
    });
  }
}

underPolicy('an organisation\'s policy', MORE, (world) => {
  test('its role maxima count in the ledger', async () => {
    const { page } = await world().signIn({ kind: 'iam-user' });
    await world().stored(({ settings }) => settings.role_maxima.split('\n').length === 2, 'the organisation\'s role maxima');
    const { settings } = await world().ledger();
    assert.equal(settings.role_maxima, '3600 arn:aws:iam::111122223333:role/Break*\n14400 arn:aws:iam::*:role/Admin');
    await page.close();
  });

  test('what it switches off is off, and cannot be switched on', async () => {
    await world().browser.inExtension((api) => api.storage.local.set({ options: { off: false, show: 'both' } }));
    const page = await openPage(world(), 'options');
    await says(page, /Set by your organization/, '#appearance');
    await says(page, /Set by your organization/, '#warnings');
    const state = () => page.evaluate(() => ['off', 'show-end', 'show-both', 'lead-times', 'folded'].map((id) => {
      const { checked, disabled, value } = /** @type {HTMLInputElement} */ (document.getElementById(id));
      return `${id} ${id === 'lead-times' ? value : checked} ${disabled ? 'locked' : 'open'}`;
    }));
    await waitFor(async () => (await state()).join() === 'off true locked,show-end true locked,show-both false locked,lead-times 15, 5, 1 locked,folded false open', { what: 'what is locked', ...PATIENCE, detail: state });
    await says(page, /arn:aws:iam::\*:role\/Admin\s*4 hours\s*from your organization/, '#maxima');
    assert.equal(await page.$eval('[data-key="open-maximum-form"]', (open) => /** @type {HTMLButtonElement} */ (open).disabled), true, 'nothing can be added to a locked list');
    await eachLook(world(), page, 'options-locked');
    await page.close();
  });

  test('what is locked is refused by whatever way it is asked for, and the popup offers none', async () => {
    const before = (await world().browser.readStorage()).options;
    const ask = (/** @type {unknown} */ message) => world().browser.inExtension((api, asked) => api.runtime.sendMessage(asked), message);
    assert.equal(await ask({ kind: 'change-options', change: { off: false, sound: true } }), 'off');
    assert.deepEqual((await world().browser.readStorage()).options, before);
    const popup = await openPage(world(), 'popup');
    await says(popup, /hidden/i, '#foot');
    assert.equal(await popup.$('[data-key="hidden-everywhere"]'), null);
    await popup.close();
  });

  test('to what is not locked the user adds', async () => {
    const page = await openPage(world(), 'options');
    await says(page, /111122223333\s*Production\s*from your organization/, '#accounts');
    await click(page, '[data-key="open-account-form"]');
    await fill(page, '#account-number', '444455556666');
    await fill(page, '#account-name', 'Mine');
    await page.keyboard.press('Enter');
    await says(page, /111122223333\s*Production[\s\S]*444455556666\s*Mine/, '#accounts');
    assert.deepEqual((await world().browser.readStorage()).options.accounts, { 444455556666: 'Mine' }, 'only the user\'s own is kept');
    await page.close();
  });
});

underPolicy('a countdown that an organisation holds in its place', PANEL, (world) => {
  test('what is locked is not offered in the panel, and the countdown cannot be moved', async () => {
    const locked = () => world().browser.inExtension(async (api) => (await api.storage.managed.get(null)).locked?.join());
    await waitFor(async () => await locked() === PANEL.locked.join(), { what: 'the policy', ...PATIENCE });
    const { page } = await world().signIn({ kind: 'iam-user' });
    await world().timer(page, /left/);
    await world().openPanel(page);
    const buttons = (await world().browser.accessibilityNodes(page)).filter(({ role }) => role === 'button').map(({ name }) => plain(name));
    assert.deepEqual(buttons.filter((name) => /Shrink|Hide|Mute|Options/.test(name)), ['Mute', 'Options']);
    await page.keyboard.press('Escape');
    const place = () => page.$eval(ELEMENT, (element) => JSON.stringify(element.getBoundingClientRect()));
    const before = await place();
    await page.keyboard.press('ArrowLeft');
    assert.equal(await place(), before);
    await page.close();
  });
});
