// The way in: one function that starts either browser, with one interface for both.
import { ChromiumHarness } from './chromium.mjs';
import { FirefoxHarness } from './firefox.mjs';

export { browsersToTest } from './executables.mjs';
export { waitFor } from './wait.mjs';

/**
 * @param {'chromium' | 'firefox'} name
 * @param {import('./harness.mjs').LaunchOptions} [options]
 * @returns {Promise<ChromiumHarness | FirefoxHarness>}
 */
export async function launchBrowser(name, options = {}) {
  const harness = name === 'chromium' ? new ChromiumHarness(options) : new FirefoxHarness(options);
  await harness.start();
  return harness;
}
