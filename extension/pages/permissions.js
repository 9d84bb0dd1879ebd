// What is asked of the user, each with its reason and a working life without it. Asked for here only: in the popup, the options and the first run.
import { button, el } from './dom.js';
import { platform } from '../platform.js';
import { word } from './words.js';

/** @typedef {'cookies' | 'notifications'} Permission */

const ALLOW = { cookies: 'ALLOW_EXACT_TIME', notifications: 'ALLOW_NOTIFICATIONS' };

/**
 * Asks the browser for something. Called straight from a click, since a browser refuses what a user did not set off.
 * @param {chrome.permissions.Permissions} wanted @param {HTMLElement} status says so where it was not allowed @param {() => unknown} changed
 */
export async function request(wanted, status, changed) {
  const granted = await platform.permissions.request(wanted).catch(() => false);
  status.textContent = granted ? '' : word('NOT_ALLOWED');
  if (granted) await changed();
  return granted;
}

/** Gives a permission back. @param {Permission} permission */
export const giveBack = (permission) => platform.permissions.remove({ permissions: [permission] });

/** The button that asks for a permission, with a place beside it that says so where it was not allowed. @param {Permission} permission @param {() => unknown} changed */
export function allow(permission, changed) {
  const status = el('span', { class: 'status small', role: 'status' });
  return el('span', { class: 'allow' }, button(word(ALLOW[permission]), () => request({ permissions: [permission] }, status, changed), { 'data-key': permission }), status);
}
