// The console pages of the manifest: the one list of hosts that the browser grants.
import { platform } from '../platform.js';

const manifest = platform.runtime.getManifest();
const scripts = manifest.content_scripts?.[0];

export const MATCHES = scripts?.matches ?? [];
export const CONTENT_FILES = scripts?.js ?? [];

/** Whether an address is one of the console's. @param {string} url */
export function isConsole(url) {
  let parsed;
  try {
    parsed = new URL(url);
  } catch {
    return false;
  }
  const { protocol, hostname } = parsed;
  return protocol === 'https:' && MATCHES.some((pattern) => {
    const wanted = pattern.slice('https://'.length, -'/*'.length);
    // `*.` stands for the bare host too.
    return wanted.startsWith('*.') ? hostname === wanted.slice(2) || hostname.endsWith(wanted.slice(1)) : hostname === wanted;
  });
}

/** Whether the browser gives access to all of them: the user can withhold it, and take it back at any time. */
export const hasAccess = () => platform.permissions.contains({ origins: MATCHES });
