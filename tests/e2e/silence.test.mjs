// Silence, proved: through a whole day of the practice console nothing is sent, and nothing of ours holds what must not be kept.
import { after, before, describe, test } from 'node:test';
import assert from 'node:assert/strict';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { waitFor } from '../harness/browsers.mjs';
import { startWatchingProxy } from '../harness/watching-proxy.mjs';
import { meaningOfHost } from '../practice-console/hosts.mjs';
import { DIST, serveCalculator } from './calculator-server.mjs';
import { ELEMENT, PATIENCE, inEachBrowser } from './setup.mjs';
import { click, closePages, openPage, says, setOptions } from './pages.mjs';

/** @typedef {import('./setup.mjs').Page} Page */
/** @typedef {import('./setup.mjs').World} World */

/** Stands in every cookie's value, and in every field, global, id and title of the page that is not to be kept. */
const CANARY = 'canary0that0nobody0may0keep';
const HOUR = 3600;
const proxy = await startWatchingProxy();

/** What the practice console's own pages ask for on a day. */
const OWN_REQUESTS = /^(GET \/console\/home\b|GET \/practice\/(page\.js$|switch\?)|GET \/favicon\.ico$|GET \/oauth\?|POST \/authenticate$|GET \/logout\?|(OPTIONS|POST) \/sessions\/[^/]+\/v1\/switchrole$)/;

/** Whom Chromium asks of its own accord: its updater, its clock, its forms. What ships names none of them (tested below). */
const CHROMIUMS_OWN = /^(http:\/\/)?([a-z0-9-]+\.)+(google|googleapis|gstatic|gvt1)\.com[:/]/;
/** @param {World} world */
const sentByAnybody = ({ name }) => proxy.seen.filter((line) => name === 'firefox' || !CHROMIUMS_OWN.test(line));

/** Everything that leaves the browser, by every way of seeing it that the browser has. */
class Watch {
  /** By DevTools, of the worker and of every page of ours. @type {string[]} */ byDevTools = [];
  /** What the worker and our pages say to their consoles. @type {string[]} */ logs = [];
  /** @param {World} world */
  constructor(world) { this.world = world; }

  async start() {
    const { browser: { browser, extensionId }, name } = this.world;
    if (name === 'chromium') {
      const own = `chrome-extension://${extensionId}/`;
      browser.on('targetcreated', (target) => this.#attach(target, own));
      await Promise.all(browser.targets().map((target) => this.#attach(target, own)));
      // A worker that somebody watches does not end.
      const stop = this.world.browser.stopBackground.bind(this.world.browser);
      this.world.browser.stopBackground = async () => {
        await Promise.all(this.#ofWorkers.splice(0).map((protocol) => protocol.detach().catch(() => undefined)));
        await stop();
      };
    } else {
      // Its protocol tells nothing of an extension's consoles; the browser itself says each line to its output (the preferences below).
      for (const output of [browser.process()?.stdout, browser.process()?.stderr]) output?.setEncoding('utf8').on('data', (text) => this.logs.push(text));
      // Every HTTP channel of every process, with who opened it.
      await this.#inFirefox(`
        globalThis.practiceChannels = [];
        Services.obs.addObserver((subject) => {
          const channel = subject.QueryInterface(Ci.nsIHttpChannel);
          const { triggeringPrincipal, loadingPrincipal } = channel.loadInfo;
          const who = [triggeringPrincipal, loadingPrincipal].map((principal) => principal?.isExpandedPrincipal ? 'expanded ' + principal.allowList.map(({ origin }) => origin) : principal?.origin ?? '');
          globalThis.practiceChannels.push(channel.URI.spec + ' by ' + who.join(' for '));
        }, 'http-on-modify-request');`);
    }
  }

  /** @type {import('puppeteer-core').CDPSession[]} */ #ofWorkers = [];
  /** @param {import('puppeteer-core').Target} target @param {string} own */
  async #attach(target, own) {
    if (!['page', 'service_worker'].includes(target.type())) return;
    try {
      const protocol = await target.createCDPSession();
      if (target.type() === 'service_worker') this.#ofWorkers.push(protocol);
      protocol.on('Network.requestWillBeSent', ({ request }) => { if (target.url().startsWith(own)) this.byDevTools.push(request.url); });
      protocol.on('Network.webSocketCreated', ({ url }) => { if (target.url().startsWith(own)) this.byDevTools.push(url); });
      protocol.on('Runtime.consoleAPICalled', (call) => this.logs.push(JSON.stringify(call.args)));
      protocol.on('Log.entryAdded', ({ entry }) => this.logs.push(JSON.stringify(entry)));
      await Promise.all(['Network.enable', 'Runtime.enable', 'Log.enable'].map((/** @type {any} */ method) => protocol.send(method).catch(() => undefined)));
    } catch { /* it has gone already */ }
  }

  /** @param {string} body */
  #inFirefox(body) { return /** @type {any} */ (this.world.browser).inBrowserWindow(body); }

  /** What was sent that no page of the practice console's day sends. @returns {Promise<string[]>} */
  async strangers() {
    const hosts = sentByAnybody(this.world).filter((host) => !host.endsWith(':443') || meaningOfHost(host.slice(0, -4)).role === 'unknown');
    const requests = this.world.pc.requests.filter(({ host, method, path, headers }) => meaningOfHost(host).role === 'unknown'
      || !OWN_REQUESTS.test(`${method} ${path}`) || /-extension:/.test(`${headers.origin} ${headers.referer}`)).map(({ host, method, path }) => `${method} https://${host}${path}`);
    const byDevTools = this.byDevTools.filter((url) => !url.startsWith(`chrome-extension://${this.world.browser.extensionId}/`));
    const byChannel = this.world.name === 'firefox' ? await this.#inFirefox(`return globalThis.practiceChannels.filter((line) => /moz-extension|expanded/.test(line))`) : [];
    return [...hosts, ...requests, ...byDevTools, ...byChannel];
  }

  /** Every line that the browser has for its consoles. @returns {Promise<string[]>} */
  async lines() {
    const errors = this.world.name === 'firefox' ? await this.#inFirefox(`return Services.console.getMessageArray().map((message) => String(message.message))`) : [];
    return [...this.logs, ...errors];
  }
}

inEachBrowser('silence', (world) => {
  /** @type {Watch} */ let watch;
  /** @type {(() => Promise<void>) | undefined} */ let remove;
  /** Everything of ours that was seen, with what it is. @type {[what: string, text: string][]} */ const ours = [];
  /** @param {string} what @param {unknown} value */
  const keep = (what, value) => { ours.push([what, typeof value === 'string' ? value : JSON.stringify(value) ?? '']); };

  before(async () => {
    proxy.target = world().pc.port;
    if (world().name === 'chromium') remove = await world().installWith('cookies', 'notifications');
    watch = new Watch(world());
    await watch.start();
    // A page of the extension hears every message that is sent within it.
    await world().browser.inExtension((api) => {
      const heard = /** @type {any} */ (globalThis).practiceHeard = /** @type {string[]} */ ([]);
      api.runtime.onMessage.addListener((/** @type {any} */ message, /** @type {any} */ sender) => { heard.push(JSON.stringify([message, sender.url && new URL(sender.url).protocol])); });
      api.storage.onChanged.addListener((/** @type {any} */ changes, /** @type {string} */ area) => { heard.push(JSON.stringify([area, changes])); });
    });
  });
  after(async () => {
    proxy.target = 0;
    proxy.seen.length = 0;
    await remove?.();
  });

  /** Our element as a whole, its closed root too. @param {Page} page @returns {Promise<string>} */
  async function tree(page) {
    if (world().name === 'chromium') {
      const protocol = await page.createCDPSession();
      const { root } = await protocol.send('DOM.getDocument', { depth: -1, pierce: true });
      await protocol.detach();
      /** @param {any} node @returns {any} */
      const find = (node) => (node.localName === ELEMENT ? node : (node.children ?? []).map(find).find(Boolean));
      return JSON.stringify(find(root) ?? null);
    }
    const context = /** @type {any} */ (page.mainFrame())._id;
    const answer = await /** @type {any} */ (world().browser.browser).connection.send('script.evaluate', {
      expression: `document.querySelector('${ELEMENT}')`, target: { context, sandbox: 'silence' }, awaitPromise: false, serializationOptions: { includeShadowTree: 'all', maxDomDepth: null },
    });
    return JSON.stringify(answer.result);
  }

  /** Keeps what a console page and the toolbar show of ours, and what its content script was told. @param {Page} page @param {string} what */
  async function look(page, what) {
    keep(`element, ${what}`, await tree(page));
    keep(`badge and title, ${what}`, await world().browser.badge(page));
    const tab = await world().browser.tabId(page);
    keep(`told to the content script, ${what}`, await world().browser.inExtension(async (api, tabId) => {
      const [{ result }] = await api.scripting.executeScript({ target: { tabId }, func: () => {
        const world = /** @type {any} */ (globalThis);
        const told = world.practiceTold ?? [];
        if (!world.practiceTold) {
          world.practiceTold = told;
          const show = world.sessionClockShow;
          world.sessionClockShow = (/** @type {unknown} */ message) => {
            told.push(JSON.stringify(message));
            return show(message);
          };
        }
        return JSON.stringify([told, Object.entries(world).filter(([name]) => name.startsWith('sessionClock')).map(([name]) => name)]);
      } });
      return result;
    }, tab));
  }

  /** @param {Page} page @param {string} what */
  const lookAt = async (page, what) => keep(`page, ${what}`, await page.evaluate(() => document.title + document.documentElement.outerHTML));

  test('a whole day: sign-in, switch, each warning, the end, signed in again, each page, exact time, notifications, a recording, a report', { timeout: 240_000 }, async () => {
    const { pc, browser } = world();
    await setOptions(world(), { recording: true });
    const landing = { path: `/console/home?region=us-east-1&${CANARY}=${CANARY}` };
    const options = await openPage(world(), 'options');
    if (world().name === 'firefox') {
      for (const permission of ['cookies', 'notifications']) {
        await click(options, `[data-key="${permission}"]`);
        await waitFor(() => browser.inExtension((api, name) => api.permissions.contains({ permissions: [name] }), permission), { what: permission, ...PATIENCE });
      }
    }
    // Multi-session: a sign-in and a switch from it, by the page's own request.
    const { page: first, session } = await world().signIn({ kind: 'iam-user', multiSession: true, canary: CANARY, alias: 'practice', landing });
    await world().timer(first, /11 h 59/);
    await look(first, 'signed in');
    const { page: switched } = await world().switchRole(session, { via: 'fetch', roleMaxSeconds: HOUR, landing });
    await world().timer(switched, /(59 min|1 h) left$/);
    await look(switched, 'switched');
    await setOptions(world(), { lang: 'ja' });
    await world().timer(switched, /残り|終了/);
    await setOptions(world(), { lang: 'en' });
    await look(switched, 'in two languages');
    // Without multi-session: each lead time, and the end.
    const { page } = await world().signIn({ kind: 'iam-user', canary: CANARY, alias: 'practice', landing });
    await world().timer(page, /11 h 59/);
    for (const seconds of [14 * 60 + 40, 4 * 60 + 40, 58]) {
      await world().placeEnd(seconds);
      await page.reload();
      await world().notice(page, /(Save your work|Save or copy)/);
      await look(page, `warned with ${seconds} s left`);
    }
    keep('notifications', await browser.inExtension((api) => new Promise((done) => { api.notifications.getAll(done)?.then?.(done); })));
    await world().placeEnd(world().nearly(0));
    await page.reload();
    await world().notice(page, /ended/);
    await look(page, 'ended');
    const { page: anew, session: last } = await world().signIn({ kind: 'iam-user', canary: CANARY, alias: 'practice', landing });
    await world().timer(anew, /11 h 59/);
    await world().openPanel(anew);
    await look(anew, 'panel');
    // Each page of ours; the report is of the page in front.
    await lookAt(options, 'options');
    await lookAt(await openPage(world(), 'welcome'), 'welcome');
    const popup = await openPage(world(), 'popup', { background: true });
    await popup.evaluate(() => Object.defineProperty(navigator.clipboard, 'writeText', { value: async (/** @type {string} */ text) => { document.body.dataset.copied = text; } }));
    await anew.bringToFront();
    await popup.evaluate(async () => {
      const { report } = await import(/** @type {any} */ ('/popup/report.js'));
      document.body.dataset.copied = (await report()).text;
    });
    const report = await waitFor(() => popup.evaluate(() => document.body.dataset.copied), { what: 'the report', ...PATIENCE });
    assert.match(report, /sessionARN/);
    keep('report', report);
    await says(popup, /alice/);
    await lookAt(popup, 'popup');
    await anew.goto(pc.signOutUrl(last));
    // What the extension's pages are answered, and all that it has stored.
    keep('answers', await browser.inExtension(async (api) => {
      const answers = [];
      for (const kind of ['overview', 'words', 'options', 'everything']) answers.push(await api.runtime.sendMessage({ kind }));
      return answers;
    }));
    const stored = await browser.inExtension(async (api) => ({ local: await api.storage.local.get(null), session: await api.storage.session.get(null), managed: await api.storage.managed.get(null).catch(() => null) }));
    assert.ok(stored.local.recording.events.length > 5, 'a recording was made');
    keep('stores', stored);
    keep('messages and changes of stores', await browser.inExtension(() => /** @type {any} */ (globalThis).practiceHeard));
    keep('logs', await watch.lines());
    await closePages();
  });

  test('nothing was sent', async () => {
    assert.ok(world().pc.requests.length > 20 && proxy.seen.length > 0, 'the day was seen');
    assert.ok(world().name === 'firefox' || watch.byDevTools.length > 5, 'the worker and the pages were seen');
    assert.deepEqual(await watch.strangers(), []);
    // Its own policy would refuse most: nothing was even tried.
    assert.deepEqual((await watch.lines()).filter((line) => /-extension:/.test(line) && /content.security.policy/i.test(line)), []);
  });

  test('the canary is in nothing of ours', () => {
    for (const part of ['element, panel', 'badge and title, ended', 'report', 'stores', 'messages and changes of stores', 'page, popup', 'answers']) {
      assert.ok((ours.find(([what]) => what === part)?.[1].length ?? 0) > 40, `${part} was seen`);
    }
    assert.match(ours.find(([what]) => what === 'messages and changes of stores')?.[1] ?? '', /observed.*looked/s);
    const found = ours.filter(([, text]) => text.toLowerCase().includes(CANARY));
    assert.deepEqual(found.map(([what, text]) => `${what}: ${text.slice(Math.max(0, text.toLowerCase().indexOf(CANARY) - 200)).slice(0, 400)}`), []);
  });

  test('what ships names none of those whom Chromium asks', async () => {
    for (const folder of ['chrome', 'firefox', 'www']) {
      for (const file of await readdir(join(DIST, folder), { recursive: true, withFileTypes: true })) {
        if (file.isFile()) assert.doesNotMatch(await readFile(join(file.parentPath ?? file.path, file.name), 'latin1'), /google|gstatic|gvt1/i, file.name);
      }
    }
  });

  describe('the watch would see', () => {
    /** @param {RegExp} wanted */
    const seen = (wanted) => waitFor(async () => (await watch.strangers()).some((line) => wanted.test(line)), { what: `${wanted} seen`, ...PATIENCE, detail: () => watch.strangers() });

    test('a request of the page\'s, to any host and port', async () => {
      const page = await world().browser.newPage();
      await page.goto('https://elsewhere.example.com/');
      await page.evaluate(() => { for (const host of ['https://watched.example.com', 'http://watched.example.net:8080', 'http://127.0.0.1:9']) fetch(`${host}/`, { mode: 'no-cors' }).catch(() => undefined); });
      await seen(/^watched\.example\.com:443$/);
      await page.goto('http://watched.example.net:8080/').catch(() => undefined);
      await seen(/^http:\/\/watched\.example\.net:8080\//);
      await page.close();
    });

    test('one that our own script makes in a page', async () => {
      const { page } = await world().signIn({ kind: 'iam-user' });
      await world().timer(page, /11 h 59/);
      await world().browser.inExtension((api, tabId) => api.scripting.executeScript({ target: { tabId }, func: () => { fetch('/practice/of-ours', { mode: 'no-cors' }); } }), await world().browser.tabId(page));
      await seen(/GET https:.*\/practice\/of-ours/);
      await page.close();
    });

    test('a line in the log of a page, of ours and of the background', async () => {
      const { page } = await world().signIn({ kind: 'iam-user' });
      await page.evaluate(() => console.warn('practice line of a page'));
      await world().browser.inExtension((api) => { console.warn('practice line of ours'); return api.runtime.sendMessage({ kind: 'words' }).then(() => null); });
      if (world().name === 'chromium') await /** @type {any} */ (world().browser).inBackground(() => console.warn('practice line of the background'));
      else await world().browser.inExtension((api) => api.runtime.getBackgroundPage().then((/** @type {any} */ background) => background.console.warn('practice line of the background')));
      for (const whose of ['a page', 'ours', 'the background']) {
        await waitFor(async () => (await watch.lines()).some((line) => line.includes(`practice line of ${whose}`)), { what: `the line of ${whose}`, ...PATIENCE });
      }
      await page.close();
    });
  });

  test('the calculator: nobody is asked but its own host', async () => {
    const host = await serveCalculator();
    try {
      proxy.seen.length = 0;
      const page = await world().browser.newPage();
      await page.goto(host.url);
      await page.waitForSelector('select, input');
      await page.keyboard.press('Tab');
      await page.keyboard.press('ArrowDown');
      await page.reload();
      await page.waitForSelector('select, input');
      await page.close();
      assert.ok(proxy.seen.length > 3, 'it was seen');
      assert.deepEqual(sentByAnybody(world()).filter((url) => !url.startsWith(new URL(host.url).origin)), []);
      assert.deepEqual(host.asked.filter((path) => !path.startsWith('/some/where/') && path !== '/favicon.ico'), []);
    } finally {
      await host.close();
    }
  });
}, { proxy: proxy.port, prefs: { 'devtools.console.stdout.content': true, 'browser.dom.window.dump.enabled': true } });
