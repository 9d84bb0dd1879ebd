// Types of what the background tells our pages.

/** @typedef {import('../core/session_clock_wasm.js').View} View */
/** @typedef {import('../core/session_clock_wasm.js').Piece} Piece */
/** @typedef {import('../background/options.js').Options} Options */
/** @typedef {'root' | { 'iam-user': string } | { 'federated-user': string } | { role: { role: string, session: string } } | { 'identity-center': { permission_set: string, role: string, user: string } }} Who */
/** @typedef {{ partition: 'aws' | 'aws-us-gov' | 'aws-cn' | 'aws-eusc', account: string, who: Who }} Identity */
/** @typedef {{ at: number }} End */
/** @typedef {{ kind: string, pieces: Piece[], command: string | null }} Advice how to get longer, and a command that can be copied */
/**
 * @typedef {object} Session
 * @property {number} session @property {Identity} identity @property {string | null} alias @property {string} store
 * @property {View} view @property {{ earliest: End | null, latest: End | null }} span @property {number[]} tabs @property {boolean} muted
 * @property {boolean} isPrivate @property {string | null} page the one that it showed last, where that is kept @property {string} account what it is called @property {string} colour of its account @property {{ from: number | null, by: number }} start
 * @property {{ lead: number, end: number }[]} given warnings that have come @property {'sign-in' | { switch: { source: number | null } } | null} origin @property {string} origin_by
 * @property {number | null} ended the moment by which its end was seen
 * @property {number[] | null} sources null where how it came to be is beyond doubt
 * @property {{ account: number, who: number }} [hidden] what stands for its names, where the user hides them
 * @property {import('../core/session_clock_wasm.js').Person} who @property {Piece[]} [why] @property {Advice[]} [advice]
 */
/** @typedef {{ tab: number, window: number, misunderstood: string | Record<string, string> }} MisunderstoodTab */
/** @typedef {{ role: string, at_least: number | null, at_most: number | null, usual_source: 'sign-in' | object | null, from: { who: string, name: string, account: string } | null, end_seen_after: number | null, lasts?: number }} LearnedRole */
/**
 * @typedef {object} Overview
 * @property {Session[]} sessions @property {Options} options @property {string[]} locked
 * @property {boolean} access @property {string[]} origins @property {boolean} cookies @property {boolean} notifications
 * @property {boolean} damaged @property {string} unsaved why the last change could not be stored, or nothing @property {number} dropped @property {MisunderstoodTab[]} misunderstood @property {LearnedRole[]} roles
 */

export {};
