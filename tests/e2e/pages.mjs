// What the tests of the extension's own pages share: opening a page in a theme and a language, what axe-core finds, a picture of it.
import assert from 'node:assert/strict';
import { mkdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { waitFor } from '../harness/browsers.mjs';
import { PATIENCE } from './setup.mjs';

/** @typedef {import('./setup.mjs').Page} Page */
/** @typedef {import('./setup.mjs').World} World */

export const THEMES = /** @type {const} */ (['light', 'dark']);
export const LANGUAGES = /** @type {const} */ (['en', 'ja']);
export const SHOTS = fileURLToPath(new URL('../../target/screenshots/', import.meta.url));
const AXE = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Chosen in the options, so that each language is seen in each browser. @param {World} world @param {Record<string, unknown>} options */
export const setOptions = (world, options) => world.browser.inExtension((api, wanted) => api.storage.local.get('options').then((/** @type {any} */ stored) => api.storage.local.set({ options: { ...stored.options, ...wanted } })), options);

/** What a page shows as text. @param {Page} page @param {string} [selector] @returns {Promise<string>} */
export const textOf = (page, selector = 'body') => page.evaluate((s) => /** @type {HTMLElement} */ (document.querySelector(s))?.innerText ?? '', selector);

/** Waits until a page's text fits. @param {Page} page @param {RegExp} wanted @param {string} [selector] */
export async function says(page, wanted, selector = 'body') {
  let text = '';
  await waitFor(async () => {
    text = await textOf(page, selector);
    return wanted.test(text);
  }, { what: `${wanted} in ${selector}`, ...PATIENCE, detail: () => text });
  return text;
}

/** Opens one of the extension's pages and waits until it is filled. @param {World} world @param {'popup' | 'options' | 'welcome'} name @param {{ background?: boolean }} [manner] */
export async function openPage(world, name, manner) {
  const page = await world.browser.openExtensionPage(`${name}/${name}.html`, manner);
  opened.add(page);
  const filled = { popup: 'body[data-filled]', options: '#forgetting', welcome: 'body[data-filled]' }[name];
  await waitFor(() => page.evaluate((s) => document.querySelector(s) !== null, filled), { what: `${name} filled`, ...PATIENCE, detail: () => textOf(page) });
  return page;
}

/** @type {Set<Page>} */
const opened = new Set();

/** Closes every page that `openPage` opened, so that what one test left open does not ask on in the next. */
export async function closePages() {
  for (const page of opened) if (!page.isClosed()) await page.close();
  opened.clear();
}

/**
 * Clicks the middle of an element, as a hand would: wherever it stands, once it stands still. Where something else has moved under the hand by then, nothing is pressed
 * and the hand follows.
 * @param {Page} page @param {string} selector
 */
export async function click(page, selector) {
  let before = '';
  await waitFor(async () => {
    const place = await page.evaluate((s) => {
      const element = document.querySelector(s);
      element?.scrollIntoView({ block: 'center', behavior: 'instant' });
      const box = element?.getBoundingClientRect();
      return box && box.width > 0 ? { x: box.x + box.width / 2, y: box.y + box.height / 2 } : null;
    }, selector);
    const still = JSON.stringify(place) === before;
    before = JSON.stringify(place);
    if (!still || !place) return false;
    await page.evaluate((s) => {
      const hand = /** @type {any} */ (window).practiceHand = { isOver: false, gone: new AbortController() };
      const held = (/** @type {Event} */ event) => {
        if (event.type === 'pointerdown') hand.isOver = event.composedPath().includes(/** @type {Element} */ (document.querySelector(s)));
        if (!hand.isOver) { event.preventDefault(); event.stopImmediatePropagation(); }
      };
      for (const type of ['pointerdown', 'mousedown', 'pointerup', 'mouseup', 'click']) addEventListener(type, held, { capture: true, signal: hand.gone.signal });
    }, selector);
    await page.mouse.click(place.x, place.y);
    return page.evaluate(() => {
      const hand = /** @type {any} */ (window).practiceHand;
      hand.gone.abort();
      return hand.isOver;
      // A press that closes the page, or leads to another, was one.
    }).catch(() => true);
  }, { what: selector, ...PATIENCE, detail: () => textOf(page) });
}

/** Waits until a switch of the options is on, or off. @param {Page} page @param {string} selector @param {boolean} on */
export const isSwitched = (page, selector, on) => waitFor(() => page.evaluate((s, wanted) => /** @type {HTMLInputElement | null} */ (document.querySelector(s))?.checked === wanted, selector, on),
  { what: `${selector} ${on ? 'on' : 'off'}`, ...PATIENCE, detail: () => textOf(page) });

/** Empties a text field and fills it. @param {Page} page @param {string} selector @param {string} text */
export async function fill(page, selector, text) {
  await click(page, selector);
  await page.evaluate((s) => /** @type {HTMLInputElement} */ (document.querySelector(s)).select(), selector);
  await page.keyboard.press('Backspace');
  await page.keyboard.type(text);
}

/** @param {World} world @param {Page} page @param {'light' | 'dark'} theme */
export async function inTheme(world, page, theme) {
  if (world.name === 'chromium') {
    await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: theme }, { name: 'prefers-reduced-motion', value: 'reduce' }]);
  } else {
    await /** @type {any} */ (world.browser).inBrowserWindow(`Services.prefs.setIntPref('layout.css.prefers-color-scheme.content-override', ${theme === 'dark' ? 0 : 1})`);
  }
  await waitFor(() => page.evaluate((dark) => matchMedia('(prefers-color-scheme: dark)').matches === dark, theme === 'dark'), { what: `the ${theme} theme`, ...PATIENCE });
}

/** Nothing that axe-core finds wrong. @param {Page} page @param {string} what @param {string} [within] a part of the page */
export async function isAccessible(page, what, within = 'html') {
  // The page's own CSP forbids scripts that are not the extension's, so it is run as code of the test.
  await page.evaluate(AXE);
  const violations = await page.evaluate(async (part) => {
    const axe = /** @type {any} */ (globalThis).axe;
    const results = await axe.run(part, { resultTypes: ['violations'], rules: { 'target-size': { enabled: true } } });
    return results.violations.map((/** @type {any} */ one) => `${one.id}: ${one.nodes.map((/** @type {any} */ node) => `${node.html} ${node.failureSummary}`).join(' | ')}`);
  }, within);
  assert.deepEqual(violations, [], what);
}

/**
 * A state in both themes and languages: accessible in each, and a picture of each. Leaves it in English and light.
 * @param {World} world @param {Page} page @param {string} state
 */
export async function eachLook(world, page, state) {
  await mkdir(SHOTS, { recursive: true });
  for (const lang of [...LANGUAGES].reverse()) {
    await setOptions(world, { lang });
    await waitFor(() => page.evaluate((wanted) => document.documentElement.lang === wanted, lang), { what: `the page in ${lang}`, ...PATIENCE });
    for (const theme of [...THEMES].reverse()) {
      await inTheme(world, page, theme);
      await isAccessible(page, `${state}, ${lang}, ${theme}`);
      await page.screenshot({ path: /** @type {`${string}.png`} */ (join(SHOTS, `${state}-${lang}-${theme}-${world.name}.png`)), fullPage: true });
    }
  }
}

/** What stands wider than the page: nothing should. @param {Page} page @returns {Promise<string[]>} */
export const sticksOut = (page) => page.evaluate(() => [...document.querySelectorAll('body *')]
  .filter((element) => element.getBoundingClientRect().right > document.documentElement.clientWidth + 1 && getComputedStyle(element).display !== 'none')
  .map((element) => `${element.tagName} ${element.textContent?.slice(0, 60)}`));

/** Names that a page must show whole and inert. */
export const HOSTILE = {
  markup: '<img src=x onerror=alert(1)>&amp;"\'',
  apostrophe: 'O\'Brien & Söhne',
  rightToLeft: '\u05d7\u05e9\u05d1\u05d5\u05df \u202eevil',
  longRole: 'R'.repeat(64),
  longAlias: 'a'.repeat(63),
};

/**
 * Sessions made of one that was really met, so that all that the ledger keeps is there.
 * @param {World} world @param {((base: any) => Record<string, unknown>)[]} variants
 */
export async function multiply(world, variants, { ledger: more = {} } = {}) {
  await world.browser.changeStorage((stored) => {
    const [base] = stored.ledger.sessions;
    const sessions = variants.map((variant, at) => ({ ...structuredClone(base), id: at + 1, ...variant(structuredClone(base)) }));
    return { ...stored, ledger: { ...stored.ledger, sessions, next_id: sessions.length + 1, tabs: stored.ledger.tabs.map((/** @type {any} */ tab) => ({ ...tab, session: 1 })), ...more } };
  });
}
