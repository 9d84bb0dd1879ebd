// When warnings come.
import { el } from '../pages/dom.js';
import { word } from '../pages/words.js';
import { field, judge, lockedNote, section } from './form.js';

const LONGEST = 720;

/** The seconds of minutes with commas between; null where they cannot be used. @param {string} text @returns {number[] | null} */
export function leadTimes(text) {
  const parts = text.normalize('NFKC').split(/[\s,、;]+/).filter(Boolean);
  const minutes = parts.map(Number);
  if (minutes.length > 10 || minutes.some((value) => !(Number.isInteger(value) && value >= 1 && value <= LONGEST))) return null;
  return [...new Set(minutes)].sort((a, b) => b - a).map((value) => value * 60);
}

/** @param {import('./options.js').Page} page */
export function warnings({ options, locked, change }) {
  const isLocked = locked.includes('lead_times');
  const input = el('input', {
    'id': 'lead-times', 'data-key': 'lead-times', 'inputmode': 'decimal', 'autocomplete': 'off', 'disabled': isLocked,
    'value': options.lead_times.map((seconds) => seconds / 60).join(', '),
    'onchange': () => {
      const seconds = leadTimes(input.value);
      if (!judge(input, seconds === null ? word('LEAD_TIMES_WRONG') : '') || !seconds) return;
      input.defaultValue = input.value;
      change({ lead_times: seconds });
    },
  });
  return section('warnings', word('WARNINGS'), lockedNote(isLocked), field(word('LEAD_TIMES'), input, { hint: word('LEAD_TIMES_HINT') }));
}
