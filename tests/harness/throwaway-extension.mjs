// A tiny extension for the self-tests of harness and practice console, written to a temporary folder. It is not Session Clock and
// shares no code with it: it reports what a content script sees and puts a closed shadow root on the page.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const HOSTS = ['https://*.console.aws.amazon.com/*', 'https://health.aws.amazon.com/*', 'https://*.console.amazonaws-us-gov.com/*',
  'https://*.console.amazonaws.cn/*', 'https://*.console.amazonaws-eusc.eu/*'];

const BACKGROUND = `
const api = globalThis.browser ?? globalThis.chrome;
globalThis.bornAt = Date.now();
api.runtime.onMessage.addListener((message, sender) => {
  (async () => {
    const tabId = sender.tab.id;
    if (message.seen) {
      const { seen = [] } = await api.storage.local.get('seen');
      await api.storage.local.set({ seen: [...seen, { ...message.seen, store: sender.tab.cookieStoreId, incognito: sender.tab.incognito, frame: sender.frameId }] });
    }
    await api.action.setTitle({ tabId, title: 'tells ' + message.badge });
    // Last, so that a test that has seen the badge knows all the rest to be done.
    await api.action.setBadgeText({ tabId, text: message.badge });
  })();
});
`;

const CONTENT = `
(async () => {
  const api = globalThis.browser ?? globalThis.chrome;
  const meta = document.querySelector('meta[name="awsc-session-data"]');
  const cookieNames = document.cookie.split('; ').map((c) => c.split('=')[0]);
  const dates = {};
  for (const name of cookieNames) {
    const cookie = await globalThis.cookieStore?.get(name);
    dates[name] = cookie?.expires ?? null;
  }
  const seen = { url: location.href, referrer: document.referrer, meta: meta?.content.slice(0, 500) ?? null, cookieNames, dates,
    switches: performance.getEntriesByType('resource').filter((e) => e.name.includes('switchrole')).map((e) => [e.name, e.responseStatus]) };
  api.runtime.sendMessage({ badge: '1h', seen });
  if (window !== top) return;
  addEventListener('auth-change-detected', () => api.runtime.sendMessage({ badge: 'gone' }));
  const host = document.createElement('div');
  const root = host.attachShadow({ mode: 'closed' });
  const inner = document.createElement('div');
  inner.style.cssText = 'position:fixed;right:12px;bottom:12px;background:#fff;color:#000;border:1px solid #000;padding:8px';
  const timer = document.createElement('div');
  timer.setAttribute('role', 'timer');
  timer.setAttribute('aria-label', 'Practice: 1 hour left');
  timer.textContent = '1:00';
  const button = document.createElement('button');
  button.textContent = 'Press';
  const status = document.createElement('div');
  status.setAttribute('role', 'status');
  const unseen = document.createElement('button');
  unseen.textContent = 'Unseen';
  unseen.style.display = 'none';
  button.addEventListener('click', (event) => {
    status.textContent = 'pressed ' + (event.isTrusted ? 'by hand' : 'by script');
    api.runtime.sendMessage({ badge: 'hit' });
  });
  inner.append(timer, button, unseen, status);
  root.append(inner);
  document.body.append(host);
})();
`;

/** @param {'chromium' | 'firefox'} browser @returns {Promise<{ folder: string, remove: () => Promise<void> }>} */
export async function makeThrowawayExtension(browser) {
  const folder = await mkdtemp(join(tmpdir(), 'throwaway-extension-'));
  const manifest = {
    manifest_version: 3, name: 'Throwaway', version: '1', permissions: ['storage'], host_permissions: HOSTS, action: { default_title: 'nothing yet' },
    background: browser === 'chromium' ? { service_worker: 'background.js' } : { scripts: ['background.js'] },
    content_scripts: [{ matches: HOSTS, js: ['content.js'], run_at: 'document_idle', all_frames: true }],
    browser_specific_settings: { gecko: { id: 'throwaway@example.com' } },
  };
  if (browser === 'chromium') delete /** @type {any} */ (manifest).browser_specific_settings;
  await Promise.all([
    writeFile(join(folder, 'manifest.json'), JSON.stringify(manifest)), writeFile(join(folder, 'background.js'), BACKGROUND),
    writeFile(join(folder, 'content.js'), CONTENT),
  ]);
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}
