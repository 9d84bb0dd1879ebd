// Finds the browsers of this machine. CHROME_PATH and FIREFOX_PATH win.
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** @typedef {'chromium' | 'firefox'} BrowserName */

const CANDIDATES = {
  chromium: { variable: 'CHROME_PATH', commands: ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'],
    files: ['/Applications/Google Chrome.app/Contents/MacOS/Google Chrome', '/Applications/Chromium.app/Contents/MacOS/Chromium',
      'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe'] },
  firefox: { variable: 'FIREFOX_PATH', commands: ['firefox-esr', 'firefox', 'firefox-developer-edition'],
    files: ['/Applications/Firefox.app/Contents/MacOS/firefox', 'C:\\Program Files\\Mozilla Firefox\\firefox.exe'] },
};

/** @param {BrowserName} name @returns {string} */
export function findExecutable(name) {
  const { variable, commands, files } = CANDIDATES[name];
  const told = process.env[variable];
  if (told) {
    if (!existsSync(told)) throw new Error(`${variable} names ${told}, which is not there`);
    return told;
  }
  const folders = (process.env.PATH ?? '').split(delimiter);
  const found = [...folders.flatMap((folder) => commands.map((command) => join(folder, command))), ...files].find((file) => existsSync(file));
  if (!found) throw new Error(`no ${name} found: install it, or name it in ${variable}`);
  return found;
}

/** The browsers to test: both, or those in TEST_BROWSERS (comma between). @returns {BrowserName[]} */
export function browsersToTest() {
  const names = (process.env.TEST_BROWSERS ?? 'chromium,firefox').split(',').map((name) => name.trim());
  for (const name of names) if (!(name in CANDIDATES)) throw new Error(`TEST_BROWSERS: ${name} is neither chromium nor firefox`);
  return /** @type {BrowserName[]} */ (names);
}
