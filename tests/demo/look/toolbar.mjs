// Pictures of the browser's own toolbar with the badge. No driver shows it, so the browser is opened on a display of its own, and the display is photographed.
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { launchBrowser, waitFor } from '../../harness/browsers.mjs';
import { World, extensionFolder } from '../../e2e/setup.mjs';
import { THEMES } from '../../e2e/pages.mjs';

const run = promisify(execFile);
/** The display in pixels, twice the window's, and what of it is photographed: its right end. */
const [WIDTH, HEIGHT, SHOWN] = [1600, 600, { left: 1120, top: 84, height: 84 }];

/** How a session begins, how long before its end it is met, and the badge that it has then. @type {[string, Parameters<World['signIn']>[0], number | null, string][]} */
const SCENES = [
  ['hours', { kind: 'root' }, 9 * 3600 + 840, '9h'], ['minutes', { kind: 'root' }, 42 * 60 + 30, '42'], ['amber', { kind: 'root' }, 14 * 60 + 30, '14'],
  ['red', { kind: 'root' }, 4 * 60 + 30, '4'], ['over', { kind: 'root' }, -5, '!'], ['about', { kind: 'iam-user' }, null, '~11h'],
  ['at-least', { kind: 'identity-center' }, null, '≥59'], ['at-most', { kind: 'saml' }, null, '≤11h'],
];

/** A display that nobody sees, where this machine can make one. @returns {Promise<{ name: string, close: () => void } | null>} */
async function openDisplay() {
  const server = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', `${WIDTH}x${HEIGHT}x24`, '-nolisten', 'tcp'], { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
  const said = await Promise.race([once(/** @type {import('node:stream').Readable} */ (server.stdio[3]), 'data'), once(server, 'error').then(() => null), once(server, 'exit').then(() => null)]).catch(() => null);
  return said && { name: `:${String(said[0]).trim()}`, close: () => server.kill() };
}

/** @param {import('../../practice-console/practice-console.mjs').PracticeConsole} pc @param {(name: string) => string | null} fileOf where a picture goes, null where it is not wanted */
export async function toolbar(pc, fileOf) {
  const display = await openDisplay();
  if (!display) return console.log('no pictures of the toolbar: they need Xvfb and ImageMagick\'s import (Debian: apt-get install xvfb imagemagick)');
  try {
    for (const theme of THEMES) {
      const files = new Map(SCENES.map(([name]) => [name, fileOf(`toolbar-${name}-${theme}`)]));
      if ([...files.values()].every((file) => file === null)) continue;
      const browser = await launchBrowser('chromium', {
        port: pc.port, extension: extensionFolder('chromium'), headless: false, pinned: true, display: display.name,
        args: ['--window-position=0,0', `--window-size=${WIDTH / 2},${HEIGHT / 2}`, '--force-device-scale-factor=2', ...(theme === 'dark' ? ['--force-dark-mode'] : [])],
      });
      try {
        const world = new World('chromium', pc, browser);
        await world.installed();
        for (const [name, options, left, badge] of SCENES) {
          const file = files.get(name);
          if (!file) continue;
          await world.startAnew();
          const { page } = await world.signIn(options);
          await page.bringToFront();
          await world.timer(page, / left$/);
          if (left !== null) {
            await world.placeEnd(left);
            await page.reload();
          }
          await browser.waitForBadge(page, ({ text }) => text === badge);
          // The browser paints its own window when it likes, and tells nobody: once two pictures are alike it has.
          const shoot = async () => (await run('import', ['-display', display.name, '-window', 'root', '-crop', `${WIDTH - SHOWN.left}x${SHOWN.height}+${SHOWN.left}+${SHOWN.top}`, '+repage', 'png:-'], { encoding: 'buffer' })).stdout;
          let before = await shoot();
          await waitFor(async () => {
            const now = await shoot();
            const still = now.equals(before);
            before = now;
            return still;
          }, { what: 'a toolbar that stands still' });
          await writeFile(file, before);
          console.log(file);
        }
      } finally {
        await browser.close();
      }
    }
  } finally {
    display.close();
  }
}
