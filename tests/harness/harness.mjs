// What both browsers have in common. A test talks to this class alone; chromium.mjs and firefox.mjs fill in the rest.
import { rmSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { waitFor } from './wait.mjs';

/**
 * @typedef {import('puppeteer-core').Page} Page
 * @typedef {import('puppeteer-core').Browser} Browser
 *
 * @typedef {object} LaunchOptions
 * @property {number} [port] of the practice console: every host name leads there. Left out: to a port where nothing listens
 * @property {string} [extension] folder of an unpacked extension
 * @property {boolean} [headless] default true, or false where HEADED is set in the environment
 * @property {boolean} [allowPrivate] the extension may run in private windows
 * @property {string} [locale] such as `ja`
 * @property {'light' | 'dark'} [colorScheme] what pages opened by `newPage` prefer
 * @property {string} [display] the X display for its window (Chromium only)
 * @property {boolean} [pinned] the extension's button stands in the toolbar, as after the user pinned it (Chromium only)
 * @property {string[]} [args] further arguments of the browser
 * @property {number} [proxy] port of a proxy on loopback: everything goes through it, what is for loopback too
 * @property {Record<string, unknown>} [prefs] further preferences (Firefox only)
 *
 * @typedef {object} AccessibleNode
 * @property {string} role @property {string} name
 * @property {string} text of the node and all in it, as shown
 * @property {string} [description]
 * @property {'polite' | 'assertive' | ''} live how urgently a screen reader tells what is put into it
 * @property {unknown} handle for the harness: which node this is
 *
 * @typedef {{ private?: boolean, container?: boolean }} PageOptions `container`: a cookie store of its own, seen by the extension
 * @typedef {{ text: string, title: string }} Badge
 */

/** Ends the process in the usual way, so that what waits for its exit runs; Node alone would end at once. */
const SIGNALS = /** @type {const} */ ([['SIGINT', 2], ['SIGTERM', 15], ['SIGHUP', 1]])
  .map(([signal, number]) => /** @type {const} */ ([signal, () => process.exit(128 + number)]));

export class Harness {
  /** @type {'chromium' | 'firefox'} */ name = 'chromium';
  /** @type {Browser} */ browser = /** @type {any} */ (null);
  /** @type {string} */ extensionId = '';
  /** @type {Page | null} */ helper = null;
  /** @type {string} */ profile = '';

  /** @param {LaunchOptions} options */
  constructor(options) { this.options = options; }

  async start() {
    this.profile = await mkdtemp(join(tmpdir(), 'session-clock-test-'));
    process.once('exit', this.#abandon);
    for (const [signal, end] of SIGNALS) process.once(signal, end);
    try {
      await this.startBrowser();
      if (this.options.extension) await this.installExtension(this.options.extension);
    } catch (error) {
      await this.close();
      throw error;
    }
  }

  /** For a test run that is broken off: what can still be done without waiting. */
  #abandon = () => {
    const pid = this.browser?.process()?.pid;
    try {
      // Puppeteer starts browsers as leaders of a group of their own (not on Windows); their children would go on writing.
      if (pid) process.kill(process.platform === 'win32' ? pid : -pid, 'SIGKILL');
    } catch { /* it has gone already */ }
    rmSync(this.profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  };

  /** Ends the browser and takes its profile away. Safe to call twice. */
  async close() {
    process.removeListener('exit', this.#abandon);
    for (const [signal, end] of SIGNALS) process.removeListener(signal, end);
    const browser = this.browser;
    this.browser = /** @type {any} */ (null);
    this.helper = null;
    const child = browser?.process();
    const ended = child && child.exitCode === null && child.signalCode === null ? new Promise((resolve) => child.once('exit', resolve)) : null;
    await browser?.close();
    await ended;
    // Children of the browser may write into the profile for a moment after it has gone.
    await rm(this.profile, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  }

  /** Ends the browser and starts it again with the same profile; the extension is installed again, its stored data stay. */
  async restart() {
    const child = this.browser.process();
    const ended = new Promise((resolve) => child?.once('exit', resolve));
    await this.browser.close();
    await ended;
    this.helper = null;
    await this.startBrowser();
    if (this.options.extension) await this.installExtension(this.options.extension);
  }

  // --- what each browser does its own way --------------------------------------------------------------------------------

  /** @protected @returns {Promise<void>} */
  async startBrowser() { throw new Error('not here'); }
  /** Installs or replaces (as an update does) the unpacked extension. @param {string} folder @returns {Promise<void>} */
  async installExtension(folder) { throw new Error(`not here: ${folder}`); }
  /** @returns {Promise<void>} */
  async uninstallExtension() { throw new Error('not here'); }
  /** @param {PageOptions} [options] @returns {Promise<Page>} */
  async newPage(options) { throw new Error(`not here: ${options}`); }
  /** Opens a page of the extension. @param {string} path @param {{ background?: boolean }} [options] @returns {Promise<Page>} */
  async openExtensionPage(path, options) { throw new Error(`not here: ${path} ${options}`); }
  /** Every node of the page's accessibility tree, those in closed shadow roots too. @param {Page} page @returns {Promise<AccessibleNode[]>} */
  async accessibilityNodes(page) { throw new Error(`not here: ${page}`); }
  /** The middle of a node, scrolled into view. @protected @param {Page} page @param {AccessibleNode} node @returns {Promise<{ x: number, y: number }>} */
  async middleOf(page, node) { throw new Error(`not here: ${page} ${node}`); }
  /** The extension API's id of the page's tab. @param {Page} page @returns {Promise<number>} */
  async tabId(page) { throw new Error(`not here: ${page}`); }
  /** Ends the extension's background, as the browser does when it is idle, and waits until it has gone. @returns {Promise<void>} */
  async stopBackground() { throw new Error('not here'); }
  /** @returns {Promise<boolean>} */
  async backgroundRunning() { throw new Error('not here'); }

  // --- the same in both --------------------------------------------------------------------------------------------------

  /**
   * Sends a page on a way of the practice console to a session, clicking as a user would, until it stands on the landing.
   * @param {Page} page @param {{ manualUrl: string, landing: string }} arrival
   */
  async arrive(page, arrival) {
    const landing = new URL(arrival.landing);
    await page.goto(arrival.manualUrl, { waitUntil: 'load' });
    for (let clicks = 0; clicks < 3; clicks += 1) {
      const before = page.url();
      // Awaits the whole chain: a click may lead over redirects, and (via fetch) only after an answer.
      await Promise.all([page.waitForNavigation({ waitUntil: 'load' }), page.click('#practice-go')]);
      const now = new URL(page.url());
      if (now.host === landing.host && now.pathname === landing.pathname && page.url() !== before) return;
    }
    throw new Error(`did not arrive at ${arrival.landing}, but at ${page.url()}`);
  }

  /** The one node that fits, waited for. @param {Page} page @param {(node: AccessibleNode) => boolean} fits @param {{ timeout?: number, what?: string }} [options] */
  async waitForNode(page, fits, { timeout = 10_000, what = `a node that fits ${fits}` } = {}) {
    /** @type {AccessibleNode[]} */ let nodes = [];
    return waitFor(async () => {
      nodes = await this.accessibilityNodes(page);
      return nodes.find(fits);
    }, { what, timeout, detail: () => nodes.map(({ role, name, text }) => ({ role, name, text: text.slice(0, 80) })) });
  }

  /** @param {Page} page @param {(node: AccessibleNode) => boolean} fits @param {{ timeout?: number }} [options] */
  async waitForNoNode(page, fits, { timeout = 10_000 } = {}) {
    await waitFor(async () => !(await this.accessibilityNodes(page)).some(fits), { what: `no node that fits ${fits}`, timeout });
  }

  /** A real click in the middle of a node. @param {Page} page @param {(node: AccessibleNode) => boolean} fits @param {{ timeout?: number }} [options] */
  async clickNode(page, fits, options) {
    const node = await this.waitForNode(page, fits, options);
    const { x, y } = await this.middleOf(page, node);
    await page.mouse.click(x, y);
  }

  /**
   * Runs a function with the whole extension API (`api`), in a page of the extension; the background is not woken by that alone.
   * @template T
   * @param {(api: any, argument: any) => T} run @param {unknown} [argument] JSON @returns {Promise<Awaited<T>>}
   */
  async inExtension(run, argument) {
    if (!this.helper || this.helper.isClosed()) this.helper = await this.openExtensionPage('manifest.json', { background: true });
    const text = await this.helper.evaluate(`(async () => JSON.stringify({ value: await (${run})(globalThis.browser ?? globalThis.chrome, ${JSON.stringify(argument ?? null)}) }))()`);
    return JSON.parse(/** @type {string} */ (text)).value;
  }

  /** What the toolbar shows for the page's tab. @param {Page} page @returns {Promise<Badge>} */
  async badge(page) {
    const tabId = await this.tabId(page);
    return this.inExtension(async (api, id) => ({ text: await api.action.getBadgeText({ tabId: id }), title: await api.action.getTitle({ tabId: id }) }), tabId);
  }

  /** @param {Page} page @param {(badge: Badge) => boolean} fits @param {{ timeout?: number }} [options] */
  async waitForBadge(page, fits, { timeout = 10_000 } = {}) {
    /** @type {Badge | null} */ let badge = null;
    return waitFor(async () => {
      badge = await this.badge(page);
      return fits(badge) ? badge : null;
    }, { what: `a badge that fits ${fits}`, timeout, detail: () => badge });
  }

  /** @param {'local' | 'session'} [area] @returns {Promise<Record<string, any>>} */
  async readStorage(area = 'local') { return this.inExtension((api, name) => api.storage[name].get(null), area); }

  /** Replaces all that is stored. @param {Record<string, any>} values @param {'local' | 'session'} [area] */
  async replaceStorage(values, area = 'local') { await this.#exchange(null, values, area); }

  /**
   * Changes what is stored, so that moments can be moved instead of the clock. The background is stopped first: what it holds in
   * memory would win otherwise. What it was woken to store meanwhile is not written over, but changed too.
   * @param {(values: Record<string, any>) => Record<string, any>} change @param {'local' | 'session'} [area]
   */
  async changeStorage(change, area = 'local') {
    for (let done = false; !done;) {
      await this.stopBackground();
      const before = await this.readStorage(area);
      done = await this.#exchange(before, change(structuredClone(before)), area);
    }
  }

  /**
   * Writes values where what is stored is still what it was before, if that is given. What is new is written before what is old is taken away: the
   * background may be woken by either, and must not find nothing.
   * @param {Record<string, any> | null} before @param {Record<string, any>} values @param {'local' | 'session'} area @returns {Promise<boolean>}
   */
  #exchange(before, values, area) {
    return this.inExtension(async (api, { area, before, values }) => {
      const store = api.storage[area];
      const now = await store.get(null);
      // The keys of what is stored stand in any order.
      const text = (/** @type {any} */ value) => JSON.stringify(value, (_, part) => (part && typeof part === 'object' && !Array.isArray(part) ? Object.fromEntries(Object.entries(part).sort()) : part));
      if (before && text(now) !== text(before)) return false;
      await store.set(values);
      await store.remove(Object.keys(now).filter((key) => !(key in values)));
      return true;
    }, { area, before, values });
  }

  /** @param {Page} page @param {string} file */
  async screenshot(page, file) { await page.screenshot({ path: /** @type {`${string}.png`} */ (file) }); }
}
