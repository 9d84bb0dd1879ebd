// Durations and moments in whole words: for what is spoken, for notifications, and for lists. A countdown's page does without it until a notice comes.
'use strict';
{
  /** @typedef {Record<string, string>} Words */

  const { say, clock } = globalThis.sessionClockTime;

  /** A duration, spelled out and without seconds. @param {Words} words @param {number} seconds @param {number} [from] how many days are said as days */
  function coarse(words, seconds, from = 1) {
    const minutes = Math.max(0, Math.floor(seconds / 60));
    const days = minutes < from * 1440 ? 0 : Math.floor(minutes / 1440);
    const [hours, rest] = [Math.floor(minutes / 60) - 24 * days, minutes % 60];
    /** @param {number} count @param {string} one @param {string} many */
    const counted = (count, one, many) => count > 0 && say(count === 1 ? one : many, count);
    const parts = [counted(days, words.DAY, words.DAYS), counted(hours, words.HOUR, words.HOURS), days === 0 && counted(rest, words.MINUTE, words.MINUTES)];
    return parts.filter(Boolean).join(' ') || words.LESS_THAN_A_MINUTE;
  }

  /** The same, to the nearest minute: for what is said once, a moment late. @param {Words} words @param {number} seconds */
  const nearest = (words, seconds) => coarse(words, Math.floor((seconds + 30) / 60) * 60);

  /** A sentence of the core as text, its moments written. @param {string} lang @param {import('../messages.js').Piece[]} pieces */
  const written = (lang, pieces) => pieces.map((piece) => ('text' in piece ? piece.text : clock(lang, piece.moment))).join('');

  globalThis.sessionClockSpoken = { coarse, nearest, written };
}
