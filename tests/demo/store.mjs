// `cargo xtask demo store`: the pictures of the store listings, 1280 by 800 as the stores want them, in both languages, under target/store/.
import { mkdir } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startPracticeConsole } from '../practice-console/practice-console.mjs';
import { launchBrowser } from '../harness/browsers.mjs';
import { PATIENCE, World, extensionFolder } from '../e2e/setup.mjs';
import { LANGUAGES, openPage, says, setOptions } from '../e2e/pages.mjs';
import { serveCalculator } from '../e2e/calculator-server.mjs';

const TOP = fileURLToPath(new URL('../..', import.meta.url));
const FOLDER = join(TOP, 'target/store');
const SIZE = { width: 1280, height: 800 };
// Role B for an hour, chained to C after half an hour: the experiment of CONSOLE_ARTICLE (rules/sources.rs).
// Begun so that the chained session still runs, whenever the picture is taken.
const START = Math.floor(Date.now() / 300_000) * 300 - 40 * 60;
const CHAIN = { session: { via: 'switch-role', at: START + 1_800, multi_session: true, role_max: 43_200,
  source: { via: 'switch-role', at: START, multi_session: true, role_max: 3_600, source: { via: 'iam-user', at: START } } } };
const [MORE, LEFT] = [/^(Why|理由)/, /left$|^AWS セッション: .*残り/];

await mkdir(FOLDER, { recursive: true });
const pc = await startPracticeConsole();
const host = await serveCalculator();
/** @type {Awaited<ReturnType<typeof launchBrowser>> | undefined} */ let browser;
try {
  browser = await launchBrowser('chromium', { port: pc.port, extension: extensionFolder('chromium'), headless: true, colorScheme: 'light' });
  const running = browser;
  const world = new World('chromium', pc, running);
  for (const lang of LANGUAGES) {
    /** @param {import('../harness/harness.mjs').Page} page @param {string} name */
    const shoot = async (page, name) => {
      const path = join(FOLDER, `${lang}-${name}.png`);
      await page.bringToFront();
      await page.setViewport(SIZE);
      await page.screenshot({ path: /** @type {`${string}.png`} */ (path) });
      console.log(relative(TOP, path));
    };
    await world.startAnew();
    await setOptions(world, { lang, show: 'both' });
    const { page: user, session } = await world.signIn({ kind: 'iam-user', multiSession: true, alias: 'example-corp' });
    await world.timer(user, LEFT);
    const { page: role, session: source } = await world.switchRole(session, { role: 'Deploy', roleMaxSeconds: 43_200 });
    await world.timer(role, LEFT);
    const { page: chained } = await world.switchRole(source, { role: 'Audit', roleMaxSeconds: 43_200 });
    await world.timer(chained, LEFT);
    await chained.setViewport(SIZE);
    await running.clickNode(chained, (node) => node.role === 'button' && MORE.test(node.name), PATIENCE);
    await running.waitForNode(chained, (node) => node.role === 'dialog', PATIENCE);
    await shoot(chained, '1-why');
    const popup = await openPage(world, 'popup');
    await says(popup, /Audit/);
    await shoot(popup, '2-sessions');
    await popup.close();
    const options = await openPage(world, 'options');
    await shoot(options, '4-options');
    await options.close();

    await world.startAnew();
    await setOptions(world, { lang });
    const { page: late } = await world.signIn({ kind: 'iam-user', alias: 'example-corp' });
    await world.timer(late, LEFT);
    await world.placeEnd(5 * 60 + 2);
    await late.reload();
    await world.notice(late, /5/);
    await shoot(late, '3-warning');

    const calculator = await running.newPage();
    await calculator.setViewport(SIZE);
    await calculator.evaluateOnNewDocument((chosen) => localStorage.setItem('lang', chosen), lang);
    await calculator.goto(`${host.url}#${encodeURIComponent(JSON.stringify(CHAIN))}`, { waitUntil: 'load' });
    await calculator.waitForSelector('html.ready #picture svg');
    await shoot(calculator, '5-calculator');
    await calculator.$eval('#picture', (picture) => picture.scrollIntoView({ block: 'center', behavior: 'instant' }));
    await shoot(calculator, '6-picture');
    await calculator.close();
  }
} finally {
  await browser?.close().catch(() => undefined);
  await host.close();
  await pc.close();
}
