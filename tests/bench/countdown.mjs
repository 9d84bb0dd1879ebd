// What the extension costs a console page in Chromium, what that is made of, and the floor beneath it: `node bench/countdown.mjs [rounds [folder]]`.
// The folder is that of another extension, unpacked, whose cost of a load is measured in the same run.
import { launchBrowser } from '../harness/browsers.mjs';
import { startPracticeConsole } from '../practice-console/practice-console.mjs';
import { extensionFolder } from '../e2e/setup.mjs';
import { makeFloor } from './floor.mjs';
import { row, spread } from './row.mjs';

/** @typedef {import('../harness/chromium.mjs').ChromiumHarness} Chromium */

const ROUNDS = Number(process.argv[2] ?? 25);
/** Another extension, where one is to be measured too. */
const ANOTHER = process.argv[3];
/** How often all browsers are started anew for the cost of a load: one that runs is up to a millisecond cheaper or dearer than its twin, in every load of its life. */
const SITTINGS = 8;
const pc = await startPracticeConsole();

/**
 * A browser with one extension, and a page that has signed in. A page that is loaded again keeps its process, which knows scripts and fonts by then; one in a new tab gets a new process.
 * @typedef {{ load: () => Promise<number>, again: () => Promise<number>, anew: () => Promise<number>, stop: () => Promise<void>, close: () => Promise<void> }} Opened
 */

/** @param {string} folder @param {{ stands?: boolean }} [kind] @returns {Promise<Opened>} */
async function open(folder, { stands = true } = {}) {
  const browser = /** @type {Chromium} */ (await launchBrowser('chromium', { port: pc.port, extension: folder }));
  const signedIn = await newPage();
  const arrival = pc.signIn({ kind: 'iam-user', multiSession: true });
  await browser.arrive(signedIn, arrival);

  async function newPage() {
    const page = await browser.newPage();
    await page.evaluateOnNewDocument(watchForCountdown);
    return page;
  }

  function watchForCountdown() {
    /** @type {any} */ (globalThis).stood = new Promise((resolve) => {
      new MutationObserver((_, observer) => {
        if (!document.querySelector('session-clock')) return;
        observer.disconnect();
        resolve(performance.now() - performance.getEntriesByType('navigation').map((entry) => /** @type {any} */ (entry).domInteractive)[0]);
      }).observe(document, { childList: true, subtree: true });
    });
  }

  /** From the moment at which content scripts start (the document is parsed) to the element on the page, in ms. */
  async function load(page = signedIn) {
    await page.goto(pc.url(arrival.session));
    return stands ? page.evaluate(() => /** @type {any} */ (globalThis).stood) : 0;
  }
  /**
   * The processor's time for all tasks of the page's main thread in a load, in ms, from the browser's own trace, until nothing is left to do: the setting up of a
   * world for the script, its code, what it makes the page lay out and paint. Beside the same of a page without an extension, that is what it costs. By the clock
   * the same tasks take two to three times as long, and spread more than what is looked for: the browser's other threads and processes share two cores.
   */
  async function busy(page = signedIn) {
    await page.tracing.start({ categories: ['toplevel', '__metadata'] });
    await load(page);
    await page.evaluate(() => new Promise((idle) => setTimeout(() => requestIdleCallback(idle), 300)));
    const { traceEvents } = JSON.parse(new TextDecoder().decode(await page.tracing.stop()));
    const mains = new Set(traceEvents.filter((/** @type {any} */ event) => event.name === 'thread_name' && event.args?.name === 'CrRendererMain').map((/** @type {any} */ { pid, tid }) => `${pid} ${tid}`));
    /** @type {Map<string, number>} */
    const sums = new Map();
    for (const { name, ph, pid, tid, tdur = 0 } of traceEvents) {
      if (ph === 'X' && String(name).endsWith('RunTask') && mains.has(`${pid} ${tid}`)) sums.set(`${pid} ${tid}`, (sums.get(`${pid} ${tid}`) ?? 0) + tdur / 1000);
    }
    // The busiest is the page's own; a page of the extension sleeps.
    return Math.max(...sums.values());
  }
  async function anew() {
    const page = await newPage();
    try {
      return await busy(page);
    } finally {
      await page.close();
    }
  }

  await load();
  return { load: () => load(), again: () => busy(), anew, stop: () => browser.stopBackground(), close: () => browser.close() };
}

/** So many rounds, each taking every measure once: what the machine does meanwhile is the same for all. @template {string} T @param {number} rounds @param {Record<T, () => Promise<number>>} measures */
async function inTurn(rounds, measures) {
  const values = /** @type {Record<T, number[]>} */ (Object.fromEntries(Object.keys(measures).map((name) => [name, []])));
  for (let round = 0; round < rounds; round += 1) {
    for (const name of /** @type {T[]} */ (Object.keys(measures))) values[name].push(await measures[name]());
  }
  return values;
}

/** The steps of a start, each alone, in a page of the extension: the same process, files and interfaces as the worker's. @returns {Promise<Record<string, number[]>>} */
async function steps() {
  const browser = await launchBrowser('chromium', { port: pc.port, extension: extensionFolder('chromium') });
  try {
    const page = await browser.openExtensionPage('manifest.json');
    return await page.evaluate(async (rounds) => {
      const api = /** @type {any} */ (globalThis).chrome;
      const MODULE = '/core/session_clock_wasm_bg.wasm';
      // @ts-ignore: an address inside the extension
      const core = await import('/core/session_clock_wasm.js');
      const bytes = await (await fetch(MODULE)).arrayBuffer();
      await core.default({ module_or_path: bytes });
      const now = 1_800_000_000;
      const meta = { account: '111122223333', arn: 'arn:aws:iam::111122223333:user/alice', session_id: '111122223333-aaaa1111', multi_session: true };
      const observed = { observed: { tab: 1, window: 1, store: '0', navigated_at: now, page: { host: '111122223333-aaaa1111.us-east-1.console.aws.amazon.com', meta, navigation: 'navigate', answered: true } } };
      const { ledger } = core.step(undefined, { now, what: observed });
      /** @type {Record<string, () => unknown>} */
      const all = {
        'fetching the module': async () => (await fetch(MODULE)).arrayBuffer(),
        'compiling it': () => WebAssembly.compile(bytes),
        'fetching and compiling it at once': () => WebAssembly.compileStreaming(fetch(MODULE)),
        'reading the stored ledger': () => api.storage.local.get('ledger'),
        'reading the options': () => api.storage.local.get('options'),
        "reading the organisation's policy": () => api.storage.managed.get(null),
        'storing the ledger': () => api.storage.local.set({ 'bench': ledger }),
        'an observation, across the boundary and back': () => core.step(ledger, { now, what: observed }),
      };
      /** @type {Record<string, number[]>} */
      const times = {};
      for (const [name, work] of Object.entries(all)) {
        times[name] = [];
        for (let round = 0; round < rounds; round += 1) {
          const before = performance.now();
          await work();
          times[name].push(performance.now() - before);
        }
      }
      await api.storage.local.remove('bench');
      return times;
    }, ROUNDS);
  } finally {
    await browser.close();
  }
}

/** @type {(() => Promise<unknown>)[]} */
const endings = [() => pc.close()];

/** The folder of a throwaway extension. @param {import('./floor.mjs').Kind} kind */
async function floor(kind) {
  const made = await makeFloor(kind);
  endings.unshift(made.remove);
  return made.folder;
}

/**
 * The main thread's processor time in loads, again in one process and each in a new one, of a page without a content script, with a bare one, with ours and with another's, in as many browsers
 * of each as there are sittings.
 */
async function busyPages() {
  const kinds = { nothing: await floor('nothing'), line: await floor('line'), ours: extensionFolder('chromium'), ...(ANOTHER ? { another: ANOTHER } : {}) };
  const names = /** @type {(keyof typeof kinds)[]} */ (Object.keys(kinds));
  const empty = () => /** @type {Record<keyof typeof kinds | 'another', number[]>} */ ({ nothing: [], line: [], ours: [], another: [] });
  const all = { again: empty(), anew: empty() };
  for (let sitting = 0; sitting < SITTINGS; sitting += 1) {
    /** @type {Opened[]} */
    const opened = [];
    try {
      for (const name of names) opened.push(await open(kinds[name], { stands: name === 'line' || name === 'ours' }));
      for (const way of /** @type {const} */ (['again', 'anew'])) {
        const times = await inTurn(Math.ceil(ROUNDS / 3), Object.fromEntries(names.map((name, at) => [name, opened[at][way]])));
        for (const name of names) all[way][name].push(...times[name]);
      }
    } finally {
      for (const { close } of opened) await close();
    }
  }
  return all;
}

try {
  const ours = await open(extensionFolder('chromium'));
  endings.unshift(ours.close);
  const message = await open(await floor('message'));
  endings.unshift(message.close);
  const afterStop = (/** @type {Opened} */ { stop, load }) => async () => {
    await stop();
    return load();
  };
  const warm = await inTurn(ROUNDS, { ours: ours.load, message: message.load });
  const cold = await inTurn(ROUNDS, { ours: afterStop(ours), message: afterStop(message) });
  row('content script starts → countdown, worker running', spread(warm.ours), 'ms', 30);
  row('floor: a bare message and its answer', spread(warm.message), 'ms');
  row('content script starts → countdown, worker stopped', spread(cold.ours), 'ms', 100);
  row('floor: a bare message and its answer, worker stopped', spread(cold.message), 'ms');
  const all = await busyPages();
  for (const [way, where] of /** @type {const} */ ([['again', 'loaded again'], ['anew', 'in a new process']])) {
    const { nothing, line, ours: own, another } = all[way];
    row(`a page ${where}, without a content script: the main thread's processor time`, spread(nothing), 'ms');
    row('the same with a bare script that draws one line', spread(line), 'ms');
    row('the same with the extension', spread(own), 'ms');
    if (ANOTHER) row('the same with the other extension', spread(another), 'ms');
    const [none, bare] = [nothing, line].map((times) => spread(times).median);
    const beside = (/** @type {number[]} */ times) => (spread(times).median - none) / (bare - none);
    row(`what the extension adds to a page ${where}, beside what the bare script adds`, beside(own), 'times', 2);
    if (ANOTHER) row('what the other extension adds, beside what the bare script adds', beside(another), 'times');
  }
  for (const [name, times] of Object.entries(await steps())) row(`of it: ${name}`, spread(times), 'ms');
} finally {
  for (const end of endings) await end();
}
