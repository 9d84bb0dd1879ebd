// The one way to a cookie in a page: what the page's own scripts can read. Names and dates go on; of a value only what is said here.
'use strict';
{
  const USER = 'aws-userInfo';
  const SESSION = '__Secure-aws-session-id-';
  const LONGEST = 2048;

  const pairs = () => document.cookie.split('; ');
  /** @param {string} name */
  const read = (name) => pairs().find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1);
  /** @param {unknown} value */
  const text = (value) => (typeof value === 'string' && value.length <= LONGEST ? value : undefined);

  /** @param {string} secret */
  async function hash(secret) {
    const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(`session-clock ${secret}`));
    return Array.from(new Uint8Array(digest, 0, 12), (byte) => byte.toString(16).padStart(2, '0')).join('');
  }

  globalThis.sessionClockCookies = {
    names: () => pairs().map((pair) => pair.split('=')[0]),
    /** Of aws-userInfo only arn, the issuer's host and a hash of keybase. */
    async user() {
      try {
        const info = JSON.parse(decodeURIComponent(read(USER) ?? ''));
        const keybase = text(info.keybase);
        return { arn: text(info.arn), issuer: globalThis.sessionClockFacts.host(info.issuer), sign_in: keybase && await hash(keybase) };
      } catch {
        return undefined;
      }
    },

    /** Name, presence and, where the browser tells it, date. */
    async session(sessionId) {
      if (!sessionId) return undefined;
      const name = SESSION + sessionId;
      try {
        // Chromium tells the date; not in the standard any more.
        const found = await /** @type {any} */ (globalThis).cookieStore?.get(name);
        if (found) return { name, present: true, expires: typeof found.expires === 'number' ? Math.floor(found.expires / 1000) : undefined };
      } catch {
        // Then the older way.
      }
      return { name, present: read(name) !== undefined };
    },
  };
}
