// Firefox, by WebDriver BiDi. With `-remote-allow-system-access` BiDi reaches the browser's own window too: tab ids, private
// windows and the end of the background come from there.
import puppeteer from 'puppeteer-core';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Harness } from './harness.mjs';
import { findExecutable } from './executables.mjs';
import { waitFor } from './wait.mjs';
import { readTree, middleOfElement } from './firefox-tree.mjs';

/** @typedef {import('./harness.mjs').Page} Page */

/** Fixed, so that the addresses of the extension's pages are known. */
const EXTENSION_UUID = '5e551057-c10c-4c10-8c10-5e5510c10c00';

export class FirefoxHarness extends Harness {
  name = /** @type {const} */ ('firefox');

  async startBrowser() {
    const { port = 1, headless = !process.env.HEADED, locale, proxy, prefs = {}, args = [], extension, colorScheme } = this.options;
    const uuids = extension ? { [await geckoId(extension)]: EXTENSION_UUID } : {};
    this.browser = await puppeteer.launch({
      browser: 'firefox', executablePath: findExecutable('firefox'), headless, acceptInsecureCerts: true, handleSIGINT: false, handleSIGTERM: false, handleSIGHUP: false, // harness.mjs does that
      userDataDir: this.profile,
      // Rather ends than connects to another machine; and takes its own settings server from the preference below.
      env: { ...process.env, MOZ_DISABLE_NONLOCAL_CONNECTIONS: '1', MOZ_REMOTE_SETTINGS_DEVTOOLS: '1' },
      defaultViewport: { width: 1280, height: 800 }, args: ['-remote-allow-system-access', ...args],
      extraPrefsFirefox: {
        // Nothing leaves the machine: every name is loopback, every port 443 the practice console's.
        'network.dns.forceResolve': '127.0.0.1', 'network.socket.forcePort': `443=${port}`, 'network.proxy.type': 0, 'network.trr.mode': 5,
        'network.captive-portal-service.enabled': false, 'network.connectivity-service.enabled': false, 'network.http.speculative-parallel-limit': 0,
        'network.dns.disablePrefetch': true, 'network.prefetch-next': false,
        'services.settings.server': 'data:,#remote-settings-dummy/v1', 'extensions.systemAddon.update.enabled': false, 'extensions.update.enabled': false,
        'browser.safebrowsing.malware.enabled': false, 'browser.safebrowsing.phishing.enabled': false, 'browser.safebrowsing.downloads.enabled': false,
        'dom.push.connection.enabled': false, 'browser.region.network.url': '', 'browser.region.update.enabled': false,
        'browser.search.update': false, 'security.OCSP.enabled': 0, 'media.gmp-manager.updateEnabled': false, 'datareporting.policy.dataSubmissionEnabled': false,
        'toolkit.telemetry.server': '', 'app.normandy.enabled': false,
        'extensions.webextensions.uuids': JSON.stringify(uuids),
        // So that a restart finds the stored data of an extension that is installed only until the browser ends.
        'extensions.webextensions.keepStorageOnUninstall': true, 'extensions.webextensions.keepUuidOnUninstall': true,
        // manifest.json is a page that every extension has; as plain text it has the extension's API.
        'devtools.jsonview.enabled': false,
        // In headless, notifications go through Firefox's own service; permission prompts have nobody to answer them.
        'alerts.useSystemBackend': false, 'extensions.webextOptionalPermissionPrompts': false,
        'extensions.originControls.grantByDefault': true,
        ...(proxy ? { 'network.proxy.type': 1, 'network.proxy.http': '127.0.0.1', 'network.proxy.http_port': proxy, 'network.proxy.ssl': '127.0.0.1', 'network.proxy.ssl_port': proxy,
          'network.proxy.allow_hijacking_localhost': true, 'network.proxy.failover_direct': false } : {}),
        ...(locale ? { 'intl.accept_languages': locale, 'intl.locale.requested': locale } : {}),
        ...(colorScheme ? { 'layout.css.prefers-color-scheme.content-override': colorScheme === 'dark' ? 0 : 1 } : {}),
        ...prefs,
      },
    });
  }

  /** @param {string} method @param {object} params @returns {Promise<any>} */
  async #send(method, params) {
    const answer = await /** @type {any} */ (this.browser).connection.send(method, params);
    return answer.result ?? answer;
  }

  /** Runs code in the browser's own window; its value comes back as JSON. @param {string} body of an async function @returns {Promise<any>} */
  async inBrowserWindow(body) {
    const { contexts } = await this.#send('browsingContext.getTree', { 'moz:scope': 'chrome', maxDepth: 0 });
    const context = contexts.find((/** @type {any} */ c) => c.url === 'chrome://browser/content/browser.xhtml');
    if (!context) throw new Error('Firefox has no window of its own open');
    const { result, exceptionDetails } = await this.#send('script.evaluate', {
      expression: `(async () => JSON.stringify({ value: await (async () => { ${body} })() }))()`, target: { context: context.context }, awaitPromise: true,
    });
    if (exceptionDetails) throw new Error(`in Firefox's window: ${exceptionDetails.text}`);
    return JSON.parse(result.value).value;
  }

  /** @param {string} folder */
  async installExtension(folder) {
    this.helper = null;
    // Before it is installed: Firefox's own way to allow private windows restarts the extension, and what its first start was doing is lost now and then.
    if (this.options.allowPrivate) {
      await this.inBrowserWindow(`
        const { ExtensionPermissions } = ChromeUtils.importESModule('resource://gre/modules/ExtensionPermissions.sys.mjs');
        await ExtensionPermissions.add(${JSON.stringify(await geckoId(folder))}, { permissions: ['internal:privateBrowsingAllowed'], origins: [] });`);
    }
    const { extension } = await this.#send('webExtension.install', { extensionData: { type: 'path', path: folder } });
    this.extensionId = extension;
  }

  async uninstallExtension() { await this.#send('webExtension.uninstall', { extension: this.extensionId }); }

  /** @param {import('./harness.mjs').PageOptions} [options] */
  async newPage(options = {}) {
    if (options.private) return this.#privatePage();
    // A BiDi user context is what Firefox shows as a container.
    return options.container ? (await this.browser.createBrowserContext()).newPage() : this.browser.newPage();
  }

  async #privatePage() {
    const before = new Set(await this.#tops());
    await this.inBrowserWindow(`
      const opened = new Promise((done) => Services.obs.addObserver(function seen(subject) { Services.obs.removeObserver(seen, 'browser-delayed-startup-finished'); done(); }, 'browser-delayed-startup-finished'));
      OpenBrowserWindow({ private: true });
      await opened;`);
    // Its own first page moves to another process while it loads; a navigation that is asked for meanwhile is never answered.
    await waitFor(() => this.inBrowserWindow(`
      const browsers = [...Services.wm.getEnumerator('navigator:browser')].filter((window) => PrivateBrowsingUtils.isWindowPrivate(window)).map((window) => window.gBrowser.selectedBrowser);
      return browsers.length > 0 && browsers.every(({ webProgress, currentURI }) => !webProgress.isLoadingDocument && currentURI.spec !== 'about:blank');`), { what: 'the first page of the private window' });
    return waitFor(async () => (await this.browser.pages(true)).find((page) => !before.has(contextOf(page))), { what: 'the page of the private window' });
  }

  async #tops() { return (await this.browser.pages(true)).map(contextOf); }

  /** @param {string} path @param {{ background?: boolean }} [options] */
  async openExtensionPage(path, { background = false } = {}) {
    const page = await this.browser.newPage({ type: 'tab', background });
    const url = `moz-extension://${EXTENSION_UUID}/${path}`;
    // The answer to this navigation never comes: the page is loaded in another process, for which Firefox sends no event.
    page.goto(url, { timeout: 0 }).catch(() => {});
    await waitFor(() => page.evaluate('location.href + " " + document.readyState').then((seen) => seen === `${url} complete`, () => false), { what: url });
    return page;
  }

  /** @param {Page} page */
  async accessibilityNodes(page) { return readTree((method, params) => this.#send(method, params), contextOf(page)); }

  /** @param {Page} page @param {import('./harness.mjs').AccessibleNode} node */
  async middleOf(page, node) { return middleOfElement((method, params) => this.#send(method, params), contextOf(page), /** @type {string} */ (node.handle)); }

  /** @param {Page} page */
  async tabId(page) {
    return this.inBrowserWindow(`
      const { NavigableManager } = ChromeUtils.importESModule('chrome://remote/content/shared/NavigableManager.sys.mjs');
      const { ExtensionParent } = ChromeUtils.importESModule('resource://gre/modules/ExtensionParent.sys.mjs');
      const browser = NavigableManager.getBrowserById(${JSON.stringify(contextOf(page))});
      return ExtensionParent.apiManager.global.tabTracker.getId(browser.ownerDocument.defaultView.gBrowser.getTabForBrowser(browser));`);
  }

  /** @returns {Promise<string>} `starting`, `running`, `suspending` or `stopped` */
  async #backgroundState() { return this.inBrowserWindow(`return WebExtensionPolicy.getByID(${JSON.stringify(this.extensionId)}).extension.backgroundState`); }

  async backgroundRunning() { return await this.#backgroundState() === 'running'; }

  async stopBackground() {
    // One that is stopped while it starts does not come back.
    await waitFor(async () => await this.#backgroundState() !== 'starting', { what: 'the start of the event page', timeout: 30_000 });
    const after = await this.inBrowserWindow(`
      const { extension } = WebExtensionPolicy.getByID(${JSON.stringify(this.extensionId)});
      await extension.terminateBackground({ ignoreDevToolsAttached: true, disableResetIdleForTest: true });
      return extension.backgroundState;`);
    // An event may have started the next by the time that one looks again.
    if (after !== 'running') return;
    await waitFor(async () => !(await this.backgroundRunning()), { what: 'the end of the event page', timeout: 30_000, detail: () => this.#backgroundState() });
  }
}

/** The BiDi id of a page's top browsing context. Puppeteer keeps it as the frame's id. @param {Page} page @returns {string} */
const contextOf = (page) => /** @type {any} */ (page.mainFrame())._id;

/** @param {string} folder @returns {Promise<string>} */
async function geckoId(folder) {
  const manifest = JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8'));
  const id = manifest.browser_specific_settings?.gecko?.id;
  if (!id) throw new Error(`${folder}: Firefox needs browser_specific_settings.gecko.id in the manifest`);
  return id;
}
