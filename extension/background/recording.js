// A recording for `session-clock replay`, off unless the user turns it on: what happened, with stable stand-ins for account numbers and names.
import { platform } from '../platform.js';
import { REGION, SESSION, withoutNames } from '../stand-ins.js';

const KEY = 'recording';
const MOST = 2000;

/** @typedef {{ events: unknown[], accounts: string[], names: string[], ids: string[] }} Recording */

/** Adds events. Inside a turn of the store only. @param {{ now: number, what: unknown }[]} events */
export async function record(events) {
  const stored = /** @type {Recording | undefined} */ ((await platform.storage.local.get(KEY))[KEY]);
  const recording = stored ?? { events: [], accounts: [], names: [], ids: [] };
  recording.events.push(...events.map((event) => standIns(recording, event)));
  recording.events.splice(0, recording.events.length - MOST);
  await platform.storage.local.set({ [KEY]: recording });
}

/** @param {string[]} known @param {string} value */
function numberOf(known, value) {
  let at = known.indexOf(value);
  if (at < 0) at = known.push(value) - 1;
  return at + 1;
}

/**
 * The event with stand-ins: the same account, name or id always gets the same one, and keeps its form.
 * @param {Recording} recording @param {unknown} event
 */
export function standIns(recording, event) {
  /** @param {string} account */
  const account = (account) => String(numberOf(recording.accounts, account)).padStart(12, '0');
  /** @param {string} name */
  const name = (name) => `name-${numberOf(recording.names, name)}`;
  /** @param {string} text */
  const ids = (text) => text.replace(/(\d{12})-([0-9a-z]{8})(?![0-9a-z])/g, (whole, number) => `${account(number)}-${String(numberOf(recording.ids, whole)).padStart(8, '0')}`);
  /** @param {string} arn */
  const arn = (arn) => {
    const [head, partition, service, region, number, ...rest] = arn.split(':');
    if (head !== 'arn' || rest.length === 0) return name(arn);
    const [type, ...names] = rest.join(':').split('/');
    const kept = names.map((part) => (/^AWSReservedSSO_.+_/.test(part) ? `AWSReservedSSO_${name(part)}_0` : part === '*' ? part : name(part)));
    return [head, partition, service, region, account(number), [type, ...kept].join('/')].join(':');
  };
  // A host, or an address; only its host is kept.
  /** @param {string} text */
  const host = (text) => {
    const bare = text.replace(/^https?:\/\//, '').replace(/[/:?#].*$/s, '');
    return withoutNames(bare, (label, kind) => (kind === 'account' ? account(label) : kind === 'name' ? name(label) : ids(label)));
  };
  // A cookie's own domain begins with a dot where it stands for more than one host.
  const domain = (/** @type {string} */ text) => (text.startsWith('.') ? `.${host(text.slice(1))}` : host(text));
  // Of whatever else there is only ids keep their form.
  const plain = (/** @type {string} */ text) => (text === '' || SESSION.test(text) ? ids(text) : name(text));
  const own = (/** @type {string} */ text) => text;
  // The page's own word is a part of a cookie's name.
  const cookie = (/** @type {string} */ text) => {
    const [, known = '', rest = text] = /^(__Secure-aws-session-id-|aws-signer-token_)(.*)$/s.exec(text) ?? [];
    return known + (REGION.test(rest) ? rest : plain(rest));
  };
  /** @type {Record<string, (value: string) => unknown>} */
  const byKey = { account, alias: name, arn, role: arn, identity: arn, sign_in: name, issuer: host, referrer: host, host, sign_in_host: host, domain, name: cookie,
    // What the extension and the browser write themselves.
    what: own, from: own, navigation: own, fault: own, store: own };
  /** @param {unknown} value @param {string} [key] @returns {unknown} */
  const walk = (value, key = '') => {
    if (typeof value === 'string') return byKey[key]?.(value) ?? plain(value);
    if (Array.isArray(value)) return value.map((entry) => walk(entry));
    if (typeof value === 'object' && value !== null) return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, walk(entry, key)]));
    return value;
  };
  return walk(event);
}
