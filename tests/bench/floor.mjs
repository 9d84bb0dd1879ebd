// Throwaway extensions that do less and less of what ours does, so that its figures have a floor: a line of text on the page, that line after a message to
// the background and back, the least that tells sessions apart, a bare element after a message, the smallest module of wasm-bindgen in that background.
// They share no code with ours.
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const HOSTS = ['https://*.console.aws.amazon.com/*'];
const SMALLEST = new URL('../../target/wasm/smallest/', import.meta.url).pathname;
const STAND = "document.body.append(document.createElement('session-clock'));";
const LINE = `const line = document.createElement('session-clock');
line.style = 'position:fixed;right:16px;bottom:48px;font:14px system-ui;background:#161d26;color:#fff;padding:6px 14px';
line.textContent = '11 h 59 min left';
document.documentElement.append(line);`;
// What no script can leave out that shows the end of this very session: what the page says, its two cookies, a hash, a message, and a button that the page cannot style.
// It knows no page but this one, and draws no ring.
const LEAST = `(async () => {
  const { accountId, sessionARN, sessionDifferentiator } = JSON.parse(document.querySelector('meta[name="awsc-session-data"]').content);
  const [user, session] = await Promise.all([cookieStore.get('aws-userInfo'), cookieStore.get('__Secure-aws-session-id-' + sessionDifferentiator)]);
  const { keybase } = JSON.parse(decodeURIComponent(user.value));
  const signIn = [...new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(keybase)))];
  await chrome.runtime.sendMessage({ at: 0, accountId, sessionARN, sessionDifferentiator, expires: session?.expires, signIn });
  const host = document.createElement('session-clock');
  host.style = 'all:initial;position:fixed;right:16px;bottom:48px';
  const button = host.attachShadow({ mode: 'closed' }).appendChild(document.createElement('button'));
  button.style = 'font:14px system-ui;background:#161d26;color:#fff;padding:6px 14px;border-radius:99px';
  button.textContent = '11 h 59 min';
  button.ariaLabel = '11 h 59 min left in acme: alice. Ends at 19:43.';
  document.documentElement.append(host);
})();`;
const ask = (/** @type {string} */ then) => `chrome.runtime.sendMessage({ at: 0 }).then(() => { ${then} });`;
const LISTEN = 'chrome.runtime.onMessage.addListener((message, sender, respond) => {';
const ANSWER = `${LISTEN} respond({ end: message.at }); });`;

/** Its content script and its background. */
const KINDS = {
  nothing: ['', ''],
  line: [LINE, ''],
  asked: [ask(LINE), ANSWER],
  least: [LEAST, ANSWER],
  message: [ask(STAND), ANSWER],
  module: [ask(STAND), `import init, { answer } from './smallest.js';
const there = init({ module_or_path: chrome.runtime.getURL('smallest_bg.wasm') });
${LISTEN} there.then(() => respond({ end: answer(message.at) })); return true; });`],
};

/** @typedef {keyof typeof KINDS} Kind */

/** @param {Kind} kind @returns {Promise<{ folder: string, remove: () => Promise<void> }>} */
export async function makeFloor(kind) {
  const folder = await mkdtemp(join(tmpdir(), 'session-clock-floor-'));
  const [content, background] = KINDS[kind];
  const manifest = {
    manifest_version: 3, name: 'Floor', version: '1', host_permissions: HOSTS,
    ...(content ? { content_scripts: [{ matches: HOSTS, js: ['content.js'], run_at: 'document_end' }] } : {}),
    ...(background ? { background: { service_worker: 'background.js', type: 'module' } } : {}),
    content_security_policy: { extension_pages: "script-src 'self' 'wasm-unsafe-eval'" },
  };
  await Promise.all([
    writeFile(join(folder, 'manifest.json'), JSON.stringify(manifest)), writeFile(join(folder, 'content.js'), content),
    background ? writeFile(join(folder, 'background.js'), background) : undefined,
    ...(kind === 'module' ? ['smallest.js', 'smallest_bg.wasm'].map((name) => cp(join(SMALLEST, name), join(folder, name))) : []),
  ]);
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}
