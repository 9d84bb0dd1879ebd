// Every session with what is said of it: what popup, panel and notifications tell.

/** @typedef {import('../core/session_clock_wasm.js').Ledger} Ledger */

/**
 * Soonest end first. `account` is what the user calls it, else its alias, else its number.
 * @param {typeof import('../core/session_clock_wasm.js')} core @param {Ledger | undefined} ledger @param {import('./options.js').Options} options @param {string} lang @param {number} now
 */
export function sessionsOf(core, ledger, { accounts }, lang, now) {
  const said = new Map(core.said(ledger, lang).map((words) => [words.session, words]));
  return core.overview(ledger, now).map((session) => ({
    ...session, ...said.get(session.session), account: accounts[session.identity.account] || session.alias || session.identity.account,
  }));
}
