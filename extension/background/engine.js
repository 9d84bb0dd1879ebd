// Takes events into the core's ledger, one after the other, and carries out what comes of them. No rules here: what is shown, when to
// wake and what to say are the ledger's answers.
import { platform } from '../platform.js';
import { hasAccess, MATCHES } from './console-hosts.js';
import { loadCore, phrases } from './core.js';
import { notify } from './notify.js';
import { langOf, loadOptions, settingsOf } from './options.js';
import { record } from './recording.js';
import { wakeAt } from './schedule.js';
import { sessionsOf } from './sessions.js';
import { inTurn, load, save, setAside } from './store.js';
import { watchBegins } from './watch.js';

/** @typedef {import('../core/session_clock_wasm.js').Effects} Effects */
/** @typedef {import('../core/session_clock_wasm.js').Ledger} Ledger */
/** @typedef {{ tab: number, url: string, respond: (show: unknown) => void }} Asker the tab that sent an event: it gets its view as the answer */

/** The present moment in Unix seconds, rounded up, so that what is shown is never more than what is left. */
export const now = () => Math.ceil(Date.now() / 1000);

/** Addresses of console tabs, for the countdown that is off on some hosts. Forgotten with the background: a tab tells it anew. @type {Map<number, string>} */
const hosts = new Map();

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
  const [core, { options }] = await Promise.all([loadCore(), loadOptions()]);
  if (asker) hosts.set(asker.tab, new URL(asker.url).hostname);
  await inTurn(async () => {
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
    const words = phrases('page', lang);
    const shown = all.flatMap((effects, at) => {
      // The tab that asks gets the one answer that counts, the last: it can hear only one.
      const tabs = effects.tabs.filter(({ tab }) => at === all.length - 1 || tab !== asker?.tab);
      return carryOut(core, { ...effects, tabs }, { isPrivate, ledger, options, lang, words, asker });
    });
    const { wake } = /** @type {Effects} */ (all.at(-1));
    await Promise.all([
      wakeAt(isPrivate, wake), Promise.allSettled(shown),
      options.recording && !isPrivate ? record(events.map((what) => ({ now: now(), what }))) : undefined,
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

/**
 * The known tabs that were closed, or lead elsewhere now. Without the permission `tabs` a browser tells which tabs show the hosts that it has granted.
 * @param {Ledger | undefined} ledger
 */
async function goneTabs(ledger) {
  // What is stored may be damaged.
  const known = [ledger?.tabs ?? []].flat().filter((tab) => Number.isInteger(tab?.tab));
  if (known.length === 0) return [];
  // Where access is withheld it tells none: then what is closed is gone, and nothing else.
  const open = new Set((await platform.tabs.query(await hasAccess() ? { url: MATCHES } : {})).map(({ id }) => id));
  return known.filter(({ tab }) => !open.has(tab)).map(({ tab }) => ({ 'tab-gone': { tab } }));
}

/** Whether the ledger has these settings: Chromium gives back what is stored with its keys in another order. @param {any} stored @param {ReturnType<typeof settingsOf>} settings */
const isSame = (stored, settings) =>
  Object.entries(settings).every(([key, value]) => stored?.[key] === value || JSON.stringify(stored?.[key]) === JSON.stringify(value));

/** @typedef {{ isPrivate: boolean, ledger: Ledger | undefined, options: import('./options.js').Options, lang: string, words: Record<string, string>, asker?: Asker }} Manner */

/** @param {Awaited<ReturnType<typeof loadCore>>} core @param {Effects} effects @param {Manner} manner @returns {unknown[]} */
function carryOut(core, effects, { isPrivate, ledger, options, lang, words, asker }) {
  const look = { show: options.show, folded: options.folded, position: options.position, place: options.place };
  const work = effects.tabs.flatMap(/** @returns {unknown[]} */ ({ tab, view, badge, title }) => {
    const off = options.off || options.off_hosts.includes(hosts.get(tab) ?? '');
    const show = { kind: 'show', view: off ? null : view, words, lang, look };
    const toolbar = () => Promise.all([
      // Where a tab has nothing to say, the soonest end is said there too.
      platform.action.setBadgeText({ tabId: tab, text: /** @type {any} */ (badge || null) }),
      platform.action.setTitle({ tabId: tab, title }),
    ]);
    if (tab === asker?.tab) return [asker.respond(show), toolbar()];
    // A page that does not hear may have been left a moment ago: no foreign page gets a countdown beside it.
    return [platform.tabs.sendMessage(tab, show).then(toolbar)];
  });
  // Private windows give no desktop notification.
  if (!isPrivate) {
    const known = effects.notices.length > 0 ? sessionsOf(core, ledger, options, lang, now()) : [];
    for (const { session, given, bound } of effects.notices) {
      const { name, account, why = [] } = known.find((one) => one.session === session) ?? {};
      const clock = new Intl.DateTimeFormat(lang, { hour: '2-digit', minute: '2-digit' });
      /** @param {import('../core/session_clock_wasm.js').Piece[]} pieces */
      const text = (pieces) => pieces.map((piece) => ('text' in piece ? piece.text : clock.format(piece.moment * 1000))).join('');
      const notice = text(core.notice(lang, given.lead, given.end, bound ?? undefined, now()));
      // No page is around it to say whose session it is; and of one that has ended, why.
      const message = given.lead === 0 ? `${notice}\n${text(why)}` : notice;
      work.push(notify(session, given, `${name} · ${account}`, message, given.lead <= (options.lead_times.at(-1) ?? 0)));
    }
    // Where no tab says otherwise, the badge says the soonest end.
    work.push(platform.action.setBadgeText({ text: effects.soonest ?? '' }));
  }
  return work;
}

/** Shows every tab anew: after a change of the options. */
export async function showAll() {
  const core = await loadCore();
  const { options } = await loadOptions();
  const lang = langOf(options);
  const ledgers = await inTurn(() => Promise.all([load(false), load(true)]));
  await Promise.all(ledgers.map((ledger, at) => {
    const isPrivate = at === 1;
    if (!ledger) return undefined;
    const effects = { ...core.show(ledger, now()), notices: [], wake: null };
    return Promise.allSettled(carryOut(core, effects, { isPrivate, ledger, options, lang, words: phrases('page', lang) }));
  }));
}
