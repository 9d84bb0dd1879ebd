// A page's address as a way back to it, and the door that leads there.
'use strict';
{
  /** Without the session that is over, and of its query the region alone, since the rest may be a secret. @param {string} url */
  function kept(url) {
    const { origin, hostname, pathname, searchParams, hash } = new URL(url);
    const region = searchParams.get('region');
    return `${origin.replace(hostname, hostname.replace(/^\d{12}-[0-9a-z]{8}\./, ''))}${pathname}${region ? `?region=${encodeURIComponent(region)}` : ''}${hash}`;
  }

  /** The link of a door, and whether it leads to the page by itself, as the access portal's does. @param {import('../messages.js').View['back']} back @param {string | null} page */
  function back({ kind, link }, page) {
    const toPage = page !== null && kind === 'portal' && link !== null && link.includes('account_id=');
    return { href: toPage ? `${link}&destination=${encodeURIComponent(page)}` : link, toPage };
  }

  globalThis.sessionClockAddress = { kept, back };
}
