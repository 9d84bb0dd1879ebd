// What every end-to-end test starts from: the built extension in a real browser on the practice console, one browser for each file.
import { after, before, describe } from 'node:test';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';
import { join, resolve } from 'node:path';
import { startPracticeConsole } from '../practice-console/practice-console.mjs';
import { browsersToTest, launchBrowser, waitFor } from '../harness/browsers.mjs';

/** @typedef {import('../harness/harness.mjs').Page} Page */
/** @typedef {import('../harness/harness.mjs').AccessibleNode} AccessibleNode */

/** What is tested: `SESSION_CLOCK_DIST`, or what `cargo xtask build` wrote. */
const DIST = resolve(process.env.SESSION_CLOCK_DIST ?? fileURLToPath(new URL('../../dist', import.meta.url)));
/** @param {'chromium' | 'firefox'} name */
export const extensionFolder = (name) => resolve(DIST, name === 'chromium' ? 'chrome' : 'firefox');

/** Generous: a machine that compiles at the same time is slow, and waiting ends as soon as what is waited for is there. */
export const PATIENCE = { timeout: 30_000 };
/** The extension's one element on the page. */
export const ELEMENT = 'session-clock';

/** The countdown, by its name: it begins with what is seen. */
export const isTimer = (/** @type {AccessibleNode} */ { role, name }) =>
  role === 'button' && /(^[^,.]+ left, |^Ends |^Expected end |^Session ended, |^End not known, |^Should have ended [^,]+, |^残り |^セッション終了、|^終了時刻は不明、|終了した見込み、)/.test(name);
export const isPanel = (/** @type {AccessibleNode} */ { role }) => role === 'dialog';
/** A notice that says something; a live region that stands empty is none. */
export const isNotice = (/** @type {AccessibleNode} */ node) => node.role === 'status' && node.text !== '';

/** With spaces that may break: the countdown holds figures and units together. @param {string} text */
export const plain = (text) => text.replace(/[\u00a0\u202f]/g, ' ');

/** One browser with the extension, on one practice console. */
export class World {
  /** @param {'chromium' | 'firefox'} name @param {Awaited<ReturnType<typeof startPracticeConsole>>} pc @param {Awaited<ReturnType<typeof launchBrowser>>} browser */
  constructor(name, pc, browser) { Object.assign(this, { name, pc, browser }); this.name = name; this.pc = pc; this.browser = browser; }

  /** The longest that a sign-in took in this browser, in seconds. */
  #slowest = 0;

  /** The tabs of the first-run page, by the extension's own view: Firefox tells its driver nothing of a tab that an extension opens. @returns {Promise<number[]>} */
  firstRunTabs() {
    return this.browser.inExtension((api) => api.tabs.query({}).then((/** @type {any[]} */ tabs) => tabs.filter(({ url }) => url === api.runtime.getURL('welcome/welcome.html')).map(({ id }) => id)));
  }

  /** Waits until the extension is installed, which its first-run page shows, and closes that page: a background that is stopped while it starts does not come back. */
  async installed() {
    const tabs = await waitFor(async () => { const tabs = await this.firstRunTabs(); return tabs.length > 0 && tabs; }, { what: 'the first-run page', ...PATIENCE });
    await this.browser.inExtension((api, ids) => api.tabs.remove(ids), tabs);
    await waitFor(async () => (await this.firstRunTabs()).length === 0, { what: 'the first-run page closed', ...PATIENCE });
  }

  /**
   * In Chromium nobody can answer the question for a permission here: puts in the place of the extension one that differs only in having been given it when it
   * was installed. @param {('cookies' | 'notifications')[]} permissions @returns what takes the copy away
   */
  async installWith(...permissions) {
    const folder = await mkdtemp(join(tmpdir(), 'session-clock-allowed-'));
    await cp(extensionFolder(this.name), folder, { recursive: true });
    const manifest = JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8'));
    manifest.permissions.push(...permissions);
    manifest.optional_permissions = manifest.optional_permissions.filter((/** @type {any} */ name) => !permissions.includes(name));
    await writeFile(join(folder, 'manifest.json'), JSON.stringify(manifest));
    await this.browser.uninstallExtension();
    await this.browser.installExtension(folder);
    await this.installed();
    return () => rm(folder, { recursive: true, force: true });
  }

  /** Signs in by real clicks in a page of its own. @param {import('../practice-console/sessions.mjs').SignInOptions & { chooser?: boolean }} options @param {import('../harness/harness.mjs').PageOptions} [where] */
  async signIn(options, where) {
    const arrival = this.pc.signIn(options);
    const begun = performance.now();
    const page = await this.browser.newPage(where);
    await this.browser.arrive(page, arrival);
    this.#slowest = Math.max(this.#slowest, (performance.now() - begun) / 1000);
    return { page, session: arrival.session };
  }

  /** Switches role from a session, in a page of its own. @param {import('../practice-console/sessions.mjs').Session} source @param {Parameters<typeof this.pc.switchRole>[1]} [options] */
  async switchRole(source, options) {
    const arrival = this.pc.switchRole(source, options);
    const page = await this.browser.newPage();
    await this.browser.arrive(page, arrival);
    return { page, session: arrival.session };
  }

  /** The name of the page's countdown, once what it begins with fits: who and when come behind it. @param {Page} page @param {RegExp} begins */
  async timer(page, begins) {
    return (await this.#node(page, (node) => isTimer(node) && begins.test(plain(node.name).split(/[,、]/)[0]), `a countdown ${begins}`)).name;
  }

  /** The notice on the page, once it fits. @param {Page} page @param {RegExp} text */
  notice(page, text) { return this.#node(page, (node) => isNotice(node) && text.test(node.text), `a notice ${text}`); }

  /** @param {Page} page @param {(node: AccessibleNode) => boolean} fits @param {string} what */
  #node(page, fits, what) {
    /** @type {AccessibleNode[]} */ let ours = [];
    return waitFor(async () => {
      ours = (await this.browser.accessibilityNodes(page)).filter((node) => isTimer(node) || isNotice(node));
      return ours.find(fits);
    }, { what, ...PATIENCE, detail: () => ours.map(({ role, name, text }) => `${role}: ${name || text}`) });
  }

  /** Waits until the page has no notice. @param {Page} page */
  noNotice(page) { return this.browser.waitForNoNode(page, isNotice, PATIENCE); }

  /** @param {Page} page */
  async notices(page) { return (await this.browser.accessibilityNodes(page)).filter(isNotice); }

  /** Presses the countdown, and gives the panel that opens. @param {Page} page */
  async openPanel(page) {
    await this.browser.clickNode(page, isTimer, PATIENCE);
    return this.browser.waitForNode(page, isPanel, PATIENCE);
  }

  /** How many elements of the extension's the page has. @param {Page} page */
  elements(page) { return page.evaluate((tag) => document.querySelectorAll(tag).length, ELEMENT); }

  /** The ledger as it is stored. */
  async ledger() { return (await this.browser.readStorage()).ledger; }

  /** Waits until what is stored fits. @template T @param {(ledger: any) => T} fits @param {string} what */
  stored(fits, what) {
    return waitFor(async () => { const ledger = await this.ledger(); return ledger && fits(ledger); }, { what, ...PATIENCE, detail: () => this.ledger() });
  }

  /** The options as they are stored: what the user chose. */
  async options() { return (await this.browser.readStorage()).options ?? {}; }

  /** Waits until what the user chose fits. @param {(options: any) => unknown} fits @param {string} what */
  chosen(fits, what) { return waitFor(async () => fits(await this.options()), { what, ...PATIENCE, detail: () => this.options() }); }

  /**
   * Lets time pass for all that the extension has stored, by moving every moment back; the clock stays, and so do the cookies.
   * @param {number} seconds
   */
  async passTime(seconds) {
    if (seconds === 0) return;
    const by = (/** @type {any[]} */ sessions) => sessions.map(({ start }) => start.by).sort().join();
    /** As the background knows it, once it has stored every event so far. */
    const known = async () => by((await this.browser.inExtension((api) => api.runtime.sendMessage({ kind: 'overview' }))).sessions.filter((/** @type {any} */ one) => !one.isPrivate));
    const before = await known();
    // A background that was started by an event in between may hold, and store, the old state: then the change has not been made yet.
    await waitFor(async () => {
      await this.browser.changeStorage((stored) => ({ ...stored, ledger: movedBack(stored.ledger, seconds) }));
      return await known() !== before;
    }, { what: `${seconds} s passed for what is known`, ...PATIENCE, detail: known });
  }

  /** Moves a session's start so that its computed end lies so many seconds ahead, and gives that moment. @param {number} seconds @param {number} [lasts] what the rules give it */
  async placeEnd(seconds, lasts = 43_200) {
    const { sessions } = await this.ledger();
    const [end, now] = [sessions.at(-1).start.by + lasts, Date.now() / 1000];
    const passed = Math.round(end - now - seconds);
    await this.passTime(passed);
    return end - passed;
  }

  /**
   * A little more than so many seconds: time enough, on this machine, to reload a page and see it before the last of the little has gone.
   * A sign-in loads several pages, so a few of those.
   * @param {number} seconds
   */
  nearly(seconds) { return seconds + Math.ceil(2 + 2 * this.#slowest); }

  /** Nothing is known and no page is open; each test that needs it starts so. */
  async startAnew() {
    for (const page of await this.browser.browser.pages()) if (page.url().startsWith('https:')) await page.close();
    // Their end is an event too, and would come into what starts now.
    await waitFor(async () => { const ledger = await this.ledger(); return !ledger || ledger.tabs.length === 0; }, { what: 'the end of every tab', ...PATIENCE });
    await this.browser.changeStorage(() => ({}));
  }
}

/** Moments in what the ledger keeps, by name. */
const MOMENTS = new Set(['from', 'by', 'alive', 'seen', 'expires', 'end', 'at', 'last_now', 'since', 'other', 'looked', 'first_page']);

/** @param {any} value @param {number} seconds @returns {any} */
function movedBack(value, seconds) {
  if (Array.isArray(value)) return value.map((entry) => movedBack(entry, seconds));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, entry]) =>
    [key, MOMENTS.has(key) && typeof entry === 'number' ? entry - seconds : movedBack(entry, seconds)]));
}

/**
 * The tests of one theme, in each browser.
 * @param {string} theme @param {(world: () => World, name: 'chromium' | 'firefox') => void} tests @param {Partial<import('../harness/harness.mjs').LaunchOptions>} [options]
 */
export function inEachBrowser(theme, tests, options = {}) {
  for (const name of browsersToTest()) {
    describe(`${theme}, in ${name}`, { timeout: 600_000 }, () => {
      /** @type {World} */ let world;
      /** @type {Awaited<ReturnType<typeof startPracticeConsole>>} */ let pc;
      before(async () => {
        pc = await startPracticeConsole();
        world = new World(name, pc, await launchBrowser(name, { port: pc.port, extension: extensionFolder(name), ...options }));
        await world.installed();
      });
      after(async () => {
        await world?.browser.close();
        // Also where no browser started: what listens keeps this process from ending.
        await pc.close();
      });
      tests(() => world, name);
    });
  }
}
