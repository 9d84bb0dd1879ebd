// Moments and durations, written for the reader: in the language of the words, in the browser's time zone.
import { isolated } from './dom.js';
import { language, say, word } from './words.js';

/** @typedef {import('./types.js').Piece} Piece */

const DAY = 86_400;

/** The moment by the clock; with its day where that is another one than today. @param {number} at Unix seconds @param {number} [now] */
export function clock(at, now = Date.now() / 1000) {
  const sameDay = new Date(at * 1000).toDateString() === new Date(now * 1000).toDateString();
  const form = sameDay ? {} : /** @type {const} */ ({ weekday: 'short', ...(Math.abs(at - now) > 6 * DAY ? { day: 'numeric', month: 'short' } : {}) });
  return new Intl.DateTimeFormat(localeOf(language()), { hour: '2-digit', minute: '2-digit', ...form }).format(at * 1000);
}

/** The reader's own locale where it is of that language: 14:00 or 2:00 PM is theirs to say. @param {string} lang */
export const localeOf = (lang) => navigator.languages.find((locale) => locale.toLowerCase().startsWith(lang)) ?? lang;

/** A duration in coarse steps, as the page's countdown says it: minutes round down. @param {number} seconds */
export function coarse(seconds) {
  const minutes = Math.max(0, Math.floor(seconds / 60));
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  if (minutes === 0) return word('LESS_THAN_A_MINUTE');
  const parts = hours ? [say(hours === 1 ? 'HOUR' : 'HOURS', hours)] : [];
  if (rest) parts.push(say(rest === 1 ? 'MINUTE' : 'MINUTES', rest));
  return parts.join(' ');
}

/** A sentence of the core, its moments written. @param {Piece[]} pieces @returns {(Node | string)[]} */
export const written = (pieces) => pieces.map((piece) => ('text' in piece ? piece.text : isolated(clock(piece.moment))));
