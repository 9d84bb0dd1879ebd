// The only file that reads cookies in a page, and only those that the page's own scripts can read. It passes on names and dates, and of a value only what is said here.
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

  /** A cookie by its name, undefined where there is none. Without blocking where the browser can: `document.cookie` waits for another process, 2 to 5 ms.
   * Chromium tells the date, too, which is not in the standard any more. @param {string} name @returns {Promise<{ value: string, expires?: unknown } | undefined>} */
  async function get(name) {
    const store = /** @type {any} */ (globalThis).cookieStore;
    try {
      if (store) return await store.get(name) ?? undefined;
    } catch {
      // Then the older way.
    }
    const value = read(name);
    return value === undefined ? undefined : { value };
  }

  globalThis.sessionClockCookies = {
    names: () => pairs().map((pair) => pair.split('=')[0]),
    /** Of aws-userInfo only arn, the issuer's host and a hash of keybase. */
    async user() {
      try {
        const info = JSON.parse(decodeURIComponent((await get(USER))?.value ?? ''));
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
      const found = await get(name);
      return { name, present: found !== undefined, expires: typeof found?.expires === 'number' ? Math.floor(found.expires / 1000) : undefined };
    },
  };
}
