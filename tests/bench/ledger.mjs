// What an observation costs the core in the browser: the ledger crosses the boundary whole, both ways. `node bench/ledger.mjs` after `cargo xtask build`.
import { launchBrowser } from '../harness/browsers.mjs';
import { extensionFolder } from '../e2e/setup.mjs';
import { row, spread } from './row.mjs';

const BUDGET = 5;

const browser = await launchBrowser('chromium', { extension: extensionFolder('chromium') });
try {
  const page = await browser.openExtensionPage('manifest.json');
  for (const [what, sessions, tabs, maxima] of /** @type {const} */ ([
    ['1 session', 1, 1, 0], ['5 sessions', 5, 5, 0], ['100 sessions', 100, 100, 0], ['100 sessions, 500 tabs: the bound', 100, 500, 0],
    ['5 sessions, 1,000 role maxima', 5, 5, 1000], ['5 sessions, 10,000 role maxima: the bound', 5, 5, 10_000], ['100 sessions, 10,000 role maxima', 100, 100, 10_000],
  ])) {
    const times = await page.evaluate(async (sessions, tabs, maxima) => {
      // @ts-ignore: an address inside the extension
      const core = await import('/core/session_clock_wasm.js');
      await core.default({ module_or_path: '/core/session_clock_wasm_bg.wasm' });
      const start = 1_800_000_000;
      /** @type {any} */ let ledger;
      const step = (/** @type {number} */ now, /** @type {any} */ what) => ({ ledger } = core.step(ledger, { now, what }));
      const number = (/** @type {number} */ at) => String(111_122_223_333 + at);
      /** A page of one of the sessions: every second a user, the others roles. @param {number} now @param {number} at @param {number} tab */
      const observed = (now, at, tab) => {
        const session_id = `${number(at)}-aaaa1111`;
        const arn = at % 2 ? `arn:aws:sts::${number(at)}:assumed-role/Dev${at}/alice` : `arn:aws:iam::${number(at)}:user/alice`;
        return { observed: { tab, window: 1, store: '0', navigated_at: now, page: {
          host: `${session_id}.us-east-1.console.aws.amazon.com`, meta: { account: number(at), arn, session_id, multi_session: true },
          referrer: 'us-east-1.signin.aws.amazon.com', navigation: 'navigate', answered: true } } };
      };
      step(start, { settings: { lead_times: [900, 300, 60], lang: 'en', role_maxima: Array.from({ length: maxima }, (_, at) => `7200 arn:aws:iam::${number(at + 1000)}:role/Team${at}*`).join('\n') } });
      for (let tab = 0; tab < tabs; tab += 1) step(start + tab, observed(start + tab, tab % sessions, tab));
      if (ledger.sessions.length !== sessions || ledger.tabs.length !== tabs || ledger.settings.role_maxima.split('\n').length !== Math.max(1, maxima)) throw new Error('not the ledger that was meant');
      const times = [];
      for (let round = 0; round < 60; round += 1) {
        const now = start + 1000 + round;
        const before = performance.now();
        step(now, observed(now, round % sessions, round % tabs));
        times.push(performance.now() - before);
      }
      return times.slice(10);
    }, sessions, tabs, maxima);
    row(`an observation in the browser, ${what}`, spread(times), 'ms', BUDGET);
  }
} finally {
  await browser.close();
}
