// Carries out what the ledger answers: what each tab shows, what the toolbar says, which notification comes. It decides nothing, and stores nothing.
import { platform } from '../platform.js';
import '../shared/time.js';
import '../shared/spoken.js';
import { isConsole, serviceName, serviceOf } from './console-hosts.js';
import { notify } from './notify.js';
import { now } from './schedule.js';
import { whose } from './sessions.js';

/** @typedef {import('../core/session_clock_wasm.js').Effects} Effects */
/** @typedef {{ tab: number, url: string, respond: (show: unknown) => void }} Asker the tab that sent an event: it gets its view as the answer */
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
export const isOff = (url, { off, off_hosts, off_services }) =>
  off || (isConsole(url) && (off_hosts.includes(new URL(url).hostname) || off_services.includes(serviceName(serviceOf(url)))));

/** @param {Effects} effects @param {Manner} manner @returns {unknown[]} */
export function carryOut(effects, { isPrivate, options, lang, words, asker, sounding }) {
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
