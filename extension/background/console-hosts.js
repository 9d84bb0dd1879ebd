// The console pages of the manifest: the one list of hosts that the browser grants.
import { platform } from '../platform.js';
import { REGION, SESSION } from '../stand-ins.js';

const manifest = platform.runtime.getManifest();
const scripts = manifest.content_scripts?.[0];

export const MATCHES = scripts?.matches ?? [];
export const CONTENT_FILES = scripts?.js ?? [];
/** Firefox's alone. @type {string[]} */
export const CONTENT_STYLES = scripts?.css ?? [];

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

/**
 * The service that a console page is of, as AWS's own addresses name it: by the host (`s3.console.aws.amazon.com`), else by the first part of the path
 * (`us-east-1.console.aws.amazon.com/ec2/home`). The same in every region and session; empty on pages of none.
 * @param {string} url
 */
export function serviceOf(url) {
  const { hostname, pathname } = new URL(url);
  const [before, console_] = hostname.split('.console.');
  const own = console_ === undefined ? hostname.split('.')[0] : before.split('.').filter((label) => !SESSION.test(label) && !REGION.test(label)).at(-1);
  return (own && own !== 'console' ? own : pathname.split('/')[1] ?? '').toLowerCase();
}

/** A service as people write it: short names are abbreviations. @param {string} service */
export const serviceName = (service) => (service.length <= 3 ? service.toUpperCase() : service.charAt(0).toUpperCase() + service.slice(1));

/** Whether the browser gives access to all of them: the user can withhold it, and take it back at any time. */
export const hasAccess = () => platform.permissions.contains({ origins: MATCHES });
