// Pictures of the extension's own pages: popup, options and first run, in every state.
import { setOptions } from '../../e2e/pages.mjs';
import { popupStates } from './scenes.mjs';

/** Puts what is made up in the place of what the background tells. Runs in the page. @param {any} told */
function instead(told) {
  const real = chrome.runtime.sendMessage.bind(chrome.runtime);
  /** @type {any} */ (chrome.runtime).sendMessage = async (/** @type {any} */ message) => (message.kind === 'overview' ? told : real(message));
}

/** @param {import('./look.mjs').Studio} studio */
export async function ownPages({ world, shoot, lang, theme }) {
  const { browser } = world;
  /** @param {string} name @param {number} width @param {any} [told] @param {string} [open] */
  const page = async (name, width, told, open) => {
    const made = await browser.newPage();
    await made.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: theme }, { name: 'prefers-reduced-motion', value: 'reduce' }]);
    await made.setViewport({ width, height: 600, deviceScaleFactor: 2 });
    made.on('pageerror', (fault) => console.error(name, fault));
    made.on('console', (message) => { if (message.type() === 'error') console.error(name, message.text()); });
    if (told) await made.evaluateOnNewDocument(instead, told);
    await made.goto(`chrome-extension://${/** @type {any} */ (browser).extensionId}/${name}/${name}.html`);
    await made.waitForSelector(name === 'options' ? '#forgetting' : 'body[data-filled]');
    if (open) {
      await made.click(`[data-key="${open}"]`);
      await made.evaluate(() => /** @type {HTMLElement} */ (document.activeElement)?.blur());
      await made.mouse.move(0, 0);
    }
    return made;
  };
  await setOptions(world, { lang });
  const base = await browser.inExtension((api) => api.storage.local.get('options')).then((/** @type {any} */ { options }) => ({
    now: 0, lang, locked: [], origins: [], options: { lead_times: [900, 300, 60], lang, off: false, off_services: [], off_hosts: [], accounts: {}, colours: {}, hide_names: false, ...options },
  }));
  for (const [name, { told, open }] of Object.entries(popupStates(lang, base))) {
    const made = await page('popup', 380, told, open);
    await shoot(made, name, 'body');
    await made.close();
  }
  await setOptions(world, {
    lang, accounts: { 111122223333: 'acme-dev', 555566667777: 'Production' }, off_services: ['EC2'],
    role_maxima: [{ role: 'arn:aws:iam::111122223333:role/Admin', seconds: 28_800 }, { role: 'arn:aws:iam::*:role/ReadOnly*', seconds: 14_400 }],
    sign_in_maxima: [{ identity: 'arn:aws:iam::222233334444:user/*', seconds: 604_800 }],
  });
  for (const [size, width] of /** @type {const} */ ([['', 640], ['-narrow', 360]])) {
    const options = await page('options', width);
    await shoot(options, `options${size}`, 'body');
    if (!size) {
      for (const key of ['open-lead-other', 'open-sign-in-form', 'open-import-form', 'open-account-form', 'open-everything']) await options.click(`[data-key="${key}"]`);
      await shoot(options, 'options-open', 'body');
    }
    await options.close();
    const welcome = await page('welcome', size ? 360 : 740);
    await shoot(welcome, `welcome${size}`, 'body');
    await welcome.close();
  }
  await setOptions(world, { accounts: {}, off_services: [], off_hosts: [], role_maxima: [], sign_in_maxima: [] });
}
