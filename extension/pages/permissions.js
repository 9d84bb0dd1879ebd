// What is asked of the user, each with its reason and a working life without it. Asked for here only: in the popup and the options.
import { button, el } from './dom.js';
import { platform } from '../platform.js';
import { word } from './words.js';

/** @type {{ permission: 'cookies' | 'notifications', name: string, what: string, allow: string }[]} */
const OPTIONAL = [
  { permission: 'cookies', name: 'EXACT_TIME', what: 'EXACT_TIME_WHAT', allow: 'ALLOW_EXACT_TIME' },
  { permission: 'notifications', name: 'NOTIFICATIONS', what: 'NOTIFICATIONS_WHAT', allow: 'ALLOW_NOTIFICATIONS' },
];

/**
 * Asks the browser for something. Called straight from a click, since a browser refuses what a user did not set off.
 * @param {chrome.permissions.Permissions} wanted @param {HTMLElement} status says so where it was not allowed @param {() => unknown} changed
 */
export async function request(wanted, status, changed) {
  const granted = await platform.permissions.request(wanted).catch(() => false);
  status.textContent = granted ? '' : word('NOT_ALLOWED');
  if (granted) await changed();
}

/**
 * Each permission with its reason, state and button.
 * @param {{ cookies: boolean, notifications: boolean }} held @param {() => unknown} changed @param {{ level: 'h2' | 'h3', takeBack?: boolean, onlyMissing?: boolean }} manner
 */
export function permissionCards(held, changed, { level, takeBack = false, onlyMissing = false }) {
  return OPTIONAL.filter(({ permission }) => !onlyMissing || !held[permission]).map(({ permission, name, what, allow }) => {
    const status = el('p', { class: 'status', role: 'status' });
    const wanted = { permissions: [permission] };
    const act = !held[permission]
      ? button(word(allow), () => request(wanted, status, changed), { 'data-key': permission })
      : takeBack && button(word('TAKE_BACK'), async () => { await platform.permissions.remove(wanted); await changed(); }, { 'data-key': permission, 'aria-describedby': `about-${permission}` });
    return el('div', { class: 'permission' },
      el(level, { id: `about-${permission}` }, word(name), ' ', el('span', { class: held[permission] ? 'allowed' : 'muted' }, `(${word(held[permission] ? 'ALLOWED' : 'OFF')})`)),
      el('p', { class: 'hint' }, word(what)), act, status);
  });
}
