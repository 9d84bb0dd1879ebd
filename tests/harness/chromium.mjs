// Chromium and its kin, by the DevTools protocol.
import { createHash } from 'node:crypto';
import { mkdir, realpath, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import puppeteer from 'puppeteer-core';
import { Harness } from './harness.mjs';
import { findExecutable } from './executables.mjs';
import { waitFor } from './wait.mjs';

/** @typedef {import('./harness.mjs').Page} Page */

export class ChromiumHarness extends Harness {
  name = /** @type {const} */ ('chromium');
  /** @type {WeakMap<Page, import('puppeteer-core').CDPSession>} */ #sessions = new WeakMap();

  async startBrowser() {
    const { port = 1, headless = !process.env.HEADED, locale, proxy, display, pinned, extension, args = [] } = this.options;
    if (pinned && extension) await this.#pin(extension);
    this.browser = await puppeteer.launch({
      browser: 'chrome', executablePath: findExecutable('chromium'), headless, pipe: true, enableExtensions: true,
      acceptInsecureCerts: true, handleSIGINT: false, handleSIGTERM: false, handleSIGHUP: false, // harness.mjs does that
      userDataDir: this.profile, defaultViewport: { width: 1280, height: 800 },
      env: { ...process.env, ...(locale ? { LANGUAGE: locale } : {}), ...(display ? { DISPLAY: display } : {}) },
      args: [
        // Nothing leaves the machine: every name leads to the practice console, at all ports but those of loopback servers.
        `--host-resolver-rules=MAP * 127.0.0.1:${port}, EXCLUDE 127.0.0.1, EXCLUDE localhost`,
        ...(proxy ? [`--proxy-server=http://127.0.0.1:${proxy}`, '--proxy-bypass-list=<-loopback>'] : ['--no-proxy-server']),
        '--disable-background-networking', '--disable-component-update', '--disable-domain-reliability', '--no-pings',
        '--disable-sync',
        // It would ask Google's account service who is signed in. A port that Chromium refuses to open stops that at once.
        '--gaia-url=https://127.0.0.1:1', '--dns-over-https-mode=off', '--disable-field-trial-config',
        ...(locale ? [`--lang=${locale}`, `--accept-lang=${locale}`] : []),
        // Chromium's sandbox refuses to run as root.
        ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
        ...args,
      ],
    });
  }

  /** Chromium names an unpacked extension after its folder: the hash of the path, its digits written as letters. @param {string} folder */
  async #pin(folder) {
    const digits = createHash('sha256').update(await realpath(folder)).digest('hex').slice(0, 32);
    const id = digits.replace(/./g, (digit) => 'abcdefghijklmnop'[parseInt(digit, 16)]);
    await mkdir(join(this.profile, 'Default'), { recursive: true });
    await writeFile(join(this.profile, 'Default/Preferences'), JSON.stringify({ extensions: { pinned_extensions: [id] } }));
  }

  /** @param {string} folder */
  async installExtension(folder) {
    this.helper = null;
    // The driver's own installExtension does not know of private windows.
    const session = await this.browser.target().createCDPSession();
    const { id } = await session.send('Extensions.loadUnpacked', { path: folder, enableInIncognito: this.options.allowPrivate ?? false });
    await session.detach();
    this.extensionId = id;
  }

  async uninstallExtension() { await this.browser.uninstallExtension(this.extensionId); }

  /** @param {import('./harness.mjs').PageOptions} [options] */
  async newPage(options = {}) {
    if (options.container) throw new Error('containers are Firefox\'s alone');
    const page = options.private ? await this.#privatePage() : await this.browser.newPage();
    if (this.options.colorScheme) await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: this.options.colorScheme }]);
    return page;
  }

  /**
   * A driver's own browser context is a profile beside the incognito one: an extension sees its tabs and can do nothing in them. So an extension that may run
   * in private windows opens one.
   */
  async #privatePage() {
    if (!this.options.allowPrivate) return (await this.browser.createBrowserContext()).newPage();
    await this.inExtension(() => true);
    const before = new Set(this.browser.targets());
    await this.inExtension((api) => api.windows.create({ incognito: true, url: 'about:blank' }).then(() => true));
    const target = await waitFor(() => this.browser.targets().find((one) => !before.has(one) && one.type() === 'page'), { what: 'the page of the private window' });
    return /** @type {Promise<Page>} */ (target.page());
  }

  /** @param {string} path @param {{ background?: boolean }} [options] */
  async openExtensionPage(path, { background = false } = {}) {
    const page = await this.browser.newPage({ type: 'tab', background });
    await page.goto(`chrome-extension://${this.extensionId}/${path}`);
    return page;
  }

  /** @param {Page} page */
  async #protocol(page) {
    const known = this.#sessions.get(page);
    if (known) return known;
    const made = await page.createCDPSession();
    await made.send('Accessibility.enable');
    this.#sessions.set(page, made);
    return made;
  }

  /** @param {Page} page */
  async accessibilityNodes(page) {
    const protocol = await this.#protocol(page);
    const { nodes } = await protocol.send('Accessibility.getFullAXTree');
    const byId = new Map(nodes.map((node) => [node.nodeId, node]));
    const textOf = (/** @type {typeof nodes[number]} */ node) => {
      if (node.role?.value === 'StaticText') return String(node.name?.value ?? '');
      /** @type {string} */
      const inner = (node.childIds ?? []).map((id) => byId.get(id)).map((child) => (child ? textOf(child) : '')).filter(Boolean).join(' ');
      return inner;
    };
    return nodes.filter((node) => !node.ignored).map((node) => ({
      role: String(node.role?.value ?? ''), name: String(node.name?.value ?? ''), text: textOf(node).replace(/\s+/g, ' ').trim(),
      description: String(node.description?.value ?? ''), handle: node.backendDOMNodeId,
      live: node.properties?.find(({ name }) => name === 'live')?.value.value ?? '',
    }));
  }

  /** @param {Page} page @param {import('./harness.mjs').AccessibleNode} node */
  async middleOf(page, node) {
    const protocol = await this.#protocol(page);
    const backendNodeId = /** @type {number} */ (node.handle);
    await protocol.send('DOM.scrollIntoViewIfNeeded', { backendNodeId });
    const { quads: [quad] } = await protocol.send('DOM.getContentQuads', { backendNodeId });
    if (!quad) throw new Error(`${node.role} "${node.name}" has no place on the page`);
    return { x: (quad[0] + quad[2] + quad[4] + quad[6]) / 4, y: (quad[1] + quad[3] + quad[5] + quad[7]) / 4 };
  }

  /** The protocol does not tell a tab's id. Where several tabs have the same address, the page's has to be the one in front. @param {Page} page */
  async tabId(page) {
    const tabs = await this.inExtension((api, url) => api.tabs.query({}).then((/** @type {any[]} */ all) => all.filter((tab) => tab.url === url)), page.url());
    const one = tabs.length > 1 ? tabs.filter((/** @type {any} */ tab) => tab.active) : tabs;
    if (one.length !== 1) throw new Error(`${tabs.length} tabs show ${page.url()} (the extension sees addresses of its own hosts only), ${one.length} of them in front`);
    return one[0].id;
  }

  #worker() {
    const prefix = `chrome-extension://${this.extensionId}/`;
    return this.browser.targets().find((target) => target.type() === 'service_worker' && target.url().startsWith(prefix));
  }

  async backgroundRunning() { return this.#worker() !== undefined; }

  async stopBackground() {
    const target = this.#worker();
    const worker = await target?.worker();
    if (!target || !worker) return;
    const connection = worker.client.connection();
    // First: a worker that a driver is attached to keeps its target where an event starts it again at once, and is never seen to end. Either fails where it has ended by itself.
    await worker.client.detach().catch(() => undefined);
    await connection?.send('Target.closeTarget', { targetId: /** @type {any} */ (target)._targetId }).catch(() => undefined);
    // This one: an event may have started the next already.
    await waitFor(() => !this.browser.targets().includes(target), { what: 'the end of the service worker', timeout: 30_000 });
  }

  /** Runs a function in the service worker, which must be running. Chromium alone can do this. @param {(argument: any) => unknown} run @param {unknown} [argument] */
  async inBackground(run, argument) {
    const target = await waitFor(() => this.#worker(), { what: 'the service worker' });
    const worker = await target.worker();
    return /** @type {any} */ (worker).evaluate(run, argument);
  }
}
