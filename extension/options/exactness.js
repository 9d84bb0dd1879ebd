// Exact time and notifications: each explained, and asked for here.
import { permissionCards } from '../pages/permissions.js';
import { word } from '../pages/words.js';
import { lockedNote, section, tickBox } from './form.js';

/** @param {import('./options.js').Page} page */
export function exactness({ options, locked, change, seen, show }) {
  const isLocked = locked.includes('page_cookie');
  return section('exactness', word('EXACTNESS'), ...permissionCards(seen, show, { level: 'h3', takeBack: true }), lockedNote(isLocked),
    tickBox('page-cookie', word('PAGE_COOKIE'), options.page_cookie, (page_cookie) => change({ page_cookie }), isLocked));
}
