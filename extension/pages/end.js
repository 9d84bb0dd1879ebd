// What `shared/end.js` words and draws, in the words that this page has loaded.
import '../shared/time.js';
import '../shared/spoken.js';
import '../shared/end.js';
import { allWords, language } from './words.js';

const { STYLE, draw, ...shared } = globalThis.sessionClockEnd;
export const { change, commanded, upper } = shared;
const time = globalThis.sessionClockTime;

/** @typedef {import('./types.js').Session} Session */

const sheet = new CSSStyleSheet();
sheet.replaceSync(STYLE);
document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];

const how = () => ({ words: allWords(), lang: language() });

/** @param {number} seconds */
export const digits = (seconds) => shared.digits(how(), seconds);
/** The time left. In a row the word *left* is heard alone: who sees the row sees what the digits are. @param {Session} session @param {number} now @param {boolean} [row] */
export const remaining = (session, now, row) => shared.remaining(how(), session, now).map((part) => (row && typeof part === 'string' ? shared.make('span', 'unseen', part) : part));
/** @param {Session} session @param {number} now @param {boolean} [row] */
export const endByClock = (session, now, row) => shared.endByClock(how(), session, now, row);
/** @param {Session} session @param {number} now */
export const began = (session, now) => shared.began(how(), session, now);
/** @param {Session} session @param {boolean} [row] */
export const mark = (session, row) => shared.mark(how(), session, row);
/** @param {Session} session */
export const meaning = (session) => shared.meaning(how(), session);
/** @param {import('./types.js').Piece[]} pieces */
export const written = (pieces) => shared.written(how(), pieces);
/** Whether the session is over, also by the time that has passed since the background was asked. @param {Session} session @param {number} now */
export const isOver = ({ view }, now) => time.state(view, now) === 'over';
/** @param {Session} session @param {number} now */
export const stateOf = ({ view }, now) => time.state(view, now);
/** @param {Session} session @param {number} now @param {number[]} leads longest first */
export const urgency = ({ view }, now, leads) => time.urgency(view, now, leads);
/** @param {number} at Unix seconds @param {number} [now] */
export const clock = (at, now) => time.clock(language(), at, now);
/** @param {number} seconds */
export const coarse = (seconds) => globalThis.sessionClockSpoken.coarse(allWords(), seconds, 3);

/** A session's bar. @param {Session} session @param {number} now */
export function bar(session, now) {
  const made = document.createElement('span');
  draw(made, session, now);
  return made;
}

export { draw as update };
