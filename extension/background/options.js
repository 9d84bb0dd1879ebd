// What the user chose, and what the organisation set: read, checked and merged here, and nowhere else.
import { COLOURS, PLACES } from '../messages.js';
import { platform } from '../platform.js';

/**
 * @typedef {object} Options
 * @property {number[]} lead_times how long before the end a warning comes, in seconds
 * @property {string} lang `en`, `ja`, or empty: the browser's
 * @property {'remaining' | 'end' | 'both'} show what the countdown shows
 * @property {boolean} folded the countdown is shrunk to a circle
 * @property {{ right: number, bottom: number } | null} position that the user gave the countdown, in CSS pixels from the lower right corner
 * @property {string} place of the countdown where the user gave it no position: one of `PLACES`
 * @property {boolean} off no countdown on any page
 * @property {string[]} off_services no countdown on pages of these services, in every region and session
 * @property {string[]} off_hosts no countdown on these hosts: for organisations
 * @property {{ role: string, seconds: number }[]} role_maxima by ARN or pattern
 * @property {{ identity: string, seconds: number }[]} sign_in_maxima how long sign-ins last, by the ARN of a user or role, or a pattern
 * @property {Record<string, string>} accounts display names by account number
 * @property {Record<string, string>} colours of accounts, by account number: a name of `COLOURS`
 * @property {boolean} hide_names no names anywhere: for screen sharing
 * @property {boolean} title the time left in the title of a console tab
 * @property {boolean} warn_without_tab warn of a session's end also where no tab of it is open
 * @property {boolean} sound a tone with each warning on a page
 * @property {boolean} keep_address keep the address of the page that a session showed last, to lead back there
 * @property {boolean} page_cookie look for the end in the cookie that the page itself can read
 * @property {boolean} recording keep a recording for `session-clock replay`
 */

/** @type {Options} */
const DEFAULTS = {
  lead_times: [900, 300, 60], lang: '', show: 'remaining', folded: false, position: null, off: false, off_services: [], off_hosts: [], role_maxima: [], sign_in_maxima: [],
  accounts: {}, colours: {}, place: 'bottom-right', hide_names: false, title: false, warn_without_tab: false, sound: false, keep_address: false, page_cookie: true, recording: false,
};

const KEY = 'options';
const MOST = 10_000;
const LONGEST_LEAD = 12 * 3600;
/** AWS's own. */
const LONGEST_ARN = 2048;

/** @param {unknown} value @returns {value is number} */
const isWhole = (value) => Number.isSafeInteger(value);
/** @param {unknown} value @param {number} [longest] @returns {value is string} */
const isText = (value, longest = 300) => typeof value === 'string' && value.length <= longest;
/** An ARN or a pattern: the core takes one a line. @param {unknown} value @returns {value is string} */
const isArn = (value) => isText(value, LONGEST_ARN) && !/\p{Cc}/u.test(value);
/** @param {unknown} value @returns {value is Record<string, unknown>} */
const isObject = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Whether a value may stand at each key. Also what an imported file and a policy are held against. @type {Record<keyof Options, (value: any) => boolean>} */
const CHECKS = {
  lead_times: (value) => Array.isArray(value) && value.length <= 10 && value.every((lead) => isWhole(lead) && lead >= 1 && lead <= LONGEST_LEAD),
  lang: (value) => ['', 'en', 'ja'].includes(value),
  show: (value) => ['remaining', 'end', 'both'].includes(value),
  folded: (value) => typeof value === 'boolean',
  position: (value) => value === null || (isObject(value) && isWhole(value.right) && isWhole(value.bottom)),
  off: (value) => typeof value === 'boolean',
  off_services: (value) => Array.isArray(value) && value.length <= MOST && value.every((service) => isText(service)),
  off_hosts: (value) => Array.isArray(value) && value.length <= MOST && value.every((host) => isText(host)),
  role_maxima: (value) => Array.isArray(value) && value.length <= MOST
    && value.every((entry) => isObject(entry) && isArn(entry.role) && isWhole(entry.seconds) && entry.seconds >= 3600 && entry.seconds <= 43_200),
  accounts: (value) => isObject(value) && Object.keys(value).length <= MOST && Object.entries(value).every(([account, name]) => /^\d{12}$/.test(account) && isText(name)),
  sign_in_maxima: (value) => Array.isArray(value) && value.length <= MOST
    && value.every((entry) => isObject(entry) && isArn(entry.identity) && isWhole(entry.seconds) && entry.seconds >= 3600 && entry.seconds <= 7_776_000),
  colours: (value) => isObject(value) && Object.keys(value).length <= MOST && Object.entries(value).every(([account, name]) => /^\d{12}$/.test(account) && COLOURS.includes(/** @type {any} */ (name))),
  hide_names: (value) => typeof value === 'boolean',
  place: (value) => PLACES.includes(value),
  warn_without_tab: (value) => typeof value === 'boolean',
  title: (value) => typeof value === 'boolean',
  sound: (value) => typeof value === 'boolean',
  keep_address: (value) => typeof value === 'boolean',
  page_cookie: (value) => typeof value === 'boolean',
  recording: (value) => typeof value === 'boolean',
};

/** The first key whose value cannot be used, or that is not known. @param {unknown} options @returns {string | null} */
export function fault(options) {
  if (!isObject(options)) return '';
  for (const [key, value] of Object.entries(options)) {
    if (!Object.hasOwn(CHECKS, key) || !CHECKS[/** @type {keyof Options} */ (key)](value)) return key;
  }
  return null;
}

/** @param {unknown} options what can be used of it @returns {Partial<Options>} */
function usable(options) {
  if (!isObject(options)) return {};
  return /** @type {Partial<Options>} */ (Object.fromEntries(Object.entries(options).filter(([key, value]) => fault({ [key]: value }) === null)));
}

/** What the organisation set; `locked` names what users may not change. @returns {Promise<{ policy: Partial<Options>, locked: string[] }>} */
async function managed() {
  try {
    const { locked, ...policy } = await platform.storage.managed.get(null);
    return { policy: usable(policy), locked: Array.isArray(locked) ? locked.filter((key) => Object.hasOwn(DEFAULTS, key)) : [] };
  } catch {
    // Firefox rejects where there is no policy.
    return { policy: {}, locked: [] };
  }
}

/** @typedef {{ options: Options, own: Partial<Options>, policy: Partial<Options>, locked: string[] }} Loaded what counts, and whose it is */

/** @type {Promise<Loaded> | undefined} */
let held;

/** The options that count. The user's beat the organisation's, but for what is locked: there the user has none, as if never set. @returns {Promise<Loaded>} */
async function read() {
  const [stored, { policy, locked }] = await Promise.all([platform.storage.local.get(KEY), managed()]);
  const own = /** @type {Partial<Options>} */ (Object.fromEntries(Object.entries(usable(stored[KEY])).filter(([key]) => !locked.includes(key))));
  const options = { ...DEFAULTS, ...policy, ...own };
  // Of these the user adds to what the organisation tells, so that a list of theirs goes on being kept up to date.
  options.role_maxima = [...own.role_maxima ?? [], ...policy.role_maxima ?? []];
  options.sign_in_maxima = [...own.sign_in_maxima ?? [], ...policy.sign_in_maxima ?? []];
  options.accounts = { ...policy.accounts, ...own.accounts };
  options.colours = { ...policy.colours, ...own.colours };
  options.lead_times = [...new Set(options.lead_times)].sort((a, b) => b - a);
  return { options, own, policy, locked };
}

/** What `read` gives, held until it may have changed. What could not be read is not kept. */
export function loadOptions() {
  if (held) return held;
  const reading = read();
  held = reading;
  reading.catch(() => { if (held === reading) held = undefined; });
  return reading;
}

/** @type {Promise<unknown>} */
let changes = Promise.resolve();

/** Does something between two changes of the options: neither undoes the other. @template T @param {() => Promise<T>} work @returns {Promise<T>} */
export function betweenChanges(work) {
  const done = changes.then(work);
  changes = done.catch(() => undefined);
  return done;
}

/** The options as they are stored now, whatever was held of them. */
export function loadAgain() {
  held = undefined;
  return loadOptions();
}

/**
 * Changes some options of the user's, one change after the other. A change that follows from what there is is worked out in its turn.
 * @param {Partial<Options> | ((now: Loaded) => Partial<Options>)} wanted @returns {Promise<string | null>} the key that cannot be used, or that is locked
 */
export function changeOptions(wanted) {
  return betweenChanges(async () => {
    const [now, { [KEY]: own }] = await Promise.all([read(), platform.storage.local.get(KEY)]);
    const change = typeof wanted === 'function' ? wanted(now) : wanted;
    const wrong = fault(change) ?? Object.keys(change).find((key) => now.locked.includes(key)) ?? null;
    if (wrong !== null) return wrong;
    await platform.storage.local.set({ [KEY]: { ...usable(own), ...change } });
    held = undefined;
    return null;
  });
}

/** What the core's ledger needs of the options. @param {Options} options @param {string} lang */
export const settingsOf = (options, lang) => ({
  lead_times: options.lead_times, lang, warn_without_tab: options.warn_without_tab, hide_names: options.hide_names,
  role_maxima: linesOf(options.role_maxima, ({ role }) => role), sign_in_maxima: linesOf(options.sign_in_maxima, ({ identity }) => identity),
});

/** @type {WeakMap<object, string>} */
const lined = new WeakMap();

/** As the core takes them: an organisation's 10,000 maxima go to it with every event, so as one text, made once.
 * @template {{ seconds: number }} T @param {T[]} maxima @param {(one: T) => string} whose */
function linesOf(maxima, whose) {
  const lines = lined.get(maxima) ?? maxima.slice(0, MOST).map((one) => `${one.seconds} ${whose(one)}`).join('\n');
  lined.set(maxima, lines);
  return lines;
}

/** The language of everything that is said: the chosen one, or the first that the browser asks pages for. @param {Options} options */
export const langOf = (options) => /^ja\b/i.test(options.lang || navigator.language) ? 'ja' : 'en';

/** Calls back when the options may have changed from elsewhere: a policy that came late, another window. @param {() => void} changed */
export function onOptionsChanged(changed) {
  platform.storage.onChanged.addListener((changes, area) => {
    if (area === 'managed' || (area === 'local' && KEY in changes)) {
      held = undefined;
      changed();
    }
  });
}
