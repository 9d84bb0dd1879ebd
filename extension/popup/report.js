// *Copy report*: the structure of the page in front, to mend what was not understood. It goes to the clipboard and nowhere else.
import { platform } from '../platform.js';
import { shape, withoutNames } from '../stand-ins.js';

/** @returns {Promise<{ text: string, found: boolean }>} */
export async function report() {
  const [tab] = await platform.tabs.query({ active: true, currentWindow: true });
  const page = await structure(tab?.id);
  const { version } = platform.runtime.getManifest();
  return { text: JSON.stringify({ version, page: page === null ? 'not a console page, or no access to it' : named(page) }, null, 2), found: page !== null };
}

/** The structure, its hosts without what names a company, and no id or Region in the names of keys and cookies. @param {any} page */
export function named(page) {
  const { meta, cookies } = page;
  const host = (/** @type {string} */ host) => (host === 'none' ? host : withoutNames(host, (_, kind) => `<${kind}>`));
  return {
    ...page, host: host(page.host), referrer: host(page.referrer), cookies: cookies.map(shape).sort(),
    meta: typeof meta === 'string' ? meta : Object.fromEntries(Object.entries(meta).map(([key, type]) => [shape(key), type])),
  };
}

/** @param {number | undefined} tab @returns {Promise<unknown>} */
async function structure(tab) {
  if (tab === undefined) return null;
  try {
    // From the root: Firefox takes a path from where the popup's own page lies.
    const [answer] = await platform.scripting.executeScript({ target: { tabId: tab }, files: ['/content/report.js'] });
    return answer?.result ?? null;
  } catch (fault) {
    console.warn(fault);
    return null;
  }
}
