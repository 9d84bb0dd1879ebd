// Every session with what is said of it: what popup, panel and notifications tell.
import { colourOf } from '../messages.js';

/** @typedef {import('../core/session_clock_wasm.js').Ledger} Ledger */

/**
 * Soonest end first. `account` is what the user calls it, else its alias, else its number; `colour` is the account's.
 * @param {typeof import('../core/session_clock_wasm.js')} core @param {Ledger | undefined} ledger @param {import('./options.js').Options} options @param {string} lang @param {number} now
 */
export function sessionsOf(core, ledger, { accounts, colours }, lang, now) {
  const said = new Map(core.said(ledger, lang).map((words) => [words.session, words]));
  return core.overview(ledger, now).map((session) => ({
    ...session, ...said.get(session.session), account: accounts[session.identity.account] || session.alias || session.identity.account,
    colour: colours[session.identity.account] ?? colourOf(session.identity.account),
  }));
}
