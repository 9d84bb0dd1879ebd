// What the extension costs a console page in Chromium, what that is made of, and the floor beneath it: `node bench/countdown.mjs [rounds [folder]]`.
// The folder is that of another extension, unpacked, whose cost of a load is measured in the same run.
import { launchBrowser } from '../harness/browsers.mjs';
import { startPracticeConsole } from '../practice-console/practice-console.mjs';
import { extensionFolder } from '../e2e/setup.mjs';
import { busyPages } from './busy.mjs';
import { makeFloor } from './floor.mjs';
import { row, spread } from './row.mjs';

/** @typedef {import('../harness/chromium.mjs').ChromiumHarness} Chromium */

const ROUNDS = Number(process.argv[2] ?? 25);
/** Another extension, where one is to be measured too. */
const ANOTHER = process.argv[3];
/** How often the browser is started anew for the cost of a load. */
const SITTINGS = 4;
const pc = await startPracticeConsole();

/** @typedef {{ load: () => Promise<number>, stop: () => Promise<void>, close: () => Promise<void> }} Opened */

/** A browser with one extension, and a page that has signed in. @param {string} folder @returns {Promise<Opened>} */
async function open(folder) {
  const browser = /** @type {Chromium} */ (await launchBrowser('chromium', { port: pc.port, extension: folder }));
  const page = await browser.newPage();
  await page.evaluateOnNewDocument(watchForCountdown);
  const arrival = pc.signIn({ kind: 'iam-user', multiSession: true });
  await browser.arrive(page, arrival);

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
  async function load() {
    await page.goto(pc.url(arrival.session));
    return page.evaluate(() => /** @type {any} */ (globalThis).stood);
  }

  await load();
  return { load, stop: () => browser.stopBackground(), close: () => browser.close() };
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
  // Each alone costs what the one before it costs, and a little more. A page that is loaded again keeps its process, which knows scripts and fonts by then; one in a new tab gets a new process.
  const kinds = { nothing: null, line: await floor('line'), asked: await floor('asked'), least: await floor('least'), ours: extensionFolder('chromium'), ...(ANOTHER ? { another: ANOTHER } : {}) };
  const all = await busyPages(pc, /** @type {Record<keyof typeof kinds | 'another', string | null>} */ (kinds), { sittings: SITTINGS, rounds: Math.ceil(ROUNDS / 2) });
  const called = {
    line: 'a bare script that draws one line', asked: 'a bare script that asks its background, then draws that line',
    least: 'a bare script that reads the session and the sign-in, asks, then draws a button', ours: 'the extension', another: 'the other extension',
  };
  for (const [way, where] of /** @type {const} */ ([['again', 'loaded again'], ['anew', 'in a new process']])) {
    const none = spread(all[way].nothing);
    row(`a page ${where}, without a content script: the main thread's processor time`, none, 'ms');
    const adds = (/** @type {keyof typeof called} */ kind) => spread(all[way][kind]).median - none.median;
    for (const [kind, name] of /** @type {[keyof typeof called, string][]} */ (Object.entries(called))) {
      if (!(kind in kinds)) continue;
      row(`the same with ${name}`, spread(all[way][kind]), 'ms');
      if (kind !== 'line') row(`what that adds to a page ${where}, beside what the bare line adds`, adds(kind) / adds('line'), 'times', kind === 'ours' ? 2 : null);
    }
  }
  for (const [name, times] of Object.entries(await steps())) row(`of it: ${name}`, spread(times), 'ms');
} finally {
  for (const end of endings) await end();
}
