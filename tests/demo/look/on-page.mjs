// Pictures of what stands on the console's page: countdown, notice, end and panel, in every state.
import { STATES, surfaces } from '../../e2e/on-page.mjs';

/** @param {import('./look.mjs').Studio} studio */
export async function onPage({ world, shoot, lang, theme }) {
  const { bare, stand } = await surfaces('chromium');
  const page = await bare(world);
  await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: theme }]);
  for (const [width, height, wide] of /** @type {const} */ ([[640, 560, ''], [320, 560, '-narrow']])) {
    await page.setViewport({ width, height, deviceScaleFactor: 2 });
    await page.evaluate((dark) => {
      document.body.style.cssText = dark ? 'background:#0f141a;color:#d1d5db' : 'background:#fff;color:#16191f';
    }, theme === 'dark');
    for (const [name, state] of Object.entries(STATES)) {
      if (wide && name.startsWith('countdown')) continue;
      await stand(page, state, lang);
      await shoot(page, `${name}${wide}`);
    }
  }
  await page.close();
}
