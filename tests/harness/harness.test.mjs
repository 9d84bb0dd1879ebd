// The harness holds what it promises, in each browser: proved with a throw-away extension on the practice console.
import { after, before, describe, test } from 'node:test';
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPracticeConsole } from '../practice-console/practice-console.mjs';
import { browsersToTest, launchBrowser, waitFor } from './browsers.mjs';
import { makeThrowawayExtension } from './throwaway-extension.mjs';

const isTimer = (/** @type {{ role: string }} */ node) => node.role === 'timer';

for (const name of browsersToTest()) {
  describe(`harness in ${name}`, { timeout: 120_000 }, () => {
    /** @type {Awaited<ReturnType<typeof startPracticeConsole>>} */ let pc;
    /** @type {Awaited<ReturnType<typeof launchBrowser>>} */ let harness;
    /** @type {Awaited<ReturnType<typeof makeThrowawayExtension>>} */ let extension;
    before(async () => {
      pc = await startPracticeConsole();
      extension = await makeThrowawayExtension(name);
      harness = await launchBrowser(name, { port: pc.port, extension: extension.folder, allowPrivate: true });
    });
    after(async () => {
      await harness?.close();
      await extension?.remove();
      await pc?.close();
    });

    /** @param {import('./harness.mjs').PageOptions} [options] */
    const arriveSomewhere = async (options) => {
      const page = await harness.newPage(options);
      await harness.arrive(page, pc.signIn({ kind: 'iam-user' }));
      await harness.waitForNode(page, isTimer);
      // The content script's message has been worked off: nothing of this page comes in late.
      await harness.waitForBadge(page, (badge) => badge.text === '1h');
      return page;
    };

    test('sees into a closed shadow root, and not what is hidden there', async () => {
      const page = await arriveSomewhere();
      assert.equal(await page.evaluate(() => document.querySelector('[role=timer]')), null, 'the root is closed to the page');
      const nodes = await harness.accessibilityNodes(page);
      const timer = nodes.find(isTimer);
      assert.equal(timer?.name, 'Practice: 1 hour left');
      assert.equal(timer?.text, '1:00');
      assert.ok(nodes.some((node) => node.role === 'button' && node.name === 'Press'));
      assert.ok(!nodes.some((node) => node.name === 'Unseen'), 'display: none is not there');
      assert.ok(nodes.some((node) => node.role === 'heading' && node.name === 'Resources'), 'the page itself is there too');
      await page.close();
    });

    test('clicks in a closed shadow root by a real click', async () => {
      const page = await arriveSomewhere();
      await harness.clickNode(page, (node) => node.role === 'button' && node.name === 'Press');
      const status = await harness.waitForNode(page, (node) => node.role === 'status' && node.text !== '');
      assert.equal(status.text, 'pressed by hand');
      await harness.waitForBadge(page, (badge) => badge.text === 'hit');
      await page.close();
    });

    test('waiting for what never comes fails, and tells what was there', async () => {
      const page = await arriveSomewhere();
      await assert.rejects(harness.waitForNode(page, (node) => node.name === 'Nobody', { timeout: 200 }), /in vain.*Practice: 1 hour left/s);
      await assert.rejects(harness.waitForNoNode(page, isTimer, { timeout: 200 }), /in vain/);
      await page.close();
    });

    test('reads badge and title of each tab', async () => {
      const first = await arriveSomewhere();
      await harness.clickNode(first, (node) => node.name === 'Press');
      await harness.waitForBadge(first, (badge) => badge.text === 'hit');
      const second = await harness.newPage();
      await second.goto(pc.url(pc.signIn({ kind: 'root' }).session, '/s3/home'));
      const other = await harness.waitForBadge(second, (badge) => badge.text === '1h');
      assert.deepEqual(other, { text: '1h', title: 'tells 1h' });
      assert.deepEqual(await harness.badge(first), { text: 'hit', title: 'tells hit' }, 'the other tab keeps its own');
      await first.close();
      await second.close();
    });

    test('reads and replaces what the extension stored', async () => {
      await harness.replaceStorage({ moment: 1000, other: 'x' });
      await harness.changeStorage(({ moment, ...rest }) => ({ ...rest, moment: moment - 600 }));
      assert.deepEqual(await harness.readStorage(), { moment: 400, other: 'x' });
      await harness.replaceStorage({ here: true }, 'session');
      assert.deepEqual(await harness.readStorage('session'), { here: true });
      assert.deepEqual(await harness.readStorage(), { moment: 400, other: 'x' }, 'the areas are two');
    });

    test('stops the background; a message revives it', async () => {
      const page = await arriveSomewhere();
      await waitFor(() => harness.backgroundRunning(), { what: 'the background' });
      await harness.stopBackground();
      assert.equal(await harness.backgroundRunning(), false);
      assert.deepEqual(await harness.badge(page), { text: '1h', title: 'tells 1h' }, 'reading the badge needs no background');
      assert.equal(await harness.backgroundRunning(), false, 'and does not wake it');
      await harness.clickNode(page, (node) => node.name === 'Press');
      await harness.waitForBadge(page, (badge) => badge.text === 'hit');
      // The badge comes by another way than the news that it runs.
      await waitFor(() => harness.backgroundRunning(), { what: 'the background again' });
      await page.close();
    });

    test('a private window is a world of its own', async () => {
      const usual = await arriveSomewhere();
      await harness.replaceStorage({});
      const hidden = await harness.newPage({ private: true });
      await hidden.goto(usual.url());
      assert.match(hidden.url(), /signin/, 'the usual session is not there');
      await harness.arrive(hidden, pc.signIn({ kind: 'root', landing: { path: '/console/home?private' } }));
      await harness.waitForNode(hidden, isTimer);
      const { seen } = await waitFor(async () => { const s = await harness.readStorage(); return s.seen && s; }, { what: 'a report' });
      assert.deepEqual(seen.map((/** @type {any} */ s) => s.incognito), [true]);
      await hidden.close();
      await usual.close();
    });

    if (name === 'firefox') {
      test('a container is a world of its own', async () => {
        await harness.replaceStorage({});
        const page = await arriveSomewhere({ container: true });
        const { seen } = await waitFor(async () => { const s = await harness.readStorage(); return s.seen && s; }, { what: 'a report' });
        assert.match(seen[0].store, /^firefox-container-\d+$/);
        await page.close();
      });
    } else {
      test('runs a function in the service worker', async () => {
        const page = await arriveSomewhere();
        const born = await /** @type {any} */ (harness).inBackground(() => /** @type {any} */ (globalThis).bornAt);
        assert.ok(Math.abs(Date.now() - born) < 120_000, `${born}`);
        await page.close();
      });
    }

    test('takes a screenshot', async () => {
      const page = await arriveSomewhere();
      const folder = await mkdtemp(join(tmpdir(), 'session-clock-shot-'));
      await harness.screenshot(page, join(folder, 'page.png'));
      assert.ok((await stat(join(folder, 'page.png'))).size > 5_000);
      await rm(folder, { recursive: true });
      await page.close();
    });

    test('installing again brings the extension back, as an update does; uninstalling takes it away', async () => {
      await harness.installExtension(extension.folder);
      const page = await arriveSomewhere();
      await harness.uninstallExtension();
      await page.reload();
      assert.ok(!(await harness.accessibilityNodes(page)).some(isTimer));
      await harness.installExtension(extension.folder);
      await page.reload();
      await harness.waitForNode(page, isTimer);
      await page.close();
    });

    test('a restart keeps what was stored', async () => {
      await harness.replaceStorage({ kept: 1 });
      await harness.restart();
      assert.equal((await harness.readStorage()).kept, 1);
      await arriveSomewhere();
    });

    test('language and colour scheme are those asked for', async () => {
      const other = await launchBrowser(name, { port: pc.port, locale: 'ja', colorScheme: 'dark' });
      try {
        const page = await other.newPage();
        await other.arrive(page, pc.signIn({ kind: 'root' }));
        assert.deepEqual(await page.evaluate(() => [navigator.language, matchMedia('(prefers-color-scheme: dark)').matches]), ['ja', true]);
      } finally {
        await other.close();
      }
    });

    test('nobody else was asked for anything', () => {
      assert.deepEqual(pc.foreignRequests().map((seen) => `${seen.method} ${seen.host}${seen.path}`), []);
    });

    test('leaves nothing behind', async () => {
      const { profile } = harness;
      const process_ = harness.browser.process();
      assert.ok(existsSync(profile));
      await harness.close();
      assert.equal(existsSync(profile), false);
      assert.ok(process_ && (process_.exitCode !== null || process_.signalCode !== null), 'the browser has ended');
    });
  });
}
