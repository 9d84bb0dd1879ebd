// Takes events into the core's ledger, one after the other, stores what comes of them, and has it carried out (effects.js). No rules here: what is shown, when to
// wake and what to say are the ledger's answers.
import { platform } from '../platform.js';
import { forgetAddresses, keepAddress } from './addresses.js';
import { hasAccess, MATCHES } from './console-hosts.js';
import { loadCore, phrases } from './core.js';
import { carryOut, isOff } from './effects.js';
import { takeBack } from './notify.js';
import { betweenChanges, langOf, loadAgain, loadOptions, settingsOf } from './options.js';
import { record } from './recording.js';
import { now, wakeAt } from './schedule.js';
import { soundingTab } from './sound.js';
import { forgetAll, inTurn, load, save, setAside } from './store.js';
import { watchBegins } from './watch.js';

/** @typedef {import('./effects.js').Effects} Effects */
/** @typedef {import('./effects.js').Asker} Asker */
/** @typedef {import('../core/session_clock_wasm.js').Ledger} Ledger */

/** Asks for all that an event needs at once, not one after the other. Who waits for one of them hears its failure. @param {boolean} isPrivate */
export const prepare = (isPrivate) => void Promise.allSettled([loadCore(), loadOptions(), inTurn(() => load(isPrivate))]);

/**
 * Takes one event into the ledger of ordinary or of private windows.
 * @param {boolean} isPrivate @param {unknown} what @param {Asker} [asker]
 */
export const take = (isPrivate, what, asker) => takeAll(isPrivate, [what], asker);

/**
 * Takes events that came at once, and stores what comes of them once. Such as follow from what is known are worked out when it is their turn.
 * @param {boolean} isPrivate @param {unknown[] | ((ledger: Ledger | undefined) => Promise<unknown[]>)} what @param {Asker} [asker]
 */
export async function takeAll(isPrivate, what, asker) {
  const [core] = await Promise.all([loadCore(), loadOptions()]);
  await inTurn(async () => {
    // Again, in its turn: what was switched off meanwhile is off.
    const { options } = await loadOptions();
    const lang = langOf(options);
    const settings = settingsOf(options, lang);
    let ledger = await load(isPrivate);
    const events = [...(typeof what === 'function' ? await what(ledger) : what)];
    if (events.length === 0) return;
    // Private windows come and go: what ran in one before it was watched, nobody knows.
    if (!isPrivate && (await watchBegins() || !ledger?.watched_since)) events.unshift('watch-began');
    /** @param {unknown} event @returns {Effects} */
    const step = (event) => {
      const stepped = core.step(ledger, { now: now(), what: event });
      ledger = stepped.ledger;
      return stepped.effects;
    };
    /** @type {Effects[]} */
    const all = [];
    try {
      if (!isSame(ledger?.settings, settings)) all.push(step({ settings }));
      all.push(...events.map(step));
    } catch (fault) {
      // An event that cannot be read is its sender's fault; a ledger that cannot be read must not stop everything.
      if (/** @type {Error} */ (fault).name !== 'InvalidLedger') throw fault;
      await setAside(isPrivate, fault);
      ledger = undefined;
      all.push(step({ settings }), ...events.map(step));
    }
    // Stored before it is shown: a background that dies in between tells nobody what it would not know any more.
    await save(isPrivate, /** @type {Ledger} */ (ledger));
    const forgotten = isPrivate ? [] : events.flatMap((event) => /** @type {any} */ (event)?.forget?.session ?? []);
    if (forgotten.length > 0) await Promise.allSettled([forgetAddresses(forgotten), takeBack({ of: forgotten })]);
    const words = phrases('page', lang);
    const own = all.flatMap(({ tabs }) => tabs).findLast(({ tab }) => tab === asker?.tab)?.view;
    // What is kept beside the ledger may find no room: what is shown does not wait for it.
    if (options.keep_address && !isPrivate && asker && own && own.phase !== 'ended') await keepAddress(own.session, asker.url, () => core.overview(ledger, now()).map(({ session }) => session)).catch(console.error);
    // The tab that asks gets the one answer that counts, the last: it can hear only one.
    const last = all.findLastIndex(({ tabs }) => tabs.some(({ tab }) => tab === asker?.tab));
    const given = { tabs: all.flatMap(({ tabs }) => tabs), notices: all.flatMap(({ notices }) => notices) };
    const seen = async () => (await platform.tabs.query({})).filter(({ url = '' }) => !isOff(url, options));
    const sounding = options.sound ? await soundingTab(isPrivate, given, seen) : null;
    const shown = all.flatMap((effects, at) => {
      const tabs = effects.tabs.filter(({ tab }) => at === last || tab !== asker?.tab);
      return carryOut({ ...effects, tabs }, { isPrivate, options, lang, words, asker, sounding });
    });
    const { wake, soonest } = /** @type {Effects} */ (all.at(-1));
    // Only ordinary windows have the badge of the session that ends first, and no page asks for its next text.
    const moments = [wake, isPrivate ? null : soonest?.until ?? null].filter((moment) => moment !== null);
    await Promise.all([
      wakeAt(isPrivate, moments.length > 0 ? Math.min(...moments) : null), Promise.allSettled(shown),
      options.recording && !isPrivate ? record(events.map((what) => ({ now: now(), what }))).catch(console.error) : undefined,
    ]);
  });
  if (compared.has(isPrivate)) return;
  compared.add(isPrivate);
  await compareTabs(isPrivate);
}

/** Ledgers whose tabs were compared once in this life of the background: what a tab did while the last one was being stopped is lost. @type {Set<boolean>} */
const compared = new Set();

/** Takes out of a ledger the tabs that show the console no longer. @param {boolean} isPrivate */
export const compareTabs = (isPrivate) => takeAll(isPrivate, goneTabs);

/** Looks at the clock, once those tabs are gone: nobody is warned in a page that was left. @param {boolean} isPrivate */
export const wake = (isPrivate) => takeAll(isPrivate, async (ledger) => [...await goneTabs(ledger), 'woke']);

/** The known tabs. What is stored may be damaged. @param {Ledger | undefined} ledger */
const tabsOf = (ledger) => [ledger?.tabs ?? []].flat().filter((tab) => Number.isInteger(tab?.tab));

/**
 * The known tabs that were closed, or lead elsewhere now. Without the permission `tabs` a browser tells which tabs show the hosts that it has granted.
 * @param {Ledger | undefined} ledger
 */
async function goneTabs(ledger) {
  const known = tabsOf(ledger);
  if (known.length === 0) return [];
  // Where access is withheld it tells none: then what is closed is gone, and nothing else.
  const open = new Set((await platform.tabs.query(await hasAccess() ? { url: MATCHES } : {})).map(({ id }) => id));
  return known.filter(({ tab }) => !open.has(tab)).map(({ tab }) => ({ 'tab-gone': { tab } }));
}

/** Whether the ledger has these settings: Chromium gives back what is stored with its keys in another order. @param {any} stored @param {ReturnType<typeof settingsOf>} settings */
const isSame = (stored, settings) =>
  Object.entries(settings).every(([key, value]) => stored?.[key] === value || JSON.stringify(stored?.[key]) === JSON.stringify(value));

/** That every tab is shown again, where that has not begun yet. @type {Promise<void> | undefined} */
let soon;

/**
 * Shows every tab again, after a change of the options; after many at once, as where a key that moves the countdown is held, once. In a turn to the end: what comes
 * of a later event must not be overtaken by what was known before it.
 */
export const showAll = () => (soon ??= inTurn(async () => {
  soon = undefined;
  const [core, { options }] = await Promise.all([loadCore(), loadOptions()]);
  const lang = langOf(options);
  if (options.hide_names) await takeBack({ namesOnly: true }).catch(console.error);
  await Promise.all([false, true].map(async (isPrivate) => {
    const ledger = await load(isPrivate);
    if (!ledger) return;
    const effects = { ...core.show(ledger, now()), notices: [], wake: null };
    await Promise.allSettled(carryOut(effects, { isPrivate, options, lang, words: phrases('page', lang) }));
  }));
}));

/** Forgets everything: the pages, the toolbar and the notifications, which told of it, tell of nothing. What is being written now, an event or an option, is written before. */
export const forgetEverything = () => betweenChanges(() => inTurn(async () => {
  const ledgers = await Promise.all([load(false), load(true)]);
  await forgetAll();
  await takeBack().catch(console.error);
  const { options } = await loadAgain();
  const lang = langOf(options);
  await Promise.all(ledgers.map((ledger, at) => {
    const tabs = tabsOf(ledger).map(({ tab }) => ({ tab, view: null, who: null, badge: '', warning: null, beside: [] }));
    return Promise.allSettled(carryOut({ tabs, notices: [], wake: null, soonest: null }, { isPrivate: at === 1, options, lang, words: phrases('page', lang) }));
  }));
}));
