// The maximum session durations of roles: typed, or read from what AWS or a config file says.
import { button, el, isolated } from '../pages/dom.js';
import { coarse } from '../pages/moments.js';
import { say, sayNodes, word } from '../pages/words.js';
import { field, judge, lockedNote, section } from './form.js';
import { isRole, readRoles, together } from './import.js';

/** @typedef {import('./import.js').Maximum} Maximum */

/** Roles of a config file that wait for their maximum. @type {{ role: string, seconds: number | null }[]} */
let waiting = [];
const COMMAND = "aws iam get-role --role-name NAME --query Role.MaxSessionDuration";

/** @param {string} id @param {boolean} disabled */
const hoursInput = (id, disabled = false) => el('input', { id, 'data-key': id, 'type': 'number', 'min': 1, 'max': 12, 'step': 'any', disabled });

/** The seconds of so many hours; null where no role can have them. @param {HTMLInputElement} input */
function secondsOf(input) {
  const seconds = Math.round(Number(input.value) * 3600);
  return input.value !== '' && seconds >= 3600 && seconds <= 43_200 ? seconds : null;
}

/** @param {import('./options.js').Page} page */
export function maxima(page) {
  const { own, policy, locked } = page;
  const isLocked = locked.includes('role_maxima');
  const mine = own.role_maxima ?? [];
  const theirs = policy.role_maxima ?? [];
  const items = [
    ...mine.map(({ role, seconds }) => el('li', {}, el('span', {}, isolated(role), ' · ', coarse(seconds)),
      button(word('REMOVE'), () => page.change(({ own: { role_maxima = [] } }) => ({ role_maxima: role_maxima.filter((other) => other.role !== role) })), { 'data-key': `maximum-${role}`, 'aria-label': `${word('REMOVE')}: ${role}` }))),
    ...theirs.map(({ role, seconds }) => el('li', {}, el('span', {}, isolated(role), ' · ', coarse(seconds)), el('span', { class: 'muted' }, word('BY_ORGANIZATION')))),
  ];
  return section('maxima', word('MAXIMA'), el('p', { class: 'hint' }, word('MAXIMA_WHAT')), lockedNote(isLocked),
    items.length > 0 ? el('ul', { class: 'list' }, ...items) : el('p', { class: 'muted' }, word('MAXIMA_NONE')),
    !isLocked && typed(page), !isLocked && imported(page, mine), !isLocked && waiting.length > 0 && completed(page));
}

/** @param {import('./options.js').Page} page */
function typed({ change }) {
  const role = el('input', { 'id': 'maximum-role', 'data-key': 'maximum-role', 'autocomplete': 'off', 'spellcheck': 'false', 'placeholder': 'arn:aws:iam::*:role/Admin*' });
  const hours = hoursInput('maximum-hours');
  const form = el('form', { class: 'add', novalidate: true, onsubmit: (/** @type {Event} */ event) => {
    event.preventDefault();
    const name = role.value.trim();
    const seconds = secondsOf(hours);
    const right = [judge(role, isRole(name) ? '' : word('MAXIMA_ROLE_WRONG')), judge(hours, seconds === null ? word('MAXIMA_HOURS_WRONG') : '')];
    if (!right.every(Boolean) || seconds === null) return;
    form.reset();
    change(({ own: { role_maxima = [] } }) => ({ role_maxima: together(role_maxima, [{ role: name, seconds }]) }));
  } },
    field(word('MAXIMA_ROLE'), role), field(word('MAXIMA_HOURS'), hours, { short: true }), el('button', { 'type': 'submit', 'data-key': 'maximum-add' }, word('ADD')));
  return form;
}

/** @param {import('./options.js').Page} page @param {Maximum[]} mine */
function imported({ change, said, show }, mine) {
  const text = el('textarea', { 'id': 'import-text', 'data-key': 'import-text', 'rows': 4, 'spellcheck': 'false', 'autocomplete': 'off' });
  const file = el('input', { 'type': 'file', 'id': 'import-file', 'data-key': 'import-file', 'onchange': async () => {
    const [chosen] = file.files ?? [];
    if (!chosen) return;
    take(await chosen.text());
    file.value = '';
  } });
  /** @param {string} given */
  async function take(given) {
    const read = readRoles(given);
    const nothing = read.maxima.length + read.asked.length === 0;
    if (!judge(text, read.fault !== null ? say('IMPORT_WRONG', read.fault) : nothing ? word('IMPORT_NOTHING') : '')) return;
    text.value = '';
    waiting = read.asked.filter(({ role }) => !mine.some((known) => known.role === role));
    if (read.maxima.length > 0) await change(({ own: { role_maxima = [] } }) => ({ role_maxima: together(role_maxima, read.maxima) }));
    else await show();
    if (read.maxima.length > 0) said(say('IMPORTED', read.maxima.length));
    document.getElementById('maximum-waiting-0')?.focus();
  }
  return el('div', {}, el('h3', {}, word('IMPORT_MAXIMA')), el('p', { class: 'hint' }, word('IMPORT_WHAT')),
    field(word('IMPORT_TEXT'), text), el('p', {}, button(word('IMPORT_READ'), () => take(text.value), { 'data-key': 'import-read' })),
    field(word('IMPORT_FILE'), file));
}

/** What a config file names, to be completed by whoever knows. @param {import('./options.js').Page} page */
function completed({ change, show }) {
  const rows = waiting.map(({ role, seconds }, at) => {
    const input = hoursInput(`maximum-waiting-${at}`);
    const made = field(role, input, { hint: seconds !== null ? say('ASKS_FOR', coarse(seconds)) : undefined });
    return { role, input, made };
  });
  const form = el('form', { id: 'from-config', novalidate: true, onsubmit: (/** @type {Event} */ event) => {
    event.preventDefault();
    const filled = rows.filter(({ input }) => input.value !== '').map(({ role, input }) => ({ role, input, seconds: secondsOf(input) }));
    const right = filled.map(({ input, seconds }) => judge(input, seconds === null ? word('MAXIMA_HOURS_WRONG') : ''));
    if (!right.every(Boolean)) return;
    form.reset();
    waiting = [];
    change(({ own: { role_maxima = [] } }) => ({ role_maxima: together(role_maxima, filled.map(({ role, seconds }) => ({ role, seconds: Number(seconds) }))) }));
  } },
    el('h3', {}, word('FROM_CONFIG')), el('p', { class: 'hint' }, ...sayNodes('FROM_CONFIG_WHAT', el('code', {}, COMMAND))), ...rows.map(({ made }) => made),
    el('div', { class: 'row' }, el('button', { type: 'submit', 'data-key': 'waiting-add' }, word('ADD')),
      button(word('CANCEL'), () => { form.reset(); waiting = []; return show(); }, { 'data-key': 'waiting-cancel' })));
  return form;
}
