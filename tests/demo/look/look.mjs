// `cargo xtask demo look`: pictures of every surface and state, in both themes and languages, under target/demo/look/.
//   node demo/look/look.mjs [part of a name …]   only those
import { mkdir } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startPracticeConsole } from '../../practice-console/practice-console.mjs';
import { launchBrowser } from '../../harness/browsers.mjs';
import { World, extensionFolder } from '../../e2e/setup.mjs';
import { LANGUAGES, THEMES } from '../../e2e/pages.mjs';
import { calculator } from './calculator.mjs';
import { onPage } from './on-page.mjs';
import { ownPages } from './own-pages.mjs';
import { toolbar } from './toolbar.mjs';

/** @typedef {import('../../harness/harness.mjs').Page} Page */
/**
 * What a set of pictures is taken with.
 * @typedef {{ world: World, lang: 'en' | 'ja', theme: 'light' | 'dark', shoot: (page: Page, name: string, selector?: string) => Promise<void> }} Studio
 */

const TOP = fileURLToPath(new URL('../../..', import.meta.url));
const wanted = process.argv.slice(2);
const FOLDER = join(TOP, 'target/demo/look');
/** Where a picture goes, null where it is not wanted. @param {string} name */
const fileOf = (name) => (wanted.length === 0 || wanted.some((part) => name.includes(part)) ? join(FOLDER, `${name}.png`) : null);

/** What takes pictures of which surfaces. @type {((studio: Studio) => Promise<void>)[]} */
const SETS = [onPage, ownPages, calculator];

await mkdir(FOLDER, { recursive: true });
const pc = await startPracticeConsole();
/** @type {Awaited<ReturnType<typeof launchBrowser>> | undefined} */ let browser;
try {
  browser = await launchBrowser('chromium', { port: pc.port, extension: extensionFolder('chromium'), headless: true });
  const world = new World('chromium', pc, browser);
  await world.installed();
  for (const lang of LANGUAGES) {
    for (const theme of THEMES) {
      /** @type {Studio['shoot']} */
      const shoot = async (page, name, selector) => {
        const path = /** @type {`${string}.png` | null} */ (fileOf(`${name}-${lang}-${theme}`));
        if (path === null) return;
        const element = selector ? await page.$(selector) : null;
        await (element ?? page).screenshot({ path });
        console.log(relative(TOP, path));
      };
      for (const take of SETS) await take({ world, lang, theme, shoot });
    }
  }
  await browser.close();
  await toolbar(pc, fileOf);
} finally {
  await browser?.close().catch(() => undefined);
  await pc.close();
}
