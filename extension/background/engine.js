// Takes events into the core's ledger, one after the other, and carries out what comes of them. No rules here: what is shown, when to
// wake and what to say are the ledger's answers.
import { platform } from '../platform.js';
import '../shared/time.js';
import '../shared/spoken.js';
import { forgetAddresses, keepAddress } from './addresses.js';
import { hasAccess, isConsole, MATCHES, serviceName, serviceOf } from './console-hosts.js';
import { loadCore, phrases } from './core.js';
import { notify, takeBack } from './notify.js';
import { betweenChanges, langOf, loadAgain, loadOptions, settingsOf } from './options.js';
import { record } from './recording.js';
import { wakeAt } from './schedule.js';
import { whose } from './sessions.js';
import { soundingTab } from './sound.js';
import { forgetAll, inTurn, load, save, setAside } from './store.js';
import { watchBegins } from './watch.js';

/** @typedef {import('../core/session_clock_wasm.js').Effects} Effects */
/** @typedef {import('../core/session_clock_wasm.js').Ledger} Ledger */
/** @typedef {{ tab: number, url: string, respond: (show: unknown) => void }} Asker the tab that sent an event: it gets its view as the answer */

/** The present moment in Unix seconds, rounded up, so that what is shown is never more than what is left. */
export const now = () => Math.ceil(Date.now() / 1000);

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

/** @typedef {{ isPrivate: boolean, options: import('./options.js').Options, lang: string, words: Record<string, string>, asker?: Asker, sounding?: import('./sound.js').Sounding | null }} Manner `sounding`: the tab that makes the tone */

/** What the toolbar's button is called where there is nothing to tell. */
const NAME = platform.runtime.getManifest().action.default_title;

/** The badge's ground by how pressing it is. White stands on each (pages/tokens.css). */
const BADGE = { calm: '#3a4553', amber: '#8a5a00', red: '#c21414', unknown: '#626b77' };

/** What the toolbar tells where no tab says otherwise: of the session that ends first, or of none. @param {{ badge: string, ground: keyof typeof BADGE, title: string } | null} told @returns {unknown[]} */
const toolbar = (told) => [
  platform.action.setBadgeTextColor?.({ color: '#fff' }),
  platform.action.setBadgeText({ text: told?.badge ?? '' }),
  platform.action.setBadgeBackgroundColor({ color: BADGE[told?.ground ?? 'calm'] }),
  platform.action.setTitle({ title: told?.title ?? NAME }),
];

/** How long a page is waited for. One that is frozen, busy or behind a dialog answers only once it goes on, and shows then what it was told meanwhile, in turn. */
const PATIENCE = 1000;

/**
 * Has a page show what it did not ask for; refused where none hears. As text, since Chromium drops every null of an argument.
 * @param {number} tab @param {import('../messages.js').Show} message
 */
async function tell(tab, message) {
  const show = (/** @type {string} */ text) => globalThis.sessionClockShow?.(JSON.parse(text));
  const told = platform.scripting.executeScript({ target: { tabId: tab }, injectImmediately: true, func: show, args: [JSON.stringify(message)] });
  const [heard] = await Promise.race([told, new Promise((late) => setTimeout(late, PATIENCE, []))]);
  if (!heard?.result) throw new Error('no content script');
}

/** Whether the countdown is off on a page. @param {string} url @param {import('./options.js').Options} options */
const isOff = (url, { off, off_hosts, off_services }) =>
  off || (isConsole(url) && (off_hosts.includes(new URL(url).hostname) || off_services.includes(serviceName(serviceOf(url)))));

/** @param {Effects} effects @param {Manner} manner @returns {unknown[]} */
function carryOut(effects, { isPrivate, options, lang, words, asker, sounding }) {
  const { show, folded, position, place, title, lead_times: leads } = options;
  const look = { show, folded, position, place, title, leads };
  const named = (/** @type {import('../core/session_clock_wasm.js').Person} */ person) => whose(person, { options, words });
  const { told, state, urgency, writtenToday } = globalThis.sessionClockTime;
  const work = effects.tabs.flatMap(/** @returns {unknown[]} */ ({ tab, view, who, badge, warning, beside }) => {
    const message = {
      kind: /** @type {const} */ ('show'), view, who: who && named(who), badge, warning, sound: tab === sounding?.tab, words, lang, look,
      ends: view && view.end !== null ? writtenToday(lang, view.end) : null,
      beside: beside.map((one) => ({ ...one, who: named(one.who) })),
    };
    /** For a page at this address, which may be one without a countdown. @param {string} url */
    const at = (url) => (isOff(url, options) ? { ...message, view: null } : message);
    const is = view && state(view, now());
    const colour = view && is === 'running' ? urgency(view, now(), leads) : is === 'over' ? 'red' : 'unknown';
    const onTab = () => Promise.all([
      // Empty where the page's session is not known: another one's end is no answer on a page of the console.
      platform.action.setBadgeText({ tabId: tab, text: badge }),
      platform.action.setBadgeBackgroundColor({ tabId: tab, color: BADGE[colour] }),
      platform.action.setTitle({ tabId: tab, title: told(message, now()).name }),
    ]);
    if (tab === asker?.tab) return [asker.respond(at(asker.url)), onTab()];
    // A page that does not hear may have been left a moment ago: no foreign page gets a countdown beside it.
    const done = platform.tabs.get(tab).then(({ url = '' }) => tell(tab, at(url)));
    if (tab === sounding?.tab) done.catch(sounding.missed);
    return [done.then(onTab)];
  });
  // Private windows give no desktop notification.
  if (!isPrivate) {
    work.push(...notifications(effects.notices, { options, words, lang }).map(notify));
    const { soonest } = effects;
    work.push(...toolbar(soonest && {
      badge: soonest.badge, ground: urgency(soonest.view, now(), leads), title: told({ view: soonest.view, who: named(soonest.who), words, lang, look }, now()).name,
    }));
  }
  return work;
}

/** What came at once is one notification: what warns, and what has ended. @param {Effects['notices']} notices @param {import('./sessions.js').Manner} manner @returns {import('./notify.js').Told[]} */
function notifications(notices, { options, words, lang }) {
  const { say, clock, bounded } = globalThis.sessionClockTime;
  const { nearest, written } = globalThis.sessionClockSpoken;
  return [notices.filter(({ given }) => given.lead > 0), notices.filter(({ given }) => given.lead === 0)].filter((some) => some.length > 0).map((some) => {
    const [first] = some.toSorted((a, b) => a.given.end - b.given.end);
    const { given: { lead, end }, bound, warning } = first;
    const sessions = [first, ...some.filter((one) => one !== first)].map(({ session }) => session);
    const shared = { sessions, nameless: options.hide_names || some.length > 1, urgent: lead <= (options.lead_times.at(-1) ?? 0), moment: `${lead}-${end}` };
    const time = clock(lang, end);
    if (some.length > 1) {
      return lead > 0 ? { ...shared, title: say(words.NOTICE_MANY, some.length), message: `${say(words.NOTICE_MANY_FROM, time)}${words.STOP}${words.DO_MANY}` }
        : { ...shared, title: say(words.NOTIFY_ENDED_MANY, some.length), message: say(words.NOTIFY_ENDED_WHAT, time) };
    }
    const { account, who } = whose(first.who, { options, words });
    const whom = say(words.WHO, account, who);
    if (lead === 0) return { ...shared, title: say(words.NOTIFY_ENDED, whom), message: `${say(words.NOTIFY_ENDED_WHAT, time)}\n${written(lang, warning.what)}` };
    const left = nearest(words, end - now());
    return bound ? { ...shared, title: say(words.NOTIFY_OTHER, whom, say(bounded(words, bound), left)), message: `${written(lang, warning.title)}${words.STOP}${written(lang, warning.what)}` }
      : { ...shared, title: say(words.NOTIFY, whom, left), message: say(words.NOTIFY_WHAT, time) };
  });
}

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
