// Who a session is, in words and names.
import { el, isolated } from './dom.js';
import { sayNodes, word } from './words.js';

/** @typedef {import('./types.js').Identity} Identity */
/** @typedef {import('./types.js').Who} Who */
/** @typedef {import('./types.js').Session} Session */

const PARTITIONS = { 'aws': 'PARTITION_AWS', 'aws-us-gov': 'PARTITION_US_GOV', 'aws-cn': 'PARTITION_CN', 'aws-eusc': 'PARTITION_EUSC' };

/** User, role or permission set. @param {Who} who @returns {(Node | string)[]} */
export function whoNodes(who) {
  if (who === 'root') return [word('ROOT_USER')];
  if ('iam-user' in who) return sayNodes('IAM_USER', isolated(who['iam-user']));
  if ('federated-user' in who) return sayNodes('FEDERATED_USER', isolated(who['federated-user']));
  if ('role' in who) return sayNodes('ROLE', isolated(who.role.role));
  return sayNodes('PERMISSION_SET', isolated(who['identity-center'].permission_set));
}

/** The name of a role's session or of its user; null where there is none beside the user's own. @param {Who} who */
export function asWhom(who) {
  if (who === 'root') return null;
  if ('role' in who) return who.role.session;
  return 'identity-center' in who ? who['identity-center'].user : null;
}

/** The account's name: what the user calls it, else its alias; null where there is neither. @param {Session} session @param {Record<string, string>} accounts */
export const accountName = ({ identity, alias }, accounts) => accounts[identity.account] || alias || null;

/** One line: who, in which account. @param {Session} session @param {Record<string, string>} accounts */
export const shortly = (session, accounts) =>
  el('span', {}, ...whoNodes(session.identity.who), ' · ', isolated(accountName(session, accounts) ?? session.identity.account));

/** The same as text, for a name that only assistive technology reads. @param {Session} session @param {Record<string, string>} accounts */
export const shortText = (session, accounts) => shortly(session, accounts).textContent ?? '';

/** Partition, container, private window. @param {Session} session @returns {string[]} */
export function whereabouts({ identity, store, isPrivate }) {
  const container = /^firefox-container-(\d+)$/.exec(store)?.[1];
  return [
    word(PARTITIONS[identity.partition]),
    ...(container ? [word('CONTAINER').replace('{0}', container)] : []),
    ...(isPrivate ? [word('PRIVATE_WINDOW')] : []),
  ];
}
