// The date of a session cookie, where the user has allowed `cookies`. Of a cookie its name, date and store are kept, and the rest is dropped at once:
// no other file of the background touches that API.
import { platform } from '../platform.js';
import { paced } from './pace.js';

/** @typedef {{ store: string, domain: string, name: string, expires: number | null }} CookieDate */

const NAMES = /^(__Secure-aws-session-id-\d{12}-[0-9a-z]{8}|aws-signer-token_[a-z0-9-]{1,40})$/;

/** @param {chrome.cookies.Cookie} cookie @param {string} [domain] @returns {CookieDate} */
const dateOf = ({ storeId, domain: own, name, expirationDate }, domain = own) =>
  ({ store: storeId, domain, name, expires: expirationDate === undefined ? null : Math.floor(expirationDate) });

/** Whether the user has allowed it. */
export const isAllowed = () => platform.permissions.contains({ permissions: ['cookies'] });

/**
 * The dates of the session cookies that a console page is sent; of those whose own domain is wider than the hosts we have, Firefox gives them and Chromium
 * does not (tried: Chromium 156, `cookies.getAll`). There the page's own look gives the date, and no wider host is asked for.
 * None where it is not allowed, or the browser refuses: the permission or the store can go in between, and the page is told of without.
 * @param {string} url @param {string} store @returns {Promise<CookieDate[]>}
 */
export async function datesFor(url, store) {
  if (!platform.cookies || !(await isAllowed())) return [];
  const cookies = await platform.cookies.getAll({ url, storeId: store }).catch(() => []);
  return cookies.filter(({ name, expirationDate }) => NAMES.test(name) && expirationDate !== undefined).map((cookie) => dateOf(cookie, new URL(url).hostname));
}

/** Calls back when the dates of session cookies change or the cookies go: a page can set its own without end. @param {(dates: CookieDate[]) => void} changed */
export function onDateChanged(changed) {
  const tell = paced(changed);
  let listening = false;
  const listen = () => {
    // The API is there only once it is allowed.
    if (listening || !platform.cookies) return;
    listening = true;
    platform.cookies.onChanged.addListener(({ cookie, removed, cause }) => {
      // A cookie that is replaced is told twice: its removal says nothing.
      if (!NAMES.test(cookie.name) || cause === 'overwrite') return;
      const date = { ...dateOf(cookie), ...(removed ? { expires: null } : {}) };
      tell(JSON.stringify([date.store, date.domain, date.name]), date);
    });
  };
  listen();
  platform.permissions.onAdded.addListener(listen);
}
