// Real days: workers that die, sessions that end early or are renewed, worlds apart, updates in mid-day.
import { describe, test } from 'node:test';
import assert from 'node:assert/strict';
import { waitFor } from '../harness/browsers.mjs';
import { ELEMENT, PATIENCE, extensionFolder, inEachBrowser, isTimer } from './setup.mjs';
import { click, isAccessible, openPage, says, setOptions } from './pages.mjs';

inEachBrowser('sessions', (world) => {
  const isChromium = () => world().name === 'chromium';
  /** Fills the storage but for so many bytes. @param {number} bytes */
  const leaveRoom = (bytes) => world().browser.inExtension(async (api, left) => {
    const room = api.storage.local.QUOTA_BYTES - await api.storage.local.getBytesInUse(null);
    await api.storage.local.set({ filler: 'x'.repeat(room - left) });
  }, bytes);
  const last = async () => (await world().ledger()).sessions.at(-1);

  test('two multi-session tabs with different ends, each its own, the worker stopped before each step', async () => {
    await world().startAnew();
    const { page: first, session } = await world().signIn({ kind: 'iam-user', multiSession: true });
    await world().timer(first, isChromium() ? /^11 h 59 min left$/ : /^at most 11 h 59 min left$/);
    await world().browser.stopBackground();
    const { page: second, session: role } = await world().switchRole(session, { roleMaxSeconds: 7_200 });
    await world().timer(second, isChromium() ? /^1 h 59 min left$/ : /^at most 11 h 59 min left$/);
    await world().browser.stopBackground();
    // A chain, seen by its referrer: one hour, whatever the role's maximum.
    const { page: third } = await world().switchRole(role, { role: 'Chained', roleMaxSeconds: 43_200 });
    await world().timer(third, /^59 min left$/);
    await world().browser.stopBackground();
    await first.bringToFront();
    await world().timer(first, isChromium() ? /^11 h 59 min left$/ : /^at most 11 h 59 min left$/);
    await world().browser.stopBackground();
    await first.reload();
    await world().timer(first, isChromium() ? /^11 h 59 min left$/ : /^at most 11 h 59 min left$/);
    await third.bringToFront();
    await third.reload();
    await world().timer(third, /^59 min left$/);
    const { sessions } = await world().stored((ledger) => ledger.sessions.length === 3 && ledger, 'three sessions');
    assert.deepEqual(sessions.map((/** @type {any} */ known) => known.origin), ['sign-in', { switch: { source: sessions[0].id } }, { switch: { source: sessions[1].id } }]);
  });

  test('a page whose session data comes late shows nothing of the session whose page stood in its tab before, and says nothing of it', async () => {
    await world().startAnew();
    const { page, session: first } = await world().signIn({ kind: 'iam-user', multiSession: true });
    await world().timer(page, /left$/);
    const { page: other, session: second } = await world().switchRole(first, { role: 'Second', roleMaxSeconds: 7_200 });
    await world().timer(other, /left$/);
    await page.bringToFront();
    await page.goto(world().pc.url(second, '/ec2/home', { meta: 'late', lateMs: 6_000 }));
    await page.evaluate((tag) => new MutationObserver((all, watch) => {
      if (!all.some(({ addedNodes }) => [...addedNodes].some((node) => node.nodeName.toLowerCase() === tag))) return;
      watch.disconnect();
      document.body.dataset.before = String(document.querySelector('meta[name=awsc-session-data]') === null);
    }).observe(document.documentElement, { childList: true }), ELEMENT);
    // What makes a page look again.
    await other.bringToFront();
    await waitFor(() => page.evaluate(() => document.hidden), { what: 'the page out of sight', ...PATIENCE });
    await page.bringToFront();
    await page.evaluate(() => dispatchEvent(new Event('auth-change-detected')));
    await waitFor(() => page.evaluate(() => document.body.dataset.before), { what: 'a countdown', ...PATIENCE });
    assert.equal(await page.evaluate(() => document.body.dataset.before), 'false', 'no countdown before it was known whose page it is');
    assert.match((await world().browser.waitForNode(page, isTimer, PATIENCE)).name, /Second/);
    assert.deepEqual((await world().ledger()).sessions.map((/** @type {any} */ known) => known.ended), [null, null], 'neither was logged out');
    for (const one of [page, other]) await one.close();
  });

  test('a chain that no arrival tells: both ends open, until the user tells in one click', async () => {
    await world().startAnew();
    await setOptions(world(), { page_cookie: false });
    const { page: first, session } = await world().signIn({ kind: 'iam-user', multiSession: true });
    await world().timer(first, /^at most 11 h 59 min left$/);
    // As if it had been seen to begin.
    await world().browser.changeStorage((stored) => { const [{ start }] = stored.ledger.sessions; start.from = start.by; return stored; });
    const { page: second, session: role } = await world().switchRole(session, { role: 'Source', roleMaxSeconds: 43_200 });
    await world().timer(second, /^at least 59 min left$/);
    // From the sign-in host: as a sign-in to that role comes, which may be set to any length, and a switch by a link does.
    const { page: third } = await world().switchRole(role, { role: 'Chained', via: 'sign-in-page', roleMaxSeconds: 43_200 });
    await world().timer(third, /^at most 11 h 59 min left$/);
    const popup = await openPage(world(), 'popup');
    await click(popup, '[data-key="o3-open"]');
    await click(popup, '[data-key="o3-from-2"]');
    await world().stored(({ roles }) => roles.some((/** @type {any} */ role) => role.role.endsWith('role/Chained') && role.usual_source !== null), 'what was told, remembered for the role');
    await popup.close();
    await third.bringToFront();
    // The session selector leads from the sign-in host to a session that runs, too: so an hour at most.
    await world().timer(third, /^at most 5[89] min left$/);
  });

  test('without multi-session: switched to a role and back, each seen for what it is', async () => {
    await world().startAnew();
    const { page, session } = await world().signIn({ kind: 'iam-user' });
    await world().timer(page, /11 h 59/);
    const toRole = world().pc.switchRole(session, { via: 'sign-in-page' });
    await world().browser.arrive(page, toRole);
    await world().timer(page, /^at least 5[89] min left$/);
    await world().browser.arrive(page, world().pc.switchBack(toRole.session));
    await world().timer(page, /^about 11 h 5[89] min left$/);
    // Signing in again as the same user is a new session.
    await world().placeEnd(3_000);
    await world().browser.arrive(page, world().pc.signIn({ kind: 'iam-user' }));
    await world().timer(page, /^about 11 h 59 min left$/);
  });

  describe('early ends', () => {
    test('signed out in another tab', async () => {
      await world().startAnew();
      const { page, session } = await world().signIn({ kind: 'iam-user', multiSession: true });
      await world().timer(page, /11 h 59/);
      const other = await world().browser.newPage();
      await other.goto(world().pc.signOutUrl(session));
      await page.bringToFront();
      await world().timer(page, /^Session ended$/);
      await world().browser.waitForBadge(page, ({ text }) => text === '!', PATIENCE);
    });

    test('revoked: the page learns by asking', async () => {
      await world().startAnew();
      const { page, session } = await world().signIn({ kind: 'iam-user' });
      await world().timer(page, /11 h 59/);
      world().pc.revoke(session);
      await page.evaluate(() => /** @type {any} */ (window).practiceConsole.renew());
      await world().timer(page, /^Session ended$/);
      assert.ok((await last()).ended === null || (await last()).ended.by, 'recorded');
    });

    test('somebody signed in again in another tab: the old one ended, the new one counts', async () => {
      await world().startAnew();
      const { page: old } = await world().signIn({ kind: 'iam-user' });
      await world().timer(old, /11 h 59/);
      await world().browser.stopBackground();
      const { page: fresh } = await world().signIn({ kind: 'iam-user', user: 'bob' });
      await world().timer(fresh, /^about 11 h 59 min left$/);
      await old.bringToFront();
      await world().timer(old, /^Session ended$/);
      await fresh.bringToFront();
      await world().timer(fresh, /^about 11 h 59 min left$/);
    });
  });

  describe('the cookie\'s date', () => {
    test('exact where the browser tells it, and moved by a renewal', async (t) => {
      if (!isChromium()) return t.skip('Firefox tells a page no date');
      await world().startAnew();
      const { page, session } = await world().signIn({ kind: 'identity-center', multiSession: true, endsInSeconds: 3 * 3_600 + 30 });
      await world().timer(page, /^3 h left$/);
      world().pc.renew(session, 5 * 3_600 + 30);
      await page.evaluate(() => /** @type {any} */ (window).practiceConsole.renew());
      // Each look of a page that can be seen may find it.
      await page.reload();
      await world().timer(page, /^5 h left$/);
    });

    test('one that is past is not believed', async () => {
      await world().startAnew();
      const { page } = await world().signIn({ kind: 'iam-user', cookies: { signerToken: 600 } });
      await world().timer(page, /^about 11 h 59 min left$/);
    });
  });

  test('a private window is a world of its own, and nothing of it is kept', async () => {
    await world().startAnew();
    const { page } = await world().signIn({ kind: 'iam-user', user: 'openly' });
    await world().timer(page, /11 h 59/);
    const { page: hidden } = await world().signIn({ kind: 'federated-user', user: 'secretly' }, { private: true });
    await world().timer(hidden, /^at most 1 d 11 h left$/);
    const kept = JSON.stringify(await world().browser.readStorage('local'));
    assert.ok(kept.includes('openly') && !kept.includes('secretly'));
    const { ledger } = await waitFor(async () => { const area = await world().browser.readStorage('session'); return area.ledger && area; }, { what: 'the private ledger', ...PATIENCE });
    assert.equal(ledger.sessions.length, 1);
    // What is due in one world wakes the background though it was stopped and only the other has been heard of since.
    await world().browser.stopBackground();
    await page.bringToFront();
    await page.reload();
    await world().timer(page, /^about 11 h 5[89] min left$/);
    const alarms = await world().browser.inExtension((api) => api.alarms.getAll().then((/** @type {any[]} */ all) => all.map(({ name }) => name).sort()));
    assert.deepEqual(alarms, ['wake', 'wake-private']);
    await hidden.close();
  });

  test('a container is a world of its own', async (t) => {
    if (isChromium()) return t.skip('containers are Firefox\'s');
    await world().startAnew();
    const { page } = await world().signIn({ kind: 'iam-user' });
    await world().timer(page, /11 h 59/);
    const { page: other } = await world().signIn({ kind: 'iam-user' }, { container: true });
    await world().timer(other, /^about 11 h 59 min left$/);
    const { sessions } = await world().stored((ledger) => ledger.sessions.length === 2 && ledger, 'two sessions');
    assert.notEqual(sessions[0].store, sessions[1].store);
    assert.deepEqual(sessions.map((/** @type {any} */ known) => known.ended), [null, null]);
    await other.close();
  });

  test('installed with console tabs open, and updated: the content script is there without a reload', async () => {
    await world().startAnew();
    await world().browser.uninstallExtension();
    const { page } = await world().signIn({ kind: 'iam-user' });
    assert.equal(await world().elements(page), 0);
    await world().browser.installExtension(extensionFolder(world().name));
    await page.bringToFront();
    // Its arrival was not seen by anybody, but its referrer still tells of it.
    await world().timer(page, /^(at most |about )?11 h 5[89] min left$/);
    await page.evaluate((tag) => document.querySelector(tag)?.setAttribute('data-practice', 'old'), ELEMENT);
    await world().browser.installExtension(extensionFolder(world().name));
    await waitFor(() => page.evaluate((tag) => document.querySelector(tag)?.getAttribute('data-practice') === null, ELEMENT), { what: 'the new element', ...PATIENCE });
    assert.equal(await world().elements(page), 1);
  });

  test('after an update with no console tab open, the alarm for the next warning is there again', async () => {
    await world().startAnew();
    await setOptions(world(), { warn_without_tab: true });
    const { page } = await world().signIn({ kind: 'root' });
    await world().timer(page, /11 h 59/);
    await page.close();
    const end = await world().placeEnd(10 * 60);
    await world().stored(({ tabs }) => tabs.length === 0, 'no tab of the console');
    const alarms = () => world().browser.inExtension((api) => api.alarms.getAll());
    await world().browser.inExtension((api) => api.alarms.clearAll());
    await world().browser.installExtension(extensionFolder(world().name));
    const [alarm] = await waitFor(async () => { const all = await alarms(); return all.length > 0 && all; }, { what: 'the alarm', ...PATIENCE });
    assert.ok(alarm.name === 'wake' && alarm.scheduledTime / 1000 <= end - 300 + 2, `it wakes for the next warning, five minutes before the end: ${JSON.stringify(alarm)}, ${end}`);
  });

  test('a tab whose end was lost with the background is gone all the same', async () => {
    await world().startAnew();
    const { page } = await world().signIn({ kind: 'iam-user' });
    await world().timer(page, /11 h/);
    await world().browser.changeStorage((stored) => ({ ...stored, ledger: { ...stored.ledger, tabs: [{ ...stored.ledger.tabs[0], tab: 2_000_000_000 }, ...stored.ledger.tabs] } }));
    await page.reload();
    const tab = await world().browser.tabId(page);
    await world().stored(({ tabs }) => tabs.length === 1 && tabs[0].tab === tab, 'its own tab alone');
  });

  test('a full storage: what is known is shown, that it is not stored is said, and it is once there is room', async (t) => {
    if (!isChromium()) return t.skip('Firefox sets no bound to what an extension stores');
    await world().startAnew();
    await leaveRoom(100);
    const { page } = await world().signIn({ kind: 'iam-user' });
    await world().timer(page, /^about 11 h 59 min left$/);
    assert.equal((await world().ledger())?.sessions.length ?? 0, 0);
    const popup = await openPage(world(), 'popup');
    await says(popup, /The last change isn't saved[\s\S]*IAM user alice/);
    assert.equal(await popup.$eval('[data-key="unsaved"]', (button) => button.textContent), 'Options', 'the way to where it is mended');
    await isAccessible(popup, 'not stored');
    await popup.close();
    // By itself: the page, which came to the front when the popup went, need not tell anything more.
    await world().browser.inExtension((api) => api.storage.local.remove('filler'));
    await world().stored(({ sessions }) => sessions.length === 1, 'the session');
  });

  test('a full storage: a page has its countdown and its warning also where its address and a recording should be kept', async (t) => {
    if (!isChromium()) return t.skip('Firefox sets no bound to what an extension stores');
    await world().startAnew();
    await setOptions(world(), { keep_address: true, recording: true });
    await waitFor(async () => (await world().browser.readStorage()).recording, { what: 'what the change of the options brings stored', ...PATIENCE });
    await leaveRoom(10);
    const { page } = await world().signIn({ kind: 'iam-user', multiSession: true });
    await world().timer(page, /11 h/);
    assert.notEqual(await world().browser.inExtension(async (api) => (await api.alarms.get('wake')) ?? null), null, 'what comes next has its alarm');
    assert.equal((await world().browser.readStorage()).addresses, undefined, 'it did not fit');
    await page.close();
    await world().browser.inExtension((api) => api.storage.local.clear());
  });

  test('what could not be stored is forgotten with everything else', async (t) => {
    if (!isChromium()) return t.skip('Firefox sets no bound to what an extension stores');
    await world().startAnew();
    await leaveRoom(100);
    const { page } = await world().signIn({ kind: 'iam-user' });
    await world().timer(page, /^about 11 h 59 min left$/);
    const known = async () => (await world().browser.inExtension((api) => api.runtime.sendMessage({ kind: 'overview' }))).sessions.length;
    assert.equal(await known(), 1);
    await world().browser.inExtension((api) => api.runtime.sendMessage({ kind: 'forget-everything' }));
    assert.equal(await known(), 0);
    assert.equal(await world().ledger(), undefined);
  });

  test('a damaged store in a full storage is set aside all the same, and what is met is stored', async (t) => {
    if (!isChromium()) return t.skip('Firefox sets no bound to what an extension stores');
    await world().startAnew();
    await world().browser.replaceStorage({ ledger: { sessions: 'damaged '.repeat(1_000) } });
    await leaveRoom(4_000);
    const { page } = await world().signIn({ kind: 'iam-user' });
    await world().timer(page, /^about 11 h 59 min left$/);
    const { damaged } = await world().browser.readStorage();
    assert.match(damaged.ledger.sessions, /^damaged /);
    await world().browser.inExtension((api) => api.storage.local.remove(['filler', 'damaged']));
    await world().stored(({ sessions }) => sessions.length === 1, 'the session');
  });

  test('a browser that was restarted knows its sessions', async () => {
    await world().startAnew();
    const { page, session } = await world().signIn({ kind: 'iam-user' });
    await world().timer(page, /11 h 59/);
    await world().placeEnd(2 * 3_600 + 40);
    await world().browser.restart();
    const again = await world().browser.newPage();
    await again.goto(world().pc.url(session));
    await world().timer(again, /^about 2 h left$/);
  });
}, { allowPrivate: true });
