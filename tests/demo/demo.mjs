// `cargo xtask demo`: the main job in a real browser on the practice console. Signs in, shows the countdown, then the warning.
//   node demo/demo.mjs [chrome | firefox] [--picture FILE]
// With a display the browser stays open to be tried; without one there are pictures under target/demo/.
import { mkdir, rename, stat } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startPracticeConsole } from '../practice-console/practice-console.mjs';
import { launchBrowser, waitFor } from '../harness/browsers.mjs';
import { World, extensionFolder } from '../e2e/setup.mjs';

const TOP = fileURLToPath(new URL('../..', import.meta.url));
const FOLDER = join(TOP, 'target/demo');
const words = process.argv.slice(2);
const pictureAt = words.indexOf('--picture');
const picture = pictureAt < 0 ? null : words[pictureAt + 1];
if (pictureAt >= 0) words.splice(pictureAt, 2);
const [browserName = 'chrome', ...more] = words;
if (!['chrome', 'firefox'].includes(browserName) || more.length > 0 || picture === undefined) {
  console.error('node demo/demo.mjs [chrome | firefox] [--picture FILE]');
  process.exit(2);
}
const name = browserName === 'chrome' ? 'chromium' : 'firefox';
const hasDisplay = process.platform !== 'linux' || Boolean(process.env.DISPLAY ?? process.env.WAYLAND_DISPLAY);
const headless = picture !== null || !hasDisplay;
const say = (/** @type {string} */ text = '') => console.log(text);

await mkdir(FOLDER, { recursive: true });
const pc = await startPracticeConsole();
/** @type {Awaited<ReturnType<typeof launchBrowser>> | undefined} */ let browser;
try {
  browser = await launchBrowser(name, { port: pc.port, extension: extensionFolder(name), headless, colorScheme: 'light' });
  const world = new World(name, pc, browser);
  /** @param {import('../harness/harness.mjs').Page} page @param {string} file */
  const shoot = async (page, file) => {
    const path = join(FOLDER, `${browserName}-${file}.png`);
    await page.screenshot({ path: /** @type {`${string}.png`} */ (path) });
    return relative(TOP, path);
  };

  say(`The practice console plays AWS on this machine; no request leaves it. Browser: ${await browser.browser.version()}.`);
  say();
  say('1. Signing in as the IAM user alice …');
  const { page, session } = await world.signIn({ kind: 'iam-user', alias: 'example-corp' });
  const timer = await world.timer(page, /left$/);
  const badge = await browser.waitForBadge(page, ({ text }) => text !== '', { timeout: 30_000 });
  say(`   At the lower right of the page: “${timer}”. On the toolbar: ${badge.text}.`);
  say(`   Picture: ${await shoot(page, '1-countdown')}`);

  say('2. Switching to a role. Only its earliest end is known …');
  const { page: role } = await world.switchRole(session, { role: 'Admin' });
  say(`   “${await world.timer(role, /left$/)}”`);
  say(`   Picture: ${await shoot(role, '2-role')}`);
  await role.close();
  await page.bringToFront();

  say('3. Almost twelve hours later (the demo changes the stored start of the session, not your clock) …');
  await browser.arrive(page, pc.signIn({ kind: 'iam-user', user: 'bob', alias: 'example-corp' }));
  await world.timer(page, /11 h/);
  await world.placeEnd(14 * 60 + 40);
  await page.reload();
  const notice = await world.notice(page, /AWS should sign you out/);
  say(`   The warning: “${notice.text}”`);
  say(`   Picture: ${await shoot(page, '3-warning')}`);

  if (picture !== null) {
    const file = resolve(process.cwd(), picture);
    const temporary = join(FOLDER, 'picture.png');
    await mkdir(dirname(file), { recursive: true });
    // Small enough to be read beside text, with enough of the page to see where it is.
    await page.setViewport({ width: 860, height: 480 });
    await page.screenshot({ path: /** @type {`${string}.png`} */ (temporary) });
    await rename(temporary, file);
    say(`   For the README: ${relative(TOP, file)}, ${(await stat(file)).size} bytes`);
  }

  if (!headless) {
    say();
    say('The browser stays open. Dismiss the warning, click the countdown, or open the popup from the toolbar.');
    say('The next warning comes five minutes before the end. After the end, the page says that the session has ended. To stop, close the browser or press Ctrl-C.');
    const running = browser.browser;
    await new Promise((stop) => running.once('disconnected', stop));
  } else if (picture === null) {
    say();
    say('There is no display here, so the browser ran headless. Look at the pictures.');
  }
} finally {
  await browser?.close().catch(() => undefined);
  await pc.close();
}
