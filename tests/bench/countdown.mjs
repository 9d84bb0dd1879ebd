// What the extension costs a console page in Chromium: `node bench/countdown.mjs [rounds]`. Times are medians with their spread; they are this machine's.
import { launchBrowser } from '../harness/browsers.mjs';
import { startPracticeConsole } from '../practice-console/practice-console.mjs';

const ROUNDS = Number(process.argv[2] ?? 25);
const DIST = new URL('../../dist/chrome', import.meta.url).pathname;

/** @param {number[]} values */
function spread(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (/** @type {number} */ part) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))];
  return `median ${at(0.5).toFixed(1)} · p90 ${at(0.9).toFixed(1)} · ${at(0).toFixed(1)} to ${sorted.at(-1)?.toFixed(1)} ms (${sorted.length})`;
}

const pc = await startPracticeConsole();
const browser = await launchBrowser('chromium', { port: pc.port, extension: DIST });
try {
  const page = await browser.newPage();
  // From the moment at which content scripts start (the document is parsed) to the countdown's element on the page.
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
  const url = pc.url(arrival.session);
  const once = async () => {
    await page.goto(url);
    return page.evaluate(() => /** @type {any} */ (globalThis).stood);
  };
  const warm = [];
  for (let round = 0; round < ROUNDS; round++) warm.push(await once());
  const cold = [];
  for (let round = 0; round < ROUNDS; round++) {
    await browser.stopBackground();
    cold.push(await once());
  }
  // Main-thread time of our own scripts until the countdown stands, from the browser's own trace.
  const busy = [];
  for (let round = 0; round < ROUNDS; round++) {
    await page.tracing.start({ categories: ['devtools.timeline', 'v8.execute'] });
    await once();
    const trace = JSON.parse(new TextDecoder().decode(await page.tracing.stop()));
    const own = trace.traceEvents.filter((/** @type {any} */ event) => event.ph === 'X' && ['EvaluateScript', 'FunctionCall', 'v8.compile'].includes(event.name)
      && String(event.args?.data?.url ?? event.fileName ?? '').startsWith('chrome-extension://'));
    busy.push(own.reduce((/** @type {number} */ sum, /** @type {any} */ event) => sum + event.dur / 1000, 0));
  }
  console.log(`countdown on the page, worker warm: ${spread(warm)}, budget 30`);
  console.log(`countdown on the page, worker cold: ${spread(cold)}, budget 100`);
  console.log(`main-thread time of our scripts:    ${spread(busy)}, budget 4`);
} finally {
  await browser.close();
  await pc.close();
}
