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
  const [days, hours, rest] = [Math.floor(minutes / 1440), Math.floor(minutes / 60) % 24, minutes % 60];
  const counted = (/** @type {number} */ count, /** @type {string} */ one, /** @type {string} */ many) => (count > 0 ? [say(count === 1 ? one : many, count)] : []);
  const parts = [...counted(days, 'DAY', 'DAYS'), ...counted(hours, 'HOUR', 'HOURS'), ...(days === 0 ? counted(rest, 'MINUTE', 'MINUTES') : [])];
  return parts.join(' ') || word('LESS_THAN_A_MINUTE');
}

/** A sentence of the core, its moments written. @param {Piece[]} pieces @returns {(Node | string)[]} */
export const written = (pieces) => pieces.map((piece) => ('text' in piece ? piece.text : isolated(clock(piece.moment))));
