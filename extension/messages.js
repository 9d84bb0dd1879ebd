// Every message between contexts, with a guard. Content scripts are no modules: they use these types only.

/** @typedef {import('./core/session_clock_wasm.js').View} View */
/** @typedef {import('./background/options.js').Options} Options */
/** @typedef {{ fault?: string, account?: string, alias?: string, arn?: string, sign_in_host?: string, multi_session?: boolean, session_id?: string }} Meta */
/** @typedef {{ arn?: string, issuer?: string, sign_in?: string }} UserInfo */
/** @typedef {{ host: string, meta: Meta, user?: UserInfo, referrer?: string, navigation: 'navigate' | 'reload' | 'back-forward' | 'other', answered: boolean }} Page */
/** @typedef {{ name: string, present: boolean, expires?: number }} PageCookie */
/** @typedef {import('./core/session_clock_wasm.js').Piece} Piece */
/** @typedef {Pick<Options, 'show' | 'folded' | 'position' | 'place' | 'title'> & { leads: number[] }} Look how the countdown looks; `leads`: lead times, longest first */
/** @typedef {{ account: string, number: string, colour: string, who: string, name: string }} Who whose session it is: what the account is called, its number (empty where names are hidden), its colour, and who, in words and by the bare name */

// From a content script. `age`: milliseconds since the navigation began, by a clock that is never set.
/** @typedef {{ kind: 'observed', page: Page, age: number, cookie?: PageCookie }} Observed */
/** @typedef {{ kind: 'looked', cookie?: PageCookie, sign_in?: string, logged_out: boolean }} Looked */
/** @typedef {{ kind: 'switching', source: string, status: number }} Switching */
/** @typedef {{ kind: 'dismissed', session: number, lead: number, end: number }} Dismissed */
/** @typedef {{ kind: 'mute', session: number, muted: boolean }} Mute */
/** @typedef {{ kind: 'moved', position: { right: number, bottom: number } }} Moved */
/** @typedef {{ kind: 'folded', folded: boolean }} Folded */
/** @typedef {{ kind: 'off', everywhere: boolean }} Off */
/** @typedef {{ kind: 'go', session: number }} Go to the tab of another session */
/** @typedef {{ kind: 'open-options', section: string }} OpenOptions */
/** @typedef {{ kind: 'put-in', part: 'notice' | 'panel' | 'move' | 'title' | 'bell' }} PutIn a part that no page carries until it is wanted */
/** @typedef {{ kind: 'details', session: number }} DetailsAsked */
/** @typedef {{ kind: 'left' }} Left the page was left, for whatever page: the tab may show the console no longer */
/** @typedef {Observed | Looked | Switching | Dismissed | Mute | Moved | Folded | Off | Go | OpenOptions | PutIn | DetailsAsked | Left} FromContent */

// To a content script, also as the answer to what it sent. `words` are the ticking phrases.
/**
 * @typedef {object} Show
 * @property {'show'} kind @property {View | null} view @property {Who | null} who @property {string} badge
 * @property {import('./core/session_clock_wasm.js').Warning | null} warning the words of the notice that stands @property {boolean} sound whether this page makes the tone
 * @property {{ at: number, until: number, text: string } | null} ends the end by the clock, so that the page need not make what formats it
 * @property {{ session: number, who: Who, end: number }[]} beside other sessions that are warned of at once
 * @property {Record<string, string>} words @property {string} lang @property {Look} look
 */

// From the popup, the options page and the first-run page.
/** @typedef {{ kind: 'overview' }} OverviewAsked */
/** @typedef {{ kind: 'words' }} WordsAsked */
/** @typedef {{ kind: 'event', isPrivate: boolean, what: unknown }} UserEvent `told`, `forget`, `forget-role`, `role-lasts`, `mute` of the ledger */
/** @typedef {{ kind: 'options' }} OptionsAsked */
/** @typedef {{ kind: 'change-options', change: Partial<Options> }} ChangeOptions answered by the key that cannot be used or is locked, or null */
/** @typedef {{ [K in 'lead_times' | 'off_services' | 'off_hosts' | 'role_maxima' | 'sign_in_maxima' | 'accounts' | 'colours']?: { put?: Options[K], drop?: (string | number)[] } }} Entries put into lists of the options, or dropped: by account, by ARN, else by the entry itself */
/** @typedef {{ kind: 'change-lists', entries: Entries }} ChangeLists entry by entry, so that nobody's change is lost; answered as `change-options` */
/** @typedef {{ kind: 'go-to-tab', tab: number }} GoToTab answered by whether it is still there */
/** @typedef {{ kind: 'drop', what: 'damaged' | 'recording' }} Drop */
/** @typedef {{ kind: 'everything' }} EverythingAsked all that is stored */
/** @typedef {{ kind: 'forget-everything' }} ForgetEverything */
/** @typedef {OverviewAsked | WordsAsked | UserEvent | OptionsAsked | ChangeOptions | ChangeLists | GoToTab | Drop | EverythingAsked | ForgetEverything} FromPage */

/** The places of the countdown. */
export const PLACES = ['top-left', 'top', 'top-right', 'left', 'right', 'bottom-left', 'bottom', 'bottom-right'];
/** The colours of accounts, as the tokens name them: the first eight are given, the last two only chosen. */
export const COLOURS = ['blue', 'teal', 'green', 'violet', 'pink', 'bronze', 'slate', 'sky', 'red', 'amber'];

/** The colour that an account is given by its number (FNV-1a): the same everywhere and always. @param {string} account */
export const colourOf = (account) => COLOURS[([...account].reduce((hash, digit) => Math.imul(hash ^ digit.charCodeAt(0), 16_777_619) >>> 0, 2_166_136_261) >>> 13) % 8];

const KINDS_FROM_CONTENT = ['observed', 'looked', 'switching', 'dismissed', 'mute', 'moved', 'folded', 'off', 'go', 'open-options', 'put-in', 'details', 'left'];
const KINDS_FROM_PAGE = ['overview', 'words', 'event', 'options', 'change-options', 'change-lists', 'go-to-tab', 'drop', 'everything', 'forget-everything'];

/**
 * Whether a message comes from one of our content scripts in the top frame of a console page.
 * The browser itself tells sender.id and sender.url; a page cannot forge them.
 * @param {any} message @param {chrome.runtime.MessageSender} sender @param {string} self @param {(url: string) => boolean} isConsole
 * @returns {message is FromContent}
 */
export function isFromContent(message, sender, self, isConsole) {
  return sender.id === self && sender.tab?.id !== undefined && sender.frameId === 0 && isConsole(sender.url ?? '')
    && KINDS_FROM_CONTENT.includes(message?.kind);
}

/**
 * Whether a message comes from one of our own pages.
 * @param {any} message @param {chrome.runtime.MessageSender} sender @param {string} self @param {string} origin our pages' origin, with a slash
 * @returns {message is FromPage}
 */
export function isFromOwnPage(message, sender, self, origin) {
  return sender.id === self && (sender.url ?? '').startsWith(origin) && KINDS_FROM_PAGE.includes(message?.kind);
}
