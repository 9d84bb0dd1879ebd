// The exact end: the date of a session's cookie, by the `cookies` permission that the user may give, and take back.
import { after, afterEach, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { waitFor } from '../harness/browsers.mjs';
import { ELEMENT, PATIENCE, inEachBrowser } from './setup.mjs';
import { click, closePages, isSwitched, openPage, setOptions } from './pages.mjs';

const HOUR = 3_600;
/** Chromium gives an extension no cookie of a wider domain than its hosts, as the practice console's are; there the page's own look gives the date (sessions.test.mjs). */
const PARENT = 'Chromium gives no cookie of a parent domain';

inEachBrowser('exact time', (world) => {
  /** @type {(() => Promise<void>) | undefined} */ let remove;
  const isChromium = () => world().name === 'chromium';

  before(async () => {
    if (isChromium()) remove = await world().installWith('cookies');
  });
  afterEach(closePages);
  after(() => remove?.());

  /** Nothing known; the page's own look at its cookie is off, so that what is seen is the permission's doing. */
  async function afresh() {
    await world().startAnew();
    await setOptions(world(), { page_cookie: false });
  }

  const isAllowed = () => world().browser.inExtension((api) => api.permissions.contains({ permissions: ['cookies'] }));

  test('not allowed: the rules', async (t) => {
    if (isChromium()) return t.skip('here it was given at the installation');
    await afresh();
    const { page } = await world().signIn({ kind: 'identity-center', multiSession: true, endsInSeconds: 3 * HOUR + 50 });
    await world().timer(page, /^at least (1 h|59 min) left$/);
  });

  test('allowed in the options: the page that is open has it at once, and keeps its script', async (t) => {
    if (isChromium()) return t.skip('here it was given at the installation');
    await afresh();
    const { page } = await world().signIn({ kind: 'identity-center', multiSession: true, endsInSeconds: 3 * HOUR + 50 });
    await world().timer(page, /at least/);
    await page.$eval(ELEMENT, (element) => element.setAttribute('data-practice', 'the same'));
    const options = await openPage(world(), 'options');
    await click(options, '[data-key="cookies"]');
    await isSwitched(options, '#cookies', true);
    await world().timer(page, /^3 h left$/);
    assert.equal(await page.$eval(ELEMENT, (element) => element.getAttribute('data-practice')), 'the same');
  });

  test('given, and moved by a renewal that no page is loaded for', async (t) => {
    if (isChromium()) return t.skip(PARENT);
    await afresh();
    const { page, session } = await world().signIn({ kind: 'identity-center', multiSession: true, endsInSeconds: 3 * HOUR + 50 });
    await world().timer(page, /^3 h left$/);
    world().pc.renew(session, 5 * HOUR + 50);
    await page.evaluate(() => /** @type {any} */ (window).practiceConsole.renew());
    await world().timer(page, /^5 h left$/);
  });

  test('a tab that is closed while the browser is asked for its dates is gone', async (t) => {
    if (!isChromium()) return t.skip('only in Chromium can a test hold the background\'s own question');
    const browser = /** @type {import('../harness/chromium.mjs').ChromiumHarness} */ (world().browser);
    await afresh();
    const { page, session } = await world().signIn({ kind: 'iam-user', multiSession: true });
    await world().timer(page, /left$/);
    await browser.inBackground(() => {
      const api = /** @type {any} */ (globalThis).chrome;
      const all = api.cookies.getAll.bind(api.cookies);
      api.cookies.getAll = async (/** @type {any} */ of) => {
        api.cookies.getAll = all;
        await new Promise((go) => { Object.assign(globalThis, { practiceGo: go }); });
        return all(of);
      };
      api.tabs.onRemoved.addListener(() => Object.assign(globalThis, { practiceRemoved: true }));
      api.storage.onChanged.addListener((/** @type {any} */ { ledger }) => ledger?.newValue?.tabs.length === 2 && Object.assign(globalThis, { practiceBoth: true }));
    });
    const second = await browser.newPage();
    await second.goto(world().pc.url(session));
    const isThere = (/** @type {string} */ name) => waitFor(() => browser.inBackground((one) => one in globalThis, name), { what: name, ...PATIENCE });
    await isThere('practiceGo');
    await second.close();
    await isThere('practiceRemoved');
    await browser.inBackground(() => /** @type {any} */ (globalThis).practiceGo());
    await isThere('practiceBoth');
    // Nothing asks the background now, which would make it look which tabs are open.
    await world().stored((ledger) => ledger.tabs.length === 1, 'its end, after what it said');
  });

  test('where the browser refuses the dates, the page has its countdown by the rules', async (t) => {
    if (!isChromium()) return t.skip('only in Chromium can a test answer in the browser\'s place');
    const browser = /** @type {import('../harness/chromium.mjs').ChromiumHarness} */ (world().browser);
    await afresh();
    const { page, session } = await world().signIn({ kind: 'iam-user', multiSession: true });
    await world().timer(page, /left$/);
    await browser.inBackground(() => {
      const { cookies } = /** @type {any} */ (globalThis).chrome;
      const all = cookies.getAll.bind(cookies);
      cookies.getAll = async () => {
        cookies.getAll = all;
        throw new Error('no such store');
      };
    });
    const second = await browser.newPage();
    await second.goto(world().pc.url(session));
    await world().timer(second, /left$/);
  });

  test('its loss is the end', async (t) => {
    if (isChromium()) return t.skip(PARENT);
    await afresh();
    const { page, session } = await world().signIn({ kind: 'iam-user', multiSession: true });
    await world().timer(page, /11 h 59/);
    const other = await world().browser.newPage();
    await other.goto(world().pc.signOutUrl(session));
    await world().stored(({ sessions }) => sessions.at(-1).ended !== null, 'the end seen, with the page behind another');
    await page.bringToFront();
    await world().timer(page, /^Session ended$/);
  });

  test('without multi-session the date is noted, and believed where the rules give the same end', async () => {
    await afresh();
    await world().signIn({ kind: 'iam-user' });
    const { sessions: [session] } = await world().stored((ledger) => ledger.sessions[0]?.date && ledger, 'the date');
    assert.ok(Math.abs(session.date.expires - session.start.by - 12 * HOUR) <= 2);
  });

  test('a date that another sign-in left is not believed', async () => {
    await afresh();
    const { page } = await world().signIn({ kind: 'saml', cookies: { signerToken: 2 * HOUR } });
    await world().stored(({ dates }) => dates.length === 1, 'the date, noted');
    // The arrival came from a page that nobody knows: at most what any SAML session lasts. Two hours would have been a date to believe.
    await world().timer(page, /^at most 11 h 59 min left$/);
  });

  test('taken back: everything goes on with the rules', async (t) => {
    if (isChromium()) return t.skip('here it was given at the installation');
    await afresh();
    const options = await openPage(world(), 'options');
    await click(options, '[data-key="cookies"]');
    await isSwitched(options, '#cookies', false);
    await waitFor(async () => !(await isAllowed()), { what: 'the permission gone', ...PATIENCE });
    await options.close();
    const { page } = await world().signIn({ kind: 'identity-center', multiSession: true, endsInSeconds: 3 * HOUR + 50 });
    await world().timer(page, /^at least (1 h|59 min) left$/);
  });
});
