// What the extension costs a console page in Chromium, what that is made of, and the floor beneath it: `node bench/countdown.mjs [rounds]`.
// The floors' modules are built by `cargo xtask bench console`.
import { launchBrowser } from '../harness/browsers.mjs';
import { startPracticeConsole } from '../practice-console/practice-console.mjs';
import { extensionFolder } from '../e2e/setup.mjs';
import { makeFloor } from './floor.mjs';
import { row, spread } from './row.mjs';

/** @typedef {import('../harness/chromium.mjs').ChromiumHarness} Chromium */

const ROUNDS = Number(process.argv[2] ?? 25);
const pc = await startPracticeConsole();

/** From the moment at which content scripts start (the document is parsed) to the element on the page, in ms. @param {string} folder @param {boolean} hasWorker */
async function measure(folder, hasWorker) {
  const browser = /** @type {Chromium} */ (await launchBrowser('chromium', { port: pc.port, extension: folder }));
  try {
    const page = await browser.newPage();
    await page.evaluateOnNewDocument(() => {
      /** @type {any} */ (globalThis).stood = new Promise((resolve) => {
        new MutationObserver((_, observer) => {
          if (!document.querySelector('session-clock')) return;
          observer.disconnect();
          resolve(performance.now() - performance.getEntriesByType('navigation').map((entry) => /** @type {any} */ (entry).domInteractive)[0]);
        }).observe(document, { childList: true, subtree: true });
      });
    });
    const arrival = pc.signIn({ kind: 'iam-user', multiSession: true });
    await browser.arrive(page, arrival);
    const once = async () => {
      await page.goto(pc.url(arrival.session));
      return page.evaluate(() => /** @type {any} */ (globalThis).stood);
    };
    /** @type {number[][]} */
    const [warm, cold, busy] = [[], [], []];
    for (let round = 0; round < ROUNDS; round += 1) warm.push(await once());
    for (let round = 0; hasWorker && round < ROUNDS; round += 1) {
      await browser.stopBackground();
      cold.push(await once());
    }
    // Main-thread time of the extension's scripts until the element stands, from the browser's own trace.
    for (let round = 0; round < ROUNDS; round += 1) {
      await page.tracing.start({ categories: ['devtools.timeline', 'v8.execute'] });
      await once();
      const trace = JSON.parse(new TextDecoder().decode(await page.tracing.stop()));
      const own = trace.traceEvents.filter((/** @type {any} */ event) => event.ph === 'X' && ['EvaluateScript', 'FunctionCall', 'v8.compile'].includes(event.name)
        && String(event.args?.data?.url ?? event.fileName ?? '').startsWith('chrome-extension://'));
      busy.push(own.reduce((/** @type {number} */ sum, /** @type {any} */ event) => sum + event.dur / 1000, 0));
    }
    return { warm, cold, busy };
  } finally {
    await browser.close();
  }
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

try {
  const ours = await measure(extensionFolder('chromium'), true);
  row('content script starts → countdown, worker running', spread(ours.warm), 'ms', 30);
  row('the same, worker stopped', spread(ours.cold), 'ms', 100);
  row('main-thread time of the content script until then', spread(ours.busy), 'ms', 4);
  for (const [kind, what] of /** @type {const} */ ([['element', 'an element, nothing else'], ['message', 'a bare message and its answer'], ['module', 'that, with the smallest module']])) {
    const floor = await makeFloor(kind);
    try {
      const { warm, cold, busy } = await measure(floor.folder, kind !== 'element');
      row(`floor: ${what}, worker running`, spread(warm), 'ms');
      if (cold.length > 0) row(`floor: ${what}, worker stopped`, spread(cold), 'ms');
      if (kind === 'element') row(`floor: ${what}, main-thread time`, spread(busy), 'ms');
    } finally {
      await floor.remove();
    }
  }
  for (const [name, times] of Object.entries(await steps())) row(`of it: ${name}`, spread(times), 'ms');
} finally {
  await pc.close();
}
