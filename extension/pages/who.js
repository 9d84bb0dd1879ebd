// Who a session is, in words and names.
import { el, isolated } from './dom.js';
import { upper } from './end.js';
import { say, sayNodes, word } from './words.js';

/** @typedef {import('./types.js').Identity} Identity */
/** @typedef {import('./types.js').Who} Who */
/** @typedef {import('./types.js').Session} Session */

/** The commercial partition goes without saying. */
const PARTITIONS = { 'aws': null, 'aws-us-gov': 'PARTITION_US_GOV', 'aws-cn': 'PARTITION_CN', 'aws-eusc': 'PARTITION_EUSC' };

/** User, role or permission set in the core's words, its name isolated; first in a line with a capital. @param {{ who: string, name: string }} person @returns {(Node | string)[]} */
export const whoNodes = ({ who, name }) => whoWithin({ who: upper(who), name });

/** The same inside a sentence. The name is the last that both languages say. @param {{ who: string, name: string }} person @returns {(Node | string)[]} */
function whoWithin({ who, name }) {
  const at = who.lastIndexOf(name);
  return at < 0 ? [who] : [who.slice(0, at), isolated(name), who.slice(at + name.length)].filter((part) => part !== '');
}

/** The role's ARN as the ledger keeps it, without path; null where it is no role. @param {Session} session */
export function roleArn({ identity: { partition, account, who } }) {
  const role = who === 'root' ? null : 'role' in who ? who.role.role : 'identity-center' in who ? who['identity-center'].role : null;
  return role && `arn:${partition}:iam::${account}:role/${role}`;
}

/** The session that one was switched to from, where that is known. @param {Session} session @param {Session[]} all */
function sourceOf({ origin, isPrivate }, all) {
  const source = origin !== null && typeof origin === 'object' ? origin.switch.source : null;
  return all.find((known) => known.session === source && known.isPrivate === isPrivate) ?? null;
}

/** User, role or permission set, and from where it was switched to. @param {Session} session @param {Session[]} all @returns {(Node | string)[]} */
export function whomNodes(session, all) {
  const who = el('span', {}, ...whoNodes(session.who));
  const source = sourceOf(session, all);
  if (!source) return [who];
  // Of an IAM user the name says enough, the number that stands for it does not.
  const from = isUser(source) && !source.hidden ? [isolated(source.who.name)] : whoWithin(source.who);
  return sayNodes('FROM', who, el('span', {}, ...from));
}

/** @param {Session} session */
const isUser = ({ identity: { who } }) => who !== 'root' && 'iam-user' in who;

/** The square of an account's colour, always beside its name. @param {string} colour */
export const square = (colour) => el('span', { 'class': `square ${colour}`, 'aria-hidden': 'true' });

/** The name of a role's session or of its user; null where there is none, or where it is the name of the user who switched. @param {Session} session @param {Session[]} all */
export function asWhom(session, all) {
  if (session.hidden) return null;
  const name = sessionName(session.identity.who);
  // A chain of roles keeps the name of its user. A session's source is older, so this comes to an end.
  for (let source = sourceOf(session, all); source; source = sourceOf(source, all)) {
    const { who } = source.identity;
    if (who !== 'root' && ('iam-user' in who ? who['iam-user'] : sessionName(who)) === name) return null;
  }
  return name;
}

/** @param {Who} who */
function sessionName(who) {
  if (who === 'root') return null;
  if ('role' in who) return who.role.session;
  return 'identity-center' in who ? who['identity-center'].user : null;
}

/** Whether an account is called by a name, and not by its number. @param {Session} session */
export const isNamed = ({ account, identity, hidden }) => !hidden && account !== identity.account;

/** One line: who, in which account. @param {Session} session */
export const shortly = (session) => el('span', {}, ...whoNodes(session.who), ' · ', isolated(session.account));

/** The same as text, for a name that only assistive technology reads. @param {Session} session */
export const shortText = (session) => shortly(session).textContent ?? '';

/** Partition but the commercial one, container, private window. @param {Session} session @returns {string[]} */
export function whereabouts({ identity, store, isPrivate }) {
  const container = /^firefox-container-(\d+)$/.exec(store)?.[1];
  const partition = PARTITIONS[identity.partition];
  return [
    ...(partition ? [word(partition)] : []),
    ...(container ? [say('CONTAINER', container)] : []),
    ...(isPrivate ? [word('PRIVATE_WINDOW')] : []),
  ];
}
