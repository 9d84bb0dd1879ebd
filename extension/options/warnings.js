// When warnings come, and how.
import { button, el } from '../pages/dom.js';
import { giveBack, request } from '../pages/permissions.js';
import { platform } from '../platform.js';
import { say, word } from '../pages/words.js';
import { field, item, judge, opener, part, switchItem } from './form.js';

const LONGEST = 720;
/** The minutes that most people choose from; others stand beside them once they are chosen. */
const OFFERED = [30, 15, 10, 5, 2, 1];
const MOST = 10;

/** The seconds of minutes with commas between; null where they cannot be used. @param {string} text @returns {number[] | null} */
function leadTimes(text) {
  const parts = text.normalize('NFKC').split(/[\s,、;]+/).filter(Boolean);
  const minutes = parts.map(Number);
  if (minutes.length > MOST || minutes.some((value) => !(Number.isInteger(value) && value >= 1 && value <= LONGEST))) return null;
  return [...new Set(minutes)].sort((a, b) => b - a).map((value) => value * 60);
}

/** @param {import('./options.js').Page} page */
export function warnings({ options, locked, change, changeLists, seen, show }) {
  /** @param {string} key */
  const isLocked = (key) => locked.includes(key);
  const status = el('p', { class: 'status small', role: 'status' });
  const notifications = (/** @type {boolean} */ on) => {
    const wanted = /** @type {const} */ ({ permissions: ['notifications'] });
    return on ? request({ permissions: [...wanted.permissions] }, status, show) : giveBack('notifications').then(show);
  };
  return part('warnings',
    leads(options.lead_times, isLocked('lead_times'), change, changeLists),
    // Private windows give no notification: there is nothing to turn on there.
    ...(platform.extension.inIncognitoContext ? [] : [
      switchItem('notifications', word('NOTIFICATIONS'), seen.notifications, notifications, { hint: word('NOTIFICATIONS_WHAT'), below: [status] }),
      switchItem('warn-without-tab', word('WITHOUT_TAB'), options.warn_without_tab, (warn_without_tab) => change({ warn_without_tab }), { locked: isLocked('warn_without_tab'), disabled: !seen.notifications, within: true }),
    ]),
    switchItem('sound', word('SOUND'), options.sound, (sound) => change({ sound }), { hint: word('SOUND_WHAT'), locked: isLocked('sound') }));
}

/** @param {number[]} chosen in seconds @param {boolean} isLocked @param {import('./options.js').Page['change']} change @param {import('./options.js').Page['changeLists']} changeLists */
function leads(chosen, isLocked, change, changeLists) {
  const minutes = chosen.map((seconds) => seconds / 60);
  const all = [...new Set([...OFFERED, ...minutes])].sort((a, b) => b - a);
  const buttons = all.map((value) => {
    const on = minutes.includes(value);
    const made = button(String(value), () => changeLists({ lead_times: { [on ? 'drop' : 'put']: [value * 60] } }), { 'class': 'lead', 'disabled': isLocked || (!on && minutes.length >= MOST), 'data-key': `lead-${value}`, 'aria-label': say(value === 1 ? 'MINUTE' : 'MINUTES', value) });
    made.setAttribute('aria-pressed', String(on));
    return made;
  });
  const input = el('input', {
    'id': 'lead-times', 'data-key': 'lead-times', 'inputmode': 'decimal', 'autocomplete': 'off', 'disabled': isLocked,
    'value': minutes.join(', '),
    'onchange': () => {
      const seconds = leadTimes(input.value);
      if (!judge(input, seconds === null ? word('LEAD_TIMES_WRONG') : '') || !seconds) return;
      input.defaultValue = input.value;
      change({ lead_times: seconds });
    },
  });
  const [other, place] = opener('lead-other', '…', el('div', {}, field(word('LEAD_TIMES_TEXT'), input)), { disabled: isLocked, name: word('LEAD_TIMES_OTHER') });
  other.classList.add('lead');
  return item(word('LEAD_TIMES'), [el('div', { 'class': 'leads', 'role': 'group', 'aria-label': word('LEAD_TIMES') }, ...buttons, other)], { hint: word('LEAD_TIMES_HINT'), locked: isLocked, below: [place] });
}
