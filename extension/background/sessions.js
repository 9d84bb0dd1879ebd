// Every session with what is said of it: what popup, panel and notifications tell.
import '../shared/time.js';
import { colourOf } from '../messages.js';

/** @typedef {import('../core/session_clock_wasm.js').Ledger} Ledger */
/** @typedef {import('../core/session_clock_wasm.js').Person} Person */
/** @typedef {{ options: import('./options.js').Options, words: Record<string, string>, lang: string }} Manner how it is said */

/** Whose session it is: the account is what the user calls it, else its alias, else its number; or what stands for it. @param {Person} person @param {Pick<Manner, 'options' | 'words'>} manner @returns {import('../messages.js').Who} */
export function whose({ account, alias, hidden, who, name }, { options: { accounts, colours }, words }) {
  return {
    account: hidden ? globalThis.sessionClockTime.say(words.HIDDEN_ACCOUNT, hidden.account) : accounts[account] || alias || account,
    number: hidden ? '' : account, colour: colours[account] ?? colourOf(account), who, name,
  };
}

/**
 * Soonest end first.
 * @param {typeof import('../core/session_clock_wasm.js')} core @param {Ledger | undefined} ledger @param {Manner} manner @param {number} now
 */
export function sessionsOf(core, ledger, manner, now) {
  const said = new Map(core.said(ledger, manner.lang).map((words) => [words.session, words]));
  return core.overview(ledger, now).map((session) => {
    const words = /** @type {import('../core/session_clock_wasm.js').Said} */ (said.get(session.session));
    const { account, colour } = whose(words.who, manner);
    return { ...session, ...words, account, colour };
  });
}
