// Lists among the options, changed entry by entry: what two pages change of one list at once is all changed.

/** @typedef {import('./options.js').Options} Options */
/** @typedef {Pick<import('./options.js').Loaded, 'options' | 'own'>} Now what counts, and what of it the user set */
/** @typedef {import('../messages.js').Entries} Entries */
/** @typedef {(arn: string) => number} HowSpecific how much an ARN or a pattern says: the core's word */
/** @typedef {(now: Now, key: any, change: { put?: any, drop?: any[] }, howSpecific: HowSpecific) => unknown} How */

/** A list that takes the place of the organisation's, so that it begins as what counts. @type {How} */
const plain = ({ options }, key, { put = [], drop = [] }) => [...new Set([.../** @type {any} */ (options)[key], ...put])].filter((one) => !drop.includes(one));

/** Something of each account, to which the organisation may tell more. @type {How} */
const byAccount = ({ own }, key, { put = {}, drop = [] }) => Object.fromEntries(Object.entries({ .../** @type {any} */ (own)[key], ...put }).filter(([account]) => !drop.includes(account)));

/** Lengths by ARN, to which the organisation may tell more. A look-up takes the first that fits, so what says most stands first. @param {'role' | 'identity'} name what the options call the ARN @returns {How} */
const lengths = (name) => ({ own }, key, { put = [], drop = [] }, howSpecific) => {
  const all = new Map([.../** @type {any} */ (own)[key] ?? [], ...put].map((one) => [one[name], one]));
  for (const arn of drop) all.delete(arn);
  return [...all].map(([arn, one]) => ({ one, says: howSpecific(arn) })).sort((a, b) => b.says - a.says).map(({ one }) => one);
};

/** @type {Record<keyof Entries, How>} */
const HOW = {
  off_services: plain, off_hosts: plain, accounts: byAccount, colours: byAccount, role_maxima: lengths('role'), sign_in_maxima: lengths('identity'),
  lead_times: (...all) => /** @type {number[]} */ (plain(...all)).sort((a, b) => b - a),
};

/** Lists of the options with entries put in and taken out. @param {Now} now @param {Entries} entries @param {HowSpecific} howSpecific @returns {Partial<Options>} */
export const withEntries = (now, entries, howSpecific) =>
  Object.fromEntries(Object.entries(entries).map(([key, change]) => [key, HOW[/** @type {keyof Entries} */ (key)](now, key, change, howSpecific)]));
