// A page's address as a way back to it: without the session that is over, and of its query the region alone, since the rest may be a secret.
'use strict';
/** @param {string} url */
globalThis.sessionClockAddress = (url) => {
  const { origin, hostname, pathname, searchParams, hash } = new URL(url);
  const region = searchParams.get('region');
  return `${origin.replace(hostname, hostname.replace(/^\d{12}-[0-9a-z]{8}\./, ''))}${pathname}${region ? `?region=${encodeURIComponent(region)}` : ''}${hash}`;
};
