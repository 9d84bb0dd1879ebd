// The sessions that this console knows: who, since when, until when. Written from the rules of the two articles (rules/sources.rs), on purpose
// without a look at the core's: a test that compares the two must be able to fail.
import { randomBytes } from 'node:crypto';
import { PARTITIONS, PORTAL_HOST, IDP_HOST, BROKER_HOST, consoleHost, signInHost } from './hosts.mjs';

/**
 * @typedef {import('./hosts.mjs').Partition} Partition
 * @typedef {'iam-user' | 'root' | 'saml' | 'identity-center' | 'federation' | 'federated-user'} SignInKind
 *
 * @typedef {object} SessionOptions
 * @property {string} [account] 12 digits
 * @property {string} [alias] of the account
 * @property {boolean} [multiSession]
 * @property {Partition} [partition]
 * @property {string} [region]
 * @property {string} [signInRegion] take the sign-in host of this region instead of the partition's one
 * @property {number} [startedSecondsAgo] left out: starts at the moment of arrival
 * @property {number} [endsInSeconds] the true end, whatever the rules say: places an end near now
 * @property {string} [differentiator] with multi-session; left out: made up
 * @property {string} [keybase] left out: made up
 * @property {string} [canary] a string that then stands in every cookie's value and every field that can hold one
 * @property {Partial<CookieOptions>} [cookies]
 * @property {{ host?: string, path?: string }} [landing] which console page the arrival leads to
 *
 * @typedef {object} CookieOptions
 * @property {'true-end' | 'none' | number} signerToken the date of `aws-signer-token_<region>`: the session's end, no cookie, or so
 *   many seconds from now (a cookie left from another sign-in)
 * @property {boolean} signerTokenHttpOnly the facts say nothing; default false
 * @property {'true-end' | 'none'} sessionId `__Secure-aws-session-id-<differentiator>`
 * @property {boolean} userInfo whether `aws-userInfo` is set
 * @property {number} lateMs the console page's own cookies are set only by a request that it makes so much later
 *
 * @typedef {object} Session
 * @property {string} id @property {string} secret the value of its cookies
 * @property {SignInKind | 'switch-role'} kind @property {Partition} partition @property {string} region @property {string} signInHost
 * @property {string} account @property {string} alias @property {string} arn @property {string} displayName @property {string} username
 * @property {boolean} multiSession @property {string | null} differentiator @property {string} keybase @property {string} issuer
 * @property {number | null} startedAt whole seconds; null before the arrival @property {number | null} endsAt
 * @property {number | null} fixedEnd @property {Session | null} source whose console it was switched from
 * @property {Session} signIn the original sign-in @property {number} seconds its own maximum @property {boolean} over signed out or revoked
 * @property {string} canary @property {CookieOptions} cookies @property {{ host: string, path: string }} landing
 */

const HOUR = 3600;
export const nowSeconds = () => Math.floor(Date.now() / 1000);
const lowercase = (/** @type {number} */ n) => [...randomBytes(n)].map((b) => 'abcdefghijklmnopqrstuvwxyz0123456789'[b % 36]).join('');

/** How long each kind of sign-in lasts where nothing else is said (12 h for IAM user and root; 1 h is AWS's default for the rest). */
const SIGN_IN_SECONDS = { 'iam-user': 12 * HOUR, 'root': 12 * HOUR, 'saml': HOUR, 'identity-center': HOUR, 'federation': 12 * HOUR, 'federated-user': 12 * HOUR };

const isRole = (/** @type {Session} */ session) => session.arn.includes(':assumed-role/');

/** @param {Session} session @param {number} at */
export function startSession(session, at) {
  session.startedAt ??= at;
  session.endsAt ??= session.fixedEnd ?? trueEnd(session, session.startedAt);
}

/** The rules: sign-in; switched role = least of its maximum and the user's rest; a chain under multi-session exactly one hour. */
function trueEnd(/** @type {Session} */ session, /** @type {number} */ start) {
  if (!session.source) return start + session.seconds;
  const from = session.multiSession ? session.source : session.signIn;
  const chained = isRole(from);
  if (session.multiSession && chained) return start + HOUR;
  return Math.min(start + (chained ? HOUR : session.seconds), /** @type {number} */ (from.endsAt));
}

/** @param {Session} session @param {number} [at] */
export const isAlive = (session, at = nowSeconds()) => !session.over && session.endsAt !== null && at < session.endsAt;

/**
 * @typedef {SessionOptions & { kind: SignInKind, user?: string, role?: string, sessionName?: string, permissionSet?: string,
 *   seconds?: number, issuer?: string }} SignInOptions
 * @param {SignInOptions} options @returns {Session}
 */
export function newSignIn(options) {
  const account = options.account ?? '111122223333';
  const partition = options.partition ?? 'aws';
  const { kind } = options;
  const user = options.user ?? 'alice';
  const sts = `arn:${partition}:sts::${account}:`;
  const sessionName = options.sessionName ?? 'alice@example.com';
  /** @type {[arn: string, displayName: string, username: string]} */
  let who;
  if (kind === 'iam-user') who = [`arn:${partition}:iam::${account}:user/${user}`, /** @type {string} */ (user.split('/').pop()), user];
  else if (kind === 'root') who = [`arn:${partition}:iam::${account}:root`, options.alias ?? account, 'root'];
  else if (kind === 'federated-user') who = [`${sts}federated-user/${user}`, user, user];
  else {
    const role = kind === 'identity-center'
      ? `AWSReservedSSO_${options.permissionSet ?? 'ReadOnly'}_0123456789abcdef` : options.role ?? 'Deploy';
    who = [`${sts}assumed-role/${role}/${sessionName}`, `${role}/${sessionName}`, `${role}/${sessionName}`];
  }
  // aws-userInfo's issuer, by kind (docs/console-facts.md, "Cookies"). What a SAML sign-in has there is not known; the IdP's URL is a guess.
  const host = signInHost(partition, options.signInRegion);
  const issuer = options.issuer ?? { 'iam-user': `http://${host}/signin`, 'root': `http://${host}/signin`, 'saml': `https://${IDP_HOST}/sso`,
    'identity-center': `https://${PORTAL_HOST}/start/`, 'federation': `https://${BROKER_HOST}/`, 'federated-user': `https://${BROKER_HOST}/` }[kind];
  return newSession(options, { kind, account, partition, who, issuer, seconds: options.seconds ?? SIGN_IN_SECONDS[kind], source: null });
}

/**
 * @typedef {SessionOptions & { role?: string, roleMaxSeconds?: number, sessionName?: string, newKeybase?: boolean }} SwitchOptions
 * @param {Session} source @param {SwitchOptions} options @returns {Session}
 */
export function newSwitch(source, options) {
  const account = options.account ?? '444455556666';
  const role = options.role ?? 'Admin';
  const sessionName = options.sessionName ?? source.displayName.split('/').pop() ?? 'alice';
  const name = `${role}/${sessionName}`;
  const same = { partition: source.partition, region: source.region, multiSession: source.multiSession, canary: source.canary || undefined };
  // The facts say that keybase changes with every sign-in. Without multi-session a switch is no sign-in, so it is kept here.
  const keybase = source.multiSession || options.newKeybase ? undefined : source.keybase;
  return newSession({ keybase, ...same, ...options }, {
    kind: 'switch-role', account, partition: source.partition, who: [`arn:${source.partition}:sts::${account}:assumed-role/${name}`, name, name],
    issuer: source.issuer, seconds: options.roleMaxSeconds ?? HOUR, source,
  });
}

/**
 * @param {SessionOptions} options
 * @param {{ kind: Session['kind'], account: string, partition: Partition, who: [string, string, string], issuer: string, seconds: number, source: Session | null }} core
 * @returns {Session}
 */
function newSession(options, { kind, account, partition, who, issuer, seconds, source }) {
  const multiSession = options.multiSession ?? false;
  const region = options.region ?? PARTITIONS[partition].region;
  const differentiator = multiSession ? options.differentiator ?? `${account}-${lowercase(8)}` : null;
  const canary = options.canary ?? '';
  /** @type {Session} */
  const session = {
    id: lowercase(12), secret: `${canary}${randomBytes(12).toString('hex')}`, kind, partition, region,
    signInHost: signInHost(partition, options.signInRegion), account, alias: options.alias ?? '', arn: who[0], displayName: who[1], username: who[2],
    multiSession, differentiator, keybase: options.keybase ?? `${canary}${randomBytes(16).toString('base64')}`, issuer,
    startedAt: null, endsAt: null, fixedEnd: null, source, signIn: /** @type {any} */ (null), seconds, over: false, canary,
    cookies: { signerToken: 'true-end', signerTokenHttpOnly: false, sessionId: 'true-end', userInfo: true, lateMs: 0, ...options.cookies },
    landing: { host: options.landing?.host ?? consoleHost(partition, region, differentiator), path: options.landing?.path ?? `/console/home?region=${region}` },
  };
  session.signIn = source ? source.signIn : session;
  const now = nowSeconds();
  if (options.endsInSeconds !== undefined) session.fixedEnd = now + options.endsInSeconds;
  if (options.startedSecondsAgo !== undefined) startSession(session, now - options.startedSecondsAgo);
  return session;
}
