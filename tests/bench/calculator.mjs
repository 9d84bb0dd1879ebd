// How fast the calculator is, and how heavy: `node bench/calculator.mjs` after `cargo xtask build`; TEST_BROWSERS=firefox for one browser.
import { browsersToTest, launchBrowser } from '../harness/browsers.mjs';
import { serveCalculator, weigh } from '../e2e/calculator-server.mjs';
import { row, spread } from './row.mjs';

const ROUNDS = Number(process.argv[2] ?? 25);
const quantile = (/** @type {number[]} */ list, /** @type {number} */ share) => [...list].sort((a, b) => a - b)[Math.min(list.length - 1, Math.floor(list.length * share))];

/** So many sessions, each from the one before. @param {number} count */
const chain = (count) => {
  let session = /** @type {any} */ ({ via: 'iam-user', at: 0 });
  for (let at = 1; at < count; at += 1) session = { via: 'switch-role', at: at * 60, multi_session: true, role_max: 43_200, source: session };
  return { session };
};

for (const name of browsersToTest()) {
  const host = await serveCalculator();
  const browser = await launchBrowser(name, { locale: 'en' });
  try {
    const weights = await weigh([]);
    for (const what of ['first', 'later']) {
      host.asked.length = host.sent.length = 0;
      const page = await browser.newPage();
      await page.goto(host.url, { waitUntil: 'load' });
      await page.waitForSelector('html.ready');
      // On a first visit the worker that keeps the files for offline use asks for them once more; what the page has loaded is not sent again.
      await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
      row(`calculator in ${name}: sent for a ${what} visit, brotli, without headers`, host.sent.reduce((sum, file) => sum + (weights[file] ?? 0), 0), `bytes, ${host.asked.length} requests`);
      await page.close();
    }
    for (const [what, cached] of /** @type {const} */ ([['first visit', false], ['later visit', true]])) {
      /** @type {number[]} */ const times = [];
      for (let round = 0; round < ROUNDS; round += 1) {
        const page = await browser.newPage();
        await page.evaluateOnNewDocument(() => {
          // The moment at which the form stands there: the first of its fields.
          new MutationObserver((_, observer) => {
            if (!document.querySelector('#ask input')) return;
            observer.disconnect();
            /** @type {any} */ (globalThis).usable = performance.now();
          }).observe(document, { childList: true, subtree: true });
        });
        // Another address is another page to the browser's memory, and to the worker that keeps files for offline use.
        if (!cached && name === 'chromium') await page.setCacheEnabled(false);
        await page.goto(host.url, { waitUntil: 'load' });
        await page.waitForSelector('html.ready');
        times.push(await page.evaluate(() => /** @type {any} */ (globalThis).usable));
        if (!cached) await page.evaluate(async () => { for (const one of await navigator.serviceWorker.getRegistrations()) await one.unregister(); });
        await page.close();
      }
      row(`calculator in ${name}: navigation → usable form, ${what}`, spread(times), 'ms', 300);
    }
    for (const count of [2, 50]) {
      const page = await browser.newPage();
      await page.goto(`${host.url}#${encodeURIComponent(JSON.stringify(chain(count)))}`, { waitUntil: 'load' });
      await page.waitForSelector('html.ready');
      await page.bringToFront();
      // A key press changes the field and the page in one task; with it counts the layout that the next picture needs.
      const times = await page.evaluate(async (last) => {
        const field = /** @type {HTMLInputElement} */ (document.querySelector(`#f-${last}-role_max`));
        const all = [];
        for (let round = 0; round < 120; round += 1) {
          field.value = `${1 + (round % 11)}h`;
          const before = performance.now();
          field.dispatchEvent(new InputEvent('input', { bubbles: true, inputType: 'insertText' }));
          document.querySelector('#picture svg')?.getBoundingClientRect();
          all.push(performance.now() - before);
          await new Promise((next) => requestAnimationFrame(next));
        }
        return all.slice(20);
      }, count - 1);
      row(`calculator in ${name}: key press → new answer and picture, ${count} sessions, p95 of ${times.length}`, quantile(times, 0.95), 'ms', 16);
      await page.close();
    }
  } finally {
    await browser.close();
    await host.close();
  }
}
