// When a session ends, how long that is from now and how surely: the one place that words and draws it for our pages.
import { el } from './dom.js';
import { clock } from './moments.js';
import { say, sayNodes, word } from './words.js';

/** @typedef {import('./types.js').Session} Session */
/** @typedef {'calm' | 'amber' | 'red'} Urgency */

/** Each sureness: its mark, its word, and the sentence that says what it means. */
const SURE = {
  'exact': ['✓', 'HOW_EXACT', 'SURE_EXACT'],
  'computed': ['=', 'HOW_COMPUTED', 'SURE_COMPUTED'],
  'expected': ['~', 'HOW_EXPECTED', 'SURE_EXPECTED'],
  'between': ['↔', 'HOW_BETWEEN', 'SURE_BETWEEN'],
  'met-running': ['≤', 'HOW_MET_RUNNING', 'SURE_MET_RUNNING'],
  'unknown': ['?', 'HOW_UNKNOWN', 'SURE_UNKNOWN'],
};

/** @param {Session} session */
const sureOf = ({ view }) => SURE[view.sure] ?? SURE.unknown;

/** Whether the session is over, also by the time that has passed since the background was asked. An expected end that passes ends nothing. @param {Session} session @param {number} now */
export const isOver = ({ view }, now) => view.phase === 'ended' || (view.phase === 'running' && view.end !== null && view.end <= now && view.sure !== 'expected');

/** Whether the expected end has passed and nothing shows that the session has ended. @param {Session} session @param {number} now */
const isOverdue = ({ view }, now) => view.phase === 'overdue' || (view.phase === 'running' && view.sure === 'expected' && view.end !== null && view.end <= now);

/** What is known of the end at that moment. @param {Session} session @param {number} now @returns {'over' | 'overdue' | 'unknown' | 'running'} */
export function stateOf(session, now) {
  if (isOver(session, now)) return 'over';
  if (isOverdue(session, now)) return 'overdue';
  return session.view.phase === 'unknown' || session.view.end === null ? 'unknown' : 'running';
}

const UNITS = /** @type {const} */ ([[86_400, 'UNIT_DAY'], [3600, 'UNIT_HOUR'], [60, 'UNIT_MINUTE'], [1, 'UNIT_SECOND']]);

/** Seconds as digits with small units: two units at most, rounded down. @param {number} seconds */
export function digits(seconds) {
  let rest = Math.max(0, Math.floor(seconds));
  const first = Math.max(0, UNITS.findIndex(([unit]) => rest >= unit));
  // Seconds stand alone: beside minutes they would only flicker.
  const shown = rest < 60 ? UNITS.slice(3) : UNITS.slice(first, Math.min(first + 2, 3));
  const parts = shown.flatMap(([unit, name], at) => {
    const count = Math.floor(rest / unit);
    rest -= count * unit;
    return at > 0 && count === 0 ? [] : [...(at > 0 ? [' '] : []), el('b', {}, String(count)), ' ', el('span', { class: 'unit' }, word(name))];
  });
  return el('span', { class: 'digits' }, ...parts);
}

/** The time left, always `end − now`. @param {Session} session @param {number} now @param {boolean} [short] without the word *left* @returns {(Node | string)[]} */
export function remaining(session, now, short = false) {
  const { view } = session;
  const state = stateOf(session, now);
  if (state !== 'running') return [el('span', { class: 'said' }, word(state === 'over' ? 'OVER' : state === 'overdue' ? 'OVERDUE' : 'NOT_KNOWN'))];
  const left = digits(Number(view.end) - now);
  const name = view.sure === 'expected' || view.bound === 'about' ? 'ABOUT' : view.bound === 'at-least' ? 'AT_LEAST' : view.bound === 'at-most' ? 'AT_MOST' : null;
  return name ? sayNodes(name, left) : short ? [left] : sayNodes('LEFT', left);
}

/** The end by the clock. In a row there is room for the moment alone. @param {Session} session @param {number} now @param {boolean} [row] */
export function endByClock(session, now, row = false) {
  const { view, span } = session;
  const state = stateOf(session, now);
  // An end that was seen lies before that moment; what was expected of it says nothing any more.
  if (typeof session.ended === 'number') return say('ENDED_BY', clock(session.ended, now));
  if (state === 'unknown' || view.end === null) return row ? say('ROW_SEEN', clock(session.start.by, now)) : word('ENDS_UNKNOWN');
  const end = clock(view.end, now);
  if (state === 'over') return say('ENDED_AT', end);
  if (state === 'overdue' || view.sure === 'expected') return row ? (state === 'overdue' ? say('ROW_EXPECTED', end) : end) : say('ENDS_EXPECTED', end);
  if (view.bound === 'at-least' && span.latest) return say(row ? 'ROW_BETWEEN' : 'ENDS_BETWEEN', end, clock(span.latest.at, now));
  if (view.bound === 'at-least') return say(row ? 'ROW_AT_LEAST' : 'ENDS_AT_LEAST', end);
  if (view.bound === 'at-most') return say(row ? 'ROW_AT_MOST' : 'ENDS_AT_MOST', end);
  return row ? end : say('ENDS_AT', end);
}

/** Whether nobody saw it begin. @param {Session} session */
const isMet = ({ start }) => start.from === null;

/** When it began, or was first seen. @param {Session} session @param {number} now */
export function began(session, now) {
  const switched = session.origin !== null && session.origin !== 'sign-in';
  return say(isMet(session) ? 'BEGAN_SEEN' : switched ? 'BEGAN_SWITCHED' : 'BEGAN_SIGNED_IN', clock(session.start.by, now));
}

/** How surely: the mark alone, its word for who cannot see it. @param {Session} session */
export function mark(session) {
  const [sign, name] = sureOf(session);
  return el('span', { class: `mark ${session.view.sure}` }, el('span', { 'aria-hidden': 'true' }, sign), el('span', { class: 'unseen' }, word(name)));
}

/** The mark and its word. @param {Session} session */
export function markAndWord(session) {
  const [sign, name] = sureOf(session);
  return el('span', { class: `mark ${session.view.sure}` }, el('span', { 'aria-hidden': 'true' }, `${sign} `), word(name));
}

/** What the mark means. @param {Session} session */
export const meaning = (session) => word(sureOf(session)[2]);

/** Amber from the first lead time on, red from the second-to-last, or of two the last. @param {Session} session @param {number} now @param {number[]} leads longest first @returns {Urgency} */
export function urgency(session, now, leads) {
  if (stateOf(session, now) !== 'running' || leads.length === 0) return 'calm';
  const left = Number(session.view.end) - now;
  if (left <= leads[Math.max(leads.length - 2, Math.min(1, leads.length - 1))]) return 'red';
  return left <= leads[0] ? 'amber' : 'calm';
}

/**
 * The bar: what is gone, what is left, and the end drawn as surely as it is known. Words beside it say the same.
 * @param {Session} session @param {number} now
 */
export function bar(session, now) {
  const made = el('span', { 'class': `bar ${session.view.sure}`, 'aria-hidden': 'true' });
  update(made, session, now);
  return made;
}

/** Brings a bar up to the moment. @param {HTMLElement} bar @param {Session} session @param {number} now */
export function update(bar, session, now) {
  const state = stateOf(session, now);
  const { view, span, start } = session;
  bar.classList.toggle('over', state === 'over' || state === 'overdue');
  bar.classList.toggle('unknown', state === 'unknown');
  if (state !== 'running') return bar.replaceChildren();
  const latest = view.bound === 'at-least' ? span.latest?.at ?? Number(view.end) + (Number(view.end) - start.by) / 3 : Number(view.end);
  const whole = Math.max(1, latest - start.by);
  const share = (/** @type {number} */ from, /** @type {number} */ to) => Math.max(0, Math.min(to, latest) - Math.max(from, start.by)) / whole;
  const [gone, sure, open] = [share(start.by, now), view.bound === 'at-most' ? 0 : share(now, Number(view.end)), view.bound === 'at-most' ? share(now, latest) : share(Number(view.end), latest)];
  const parts = /** @type {const} */ ([['gone', gone], ['rest', sure], ['possible', open]]);
  const old = /** @type {HTMLElement[]} */ ([...bar.children]);
  const children = parts.filter(([, part]) => part > 0).map(([name, part], at) => {
    const made = old[at]?.className === name ? old[at] : el('span', { class: name });
    made.style.flexGrow = String(part);
    return made;
  });
  if (children.length !== old.length || children.some((child, at) => child !== old[at])) bar.replaceChildren(...children);
  bar.classList.toggle('met', isMet(session));
}
