// Exact ends: what is read for them, and what turns that on and off.
import { el } from '../pages/dom.js';
import { giveBack, request } from '../pages/permissions.js';
import { word } from '../pages/words.js';
import { part, switchItem } from './form.js';

/** @param {import('./options.js').Page} page */
export function exactness({ options, locked, change, seen, show }) {
  const status = el('p', { class: 'status small', role: 'status' });
  const cookies = (/** @type {boolean} */ on) => (on ? request({ permissions: ['cookies'] }, status, show) : giveBack('cookies').then(show));
  return part('exactness',
    switchItem('cookies', word('EXACT_TIME'), seen.cookies, cookies, { hint: word('EXACT_TIME_WHAT'), below: [status] }),
    switchItem('page-cookie', word('PAGE_COOKIE'), options.page_cookie, (page_cookie) => change({ page_cookie }), { hint: word('PAGE_COOKIE_WHAT'), locked: locked.includes('page_cookie') }));
}
