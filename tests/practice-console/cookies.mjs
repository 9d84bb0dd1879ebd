// The console's cookies. Source: docs/console-facts.md, "Cookies"; names and dates there, the rest of each value is made up.
import { PARTITIONS } from './hosts.mjs';

/** @typedef {import('./sessions.mjs').Session} Session */

/** Names this server's own session without multi-session. AWS has other cookies for that; the extension must not need them. */
export const OWN_COOKIE = 'practice-console-session';

export const sessionIdCookie = (/** @type {string | null} */ differentiator) => `__Secure-aws-session-id-${differentiator}`;

/** @param {string | undefined} header @returns {Map<string, string>} */
export function parseCookies(header) {
  return new Map((header ?? '').split(/;\s*/).filter(Boolean).map((pair) => {
    const cut = pair.indexOf('=');
    return [pair.slice(0, cut), pair.slice(cut + 1)];
  }));
}

/** @param {string} name @param {string} value @param {{ domain?: string, expires?: number | null, httpOnly?: boolean }} options whole seconds */
function setCookie(name, value, { domain, expires, httpOnly }) {
  const date = expires === undefined || expires === null ? '' : `; Expires=${new Date(expires * 1000).toUTCString()}`;
  return `${name}=${value}; Path=/; Secure${domain ? `; Domain=${domain}` : ''}${date}${httpOnly ? '; HttpOnly' : ''}`;
}

/** What the sign-in host sets: everything whose domain sign-in and console hosts share. @param {Session} session */
export function signInCookies(session) {
  const { cookieDomain, userInfoDomain } = PARTITIONS[session.partition];
  const set = [];
  if (session.cookies.userInfo) {
    const { canary } = session;
    // arn and the issuer's host are what the extension may read on; a canary stands in all the rest.
    const info = { arn: session.arn, alias: canary + session.alias, username: canary + session.username, keybase: session.keybase,
      issuer: session.issuer + (canary && `?${canary}`), signinType: `${canary}PUBLIC`, ...(canary ? { canary } : {}) };
    set.push(setCookie('aws-userInfo', encodeURIComponent(JSON.stringify(info)), { domain: userInfoDomain, expires: session.endsAt }));
  }
  if (session.multiSession) {
    set.push(setCookie('aws-prism-opt-in', 'true', { domain: cookieDomain, expires: Math.floor(Date.now() / 1000) + 365 * 86_400 }));
    if (session.cookies.sessionId !== 'none') {
      set.push(setCookie(sessionIdCookie(session.differentiator), session.secret, { domain: cookieDomain, expires: session.endsAt }));
    }
    // Stands in for the session's cookie where a test leaves that one out, so that the page is still served.
    set.push(setCookie(`${OWN_COOKIE}-${session.differentiator}`, session.secret, { domain: cookieDomain, expires: session.endsAt, httpOnly: true }));
  } else {
    set.push(setCookie(OWN_COOKIE, `${session.id}.${session.secret}`, { domain: cookieDomain, expires: session.endsAt, httpOnly: true }));
  }
  return set;
}

/** What a console host sets for itself. @param {Session} session */
export function consoleCookies(session) {
  const { signerToken, signerTokenHttpOnly } = session.cookies;
  if (session.multiSession || signerToken === 'none') return [];
  const expires = signerToken === 'true-end' ? session.endsAt : Math.floor(Date.now() / 1000) + signerToken;
  return [setCookie(`aws-signer-token_${session.region}`, session.secret, { expires, httpOnly: signerTokenHttpOnly })];
}

/** Takes the session's cookies away, as sign-out and revocation do. @param {Session} session @param {boolean} onConsoleHost */
export function clearedCookies(session, onConsoleHost) {
  const { cookieDomain, userInfoDomain } = PARTITIONS[session.partition];
  const gone = (/** @type {string} */ name, /** @type {string | undefined} */ domain = undefined) => setCookie(name, '', { domain, expires: 0 });
  if (session.multiSession) {
    return [gone(sessionIdCookie(session.differentiator), cookieDomain), gone(`${OWN_COOKIE}-${session.differentiator}`, cookieDomain)];
  }
  const cleared = [gone('aws-userInfo', userInfoDomain), gone(OWN_COOKIE, cookieDomain)];
  if (onConsoleHost) cleared.push(gone(`aws-signer-token_${session.region}`));
  return cleared;
}
