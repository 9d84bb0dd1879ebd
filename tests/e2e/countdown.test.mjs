// The countdown and the badge: how each way to a session is told, in words that others rely on.
import { describe, test } from 'node:test';
import assert from 'node:assert/strict';
import { PARTITIONS } from '../practice-console/hosts.mjs';
import { waitFor } from '../harness/browsers.mjs';
import { PATIENCE, inEachBrowser, isTimer, plain } from './setup.mjs';
import { setOptions } from './pages.mjs';

const ALL_12_HOURS = '11 h 59 min left';
/** An IAM user's: the administrator may have set another length. */
const ABOUT_12_HOURS = 'about 11 h 59 min left';
const AT_MOST_12_HOURS = 'at most 11 h 59 min left';

inEachBrowser('countdown', (world, browserName) => {
  const isChromium = () => browserName === 'chromium';

  /** Page and toolbar say the same: the time left, whose session it is, and when it ends. @param {import('./setup.mjs').Page} page @param {string} begins @param {string} badge */
  async function says(page, begins, badge) {
    const name = await world().timer(page, new RegExp(`^${begins}$`));
    assert.match(plain(name), /^[^,]+, [\w-]+, [\w ]+ [\w-]+\. (Ends|Expected end) ([A-Z][a-z]{2} )?\d{1,2}:\d\d( [AP]M)?( or later)?\.$|^[^,]+, [\w-]+, [\w ]+\. Ends by .*\.$/);
    await world().browser.waitForBadge(page, ({ text, title }) => text === badge && plain(title) === plain(name), PATIENCE);
    assert.equal((await world().browser.accessibilityNodes(page)).filter(isTimer).length, 1, 'one countdown');
  }

  describe('one session at a time', () => {
    /** @type {[string, Parameters<ReturnType<typeof world>['signIn']>[0], string, string][]} */
    const WAYS = [
      ['an IAM user', { kind: 'iam-user' }, ABOUT_12_HOURS, '~11h'],
      ['an IAM user by a regional sign-in host', { kind: 'iam-user', signInRegion: 'eu-west-1' }, ABOUT_12_HOURS, '~11h'],
      ['root', { kind: 'root' }, ALL_12_HOURS, '11h'],
      // A permission set lasts 1 to 12 hours; nothing here says how long this one does.
      ['Identity Center', { kind: 'identity-center' }, 'at least 59 min left', '≥59'],
      ['SAML, straight from the identity provider', { kind: 'saml' }, AT_MOST_12_HOURS, '≤11h'],
      ['SAML, by the choice of a role', { kind: 'saml', chooser: true }, AT_MOST_12_HOURS, '≤11h'],
      ['a role by a broker', { kind: 'federation' }, AT_MOST_12_HOURS, '≤11h'],
      ['a federated user', { kind: 'federated-user' }, 'at most 1 d 11 h left', '≤1d'],
    ];
    for (const [what, options, name, badge] of WAYS) {
      test(what, async () => {
        const { page } = await world().signIn(options);
        await says(page, name, badge);
        await page.close();
      });
    }

    test('a role that was switched to', async () => {
      const { page, session } = await world().signIn({ kind: 'iam-user' });
      await world().timer(page, /11 h/);
      const { page: switched } = await world().switchRole(session);
      await world().timer(switched, /^at least 5[89] min left$/);
      await switched.close();
      await page.close();
    });

    test('one that is met running is at most', async () => {
      const { page } = await world().signIn({ kind: 'iam-user' });
      await world().timer(page, /11 h/);
      await world().browser.changeStorage(() => ({}));
      await page.reload();
      await says(page, AT_MOST_12_HOURS, '≤11h');
      await page.close();
    });
  });

  describe('multi-session', () => {
    /** The session selector comes from a sign-in host too, so only the cookie's date says when it began. @returns {[string, string]} */
    const metHere = () => (isChromium() ? [ALL_12_HOURS, '11h'] : [AT_MOST_12_HOURS, '≤11h']);

    test('an IAM user, and a role switched to from there: each tab shows its own', async () => {
      const { page: first, session } = await world().signIn({ kind: 'iam-user', multiSession: true });
      await says(first, ...metHere());
      const { page: second } = await world().switchRole(session, { roleMaxSeconds: 7_200 });
      // Chromium tells the cookie's date, so it is exact there. By the rules alone the role ends with the user's session, and nobody saw that begin.
      await says(second, isChromium() ? '1 h 59 min left' : AT_MOST_12_HOURS, isChromium() ? '1h' : '≤11h');
      await first.bringToFront();
      await says(first, ...metHere());
      await first.close();
      await second.close();
    });

    test('Identity Center', async () => {
      const { page } = await world().signIn({ kind: 'identity-center', multiSession: true, seconds: 4 * 3_600 });
      await says(page, isChromium() ? '3 h 59 min left' : 'at least 59 min left', isChromium() ? '3h' : '≥59');
      await page.close();
    });

    test('the id as a string "true" beside the multi-session mark', async () => {
      world().pc.set({ meta: 'prism-string' });
      const { page } = await world().signIn({ kind: 'iam-user', multiSession: true });
      world().pc.reset();
      await says(page, ...metHere());
      await page.close();
    });

    test('without the session\'s cookie the rules hold', async () => {
      const { page } = await world().signIn({ kind: 'iam-user', multiSession: true, cookies: { sessionId: 'none' } });
      await says(page, AT_MOST_12_HOURS, '≤11h');
      await page.close();
    });
  });

  describe('hosts of every partition', () => {
    for (const [name, { otherConsoleHosts }] of Object.entries(PARTITIONS)) {
      const partition = /** @type {keyof typeof PARTITIONS} */ (name);
      // Both browsers read the same list: one host of each partition is enough to see that Firefox does.
      for (const host of [undefined, ...(isChromium() ? otherConsoleHosts : [])]) {
        test(`${partition}: ${host ?? 'a region\'s console'}`, async () => {
          const { page } = await world().signIn({ kind: 'iam-user', partition, landing: { host } });
          await says(page, ABOUT_12_HOURS, '~11h');
          await page.close();
        });
      }
    }
    test('the console\'s bare host', async () => {
      const { page } = await world().signIn({ kind: 'iam-user', landing: { host: 'console.aws.amazon.com' } });
      await says(page, ABOUT_12_HOURS, '~11h');
      await page.close();
    });
  });

  test('a meta that comes late', async () => {
    world().pc.set({ meta: 'late' });
    const { page } = await world().signIn({ kind: 'iam-user' });
    world().pc.reset();
    await says(page, ABOUT_12_HOURS, '~11h');
    await page.close();
  });

  test('minutes round down, hours are left out when 0, singular and plural', async () => {
    const { page } = await world().signIn({ kind: 'root' });
    await world().timer(page, /11 h/);
    for (const [left, name, badge] of /** @type {[number, string, string][]} */ ([
      [7_250, '2 h', '2h'], [3_715, '1 h 1 min', '1h'], [3_590, '59 min', '59'],
    ])) {
      await world().placeEnd(left);
      await page.reload();
      await says(page, `${name} left`, badge);
    }
    await page.close();
  });

  test('the last minute counts seconds', async () => {
    await world().startAnew();
    await setOptions(world(), { lead_times: [] });
    const { page } = await world().signIn({ kind: 'root' });
    await world().timer(page, /11 h/);
    await world().placeEnd(55);
    await page.reload();
    const [first] = plain(await world().timer(page, /^[1-5]?\d s left$/)).split(' ');
    await world().timer(page, new RegExp(`^${Number(first) - 2} s left$`));
    await world().browser.waitForBadge(page, ({ text }) => text === '<1', PATIENCE);
    await page.close();
  });

  test('Japanese where the user chose it', async () => {
    const { page } = await world().signIn({ kind: 'root' });
    await world().timer(page, /11 h/);
    await world().browser.changeStorage((stored) => ({ ...stored, options: { lang: 'ja' } }));
    await page.reload();
    const name = await world().timer(page, /^残り 11 時間 59 分$/);
    assert.match(plain(name), /^残り 11 時間 59 分、111122223333、ルートユーザー。.+ に終了。$/);
    await world().browser.waitForNode(page, (node) => isTimer(node) && plain(node.text).startsWith('残り 11 時間 59 分'), PATIENCE);
    await world().browser.waitForBadge(page, ({ text, title }) => text === '11h' && plain(title) === plain(name), PATIENCE);
    await world().placeEnd(14 * 60 + 50);
    await page.reload();
    const notice = await world().notice(page, /AWS セッション 111122223333、ルートユーザー: 残り 1[45] 分です。.+ に終了します。このセッションは延長できません。/);
    assert.equal(notice.live, 'polite');
    await world().browser.changeStorage(({ options, ...stored }) => stored);
    await page.reload();
    await world().notice(page, /ends in 1[45] minutes/);
    await page.close();
  });

  test('shows the time left, the end by the clock, or both, as the user chose; how sure, by a word', async () => {
    // Another test's session has taught how long this permission set lasts.
    await world().startAnew();
    const { page } = await world().signIn({ kind: 'identity-center', multiSession: true, cookies: { sessionId: 'none' } });
    await world().timer(page, /at least 59 min left$/);
    const END = String.raw`Ends (\w{3} )?\d{1,2}:\d\d [AP]M or later`;
    for (const [show, seen, begins] of [['end', END, END], ['both', `at least 59 min · ${END}`, 'at least 59 min left'], ['remaining', 'at least 59 min', 'at least 59 min left']]) {
      await setOptions(world(), { show });
      const shown = await world().browser.waitForNode(page, (node) => isTimer(node) && new RegExp(`^${seen}$`).test(plain(node.text).replace(/\s+/g, ' ')), PATIENCE);
      // Somebody who says what they see presses it (WCAG 2.5.3).
      assert.match(plain(shown.name), new RegExp(`^${begins}, `));
    }
    await page.close();
  });

  test('page and badge go on by themselves, minute by minute', async () => {
    const { page } = await world().signIn({ kind: 'root' });
    await world().timer(page, /11 h/);
    await world().placeEnd(world().nearly(2 * 3_600));
    await page.reload();
    await says(page, '2 h left', '2h');
    await says(page, '1 h 59 min left', '1h');
    await page.close();
  });

  test('while it stands it gives the page nothing to draw', async (t) => {
    if (world().name !== 'chromium') return t.skip('only Chromium tells how often a page\'s styles are worked out');
    const { page } = await world().signIn({ kind: 'iam-user' });
    await world().timer(page, /11 h/);
    await page.bringToFront();
    const styles = async () => /** @type {number} */ ((await page.metrics()).RecalcStyleCount);
    const before = await styles();
    // A second, as long as nothing of ours asks for frames: a script that waits for them has each drawn.
    await page.evaluate(async () => { for (let frame = 0; frame < 60; frame += 1) await new Promise(requestAnimationFrame); });
    const count = await styles() - before;
    assert.ok(count <= 5, `${count} times in 60 frames`);
    await page.close();
  });

  test('a minute that passes wakes the background for the tab that is seen, and not for one that is hidden', async () => {
    await world().startAnew();
    const { page: hidden, session } = await world().signIn({ kind: 'iam-user' });
    await world().timer(hidden, /11 h 59/);
    await world().placeEnd(world().nearly(2 * 3_600 + 15));
    await hidden.goto(world().pc.url(session));
    await world().timer(hidden, /2 h left/);
    const seen = await world().browser.newPage();
    await seen.goto(`${world().pc.url(session)}?seen`);
    await seen.bringToFront();
    await world().timer(seen, /2 h left/);
    assert.equal(await hidden.evaluate(() => document.hidden), true);
    // What it is told while it is hidden does not start it again.
    await setOptions(world(), { show: 'end' });
    for (const page of [seen, hidden]) await world().timer(page, /^(Ends|Expected end) /);
    await setOptions(world(), { show: 'remaining' });
    for (const page of [seen, hidden]) await world().timer(page, /2 h left/);
    // Every message to the background goes to the extension's pages too.
    await world().browser.inExtension((api) => {
      /** @type {any} */ (globalThis).heard = [];
      api.runtime.onMessage.addListener((/** @type {any} */ message, /** @type {any} */ sender) => void /** @type {any} */ (globalThis).heard.push(`${message.kind} ${sender.url.endsWith('?seen')}`));
    });
    await world().timer(seen, /1 h 59 min left/);
    await waitFor(() => world().browser.inExtension(() => /** @type {any} */ (globalThis).heard.includes('looked true')), { what: 'the visible tab\'s look', ...PATIENCE });
    // Browsers let timers of hidden tabs run once a second: one that was due before this one has had its turn.
    await hidden.evaluate(() => new Promise((done) => setTimeout(done, 1000)));
    assert.deepEqual(await world().browser.inExtension(() => /** @type {any} */ (globalThis).heard.filter((/** @type {string} */ one) => one.endsWith('false'))), []);
  });
});

inEachBrowser('countdown where the browser speaks Japanese', (world) => {
  test('is Japanese', async (t) => {
    // A browser without its Japanese language pack is English, whatever it was asked for.
    const language = await world().browser.inExtension((api) => api.i18n.getUILanguage());
    if (!language.startsWith('ja')) return t.skip(`this browser has no Japanese: it speaks ${language}`);
    const { page } = await world().signIn({ kind: 'iam-user' });
    const name = await world().timer(page, /^AWS セッション: 残り 約 11 時間 59 分$/);
    await world().browser.waitForBadge(page, ({ text, title }) => text === '~11h' && plain(title) === plain(name), PATIENCE);
    await page.close();
  });
}, { locale: 'ja' });
