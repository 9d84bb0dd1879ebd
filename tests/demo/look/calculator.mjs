// Pictures of the calculator: empty, with an answer, with AWS's refusal, with a damaged link.
import { serveCalculator } from '../../e2e/calculator-server.mjs';

// Two hours ago, so that what is asked about runs whenever the pictures are taken.
const BEGAN = Math.floor(Date.now() / 300_000) * 300 - 2 * 3_600;
const [HALF, HOUR] = [1_800, 3_600];
const USER = { via: 'iam-user', at: BEGAN };

/** Each state's address after `#`. @type {Record<string, string | object>} */
const STATES = {
  '': '',
  '-bounded': { session: { via: 'switch-role', at: BEGAN + HOUR, role_max: 12 * HOUR, source: { ...USER, at: BEGAN - 9 * HOUR } } },
  '-chain': { session: { via: 'switch-role', at: BEGAN + 3 * HALF, multi_session: true, role_max: 12 * HOUR, source: { via: 'switch-role', at: BEGAN + HOUR, multi_session: true, role_max: HOUR, source: USER } } },
  '-refused': { client: 'botocore', session: { via: 'assume-role', at: BEGAN, role_max: HOUR, duration_seconds: HOUR + 1, caller: { via: 'access-key', principal: 'iam-user' } } },
  '-damaged': { session: { via: 'iam-usr', at: BEGAN } },
};

/** @param {import('./look.mjs').Studio} studio */
export async function calculator({ world, shoot, lang, theme }) {
  const host = await serveCalculator();
  try {
    for (const [state, asked] of Object.entries(STATES)) {
      for (const [size, width] of /** @type {const} */ ([['', 1100], ['-narrow', 360]])) {
        const page = await world.browser.newPage();
        await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: theme }, { name: 'prefers-reduced-motion', value: 'reduce' }]);
        await page.setViewport({ width, height: 800, deviceScaleFactor: 2 });
        page.on('pageerror', (fault) => console.error('calculator', fault));
        await page.evaluateOnNewDocument((chosen) => localStorage.setItem('lang', chosen), lang);
        await page.goto(`${host.url}#${encodeURIComponent(asked && JSON.stringify(asked))}`, { waitUntil: 'load' });
        await page.waitForSelector('html.ready');
        await shoot(page, `calculator${state}${size}`, 'body');
        await page.close();
      }
    }
  } finally {
    await host.close();
  }
}
