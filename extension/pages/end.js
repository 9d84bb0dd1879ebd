// When a session ends, how long that is from now and how surely: the one place that words it for our pages.
import { clock, coarse } from './moments.js';
import { say, word } from './words.js';

/** @typedef {import('./types.js').Session} Session */

const SURE = { 'exact': 'HOW_EXACT', 'computed': 'HOW_COMPUTED', 'between': 'HOW_BETWEEN', 'met-running': 'HOW_MET_RUNNING', 'unknown': 'HOW_UNKNOWN' };

/** Whether the session is over, also by the time that has passed since the background was asked. @param {Session} session @param {number} now */
const isOver = ({ view }, now) => view.phase === 'ended' || (view.phase === 'running' && view.end !== null && view.end <= now);

/** The time left, always `end − now`. @param {Session} session @param {number} now */
export function remaining(session, now) {
  const { view } = session;
  if (isOver(session, now)) return word('OVER');
  if (view.phase === 'unknown' || view.end === null) return word('NOT_KNOWN');
  const left = coarse(view.end - now);
  return say('LEFT', view.bound === null ? left : say(view.bound === 'at-least' ? 'AT_LEAST' : 'AT_MOST', left));
}

/** The end by the clock; empty where it is not known. @param {Session} session @param {number} now */
export function endByClock(session, now) {
  const { view, span } = session;
  // An end that was seen lies before that moment; what was expected of it says nothing any more.
  if (typeof session.ended === 'number') return say('ENDED_BY', clock(session.ended, now));
  if (view.end === null) return '';
  if (isOver(session, now)) return say('ENDED_AT', clock(view.end, now));
  if (view.bound === 'at-least' && span.latest) return say('ENDS_BETWEEN', clock(view.end, now), clock(span.latest.at, now));
  return say(view.bound === null ? 'ENDS_AT' : view.bound === 'at-least' ? 'ENDS_AT_LEAST' : 'ENDS_AT_MOST', clock(view.end, now));
}

/** How surely, as a word. @param {Session} session */
export const sureWord = ({ view }) => word(SURE[view.sure]);

/** Whether it ends soon: within the last ten minutes it is shown with weight. @param {Session} session @param {number} now */
export const isSoon = (session, now) => !isOver(session, now) && session.view.end !== null && session.view.end - now <= 600;
