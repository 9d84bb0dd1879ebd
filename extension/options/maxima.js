// How long sign-ins and roles last: typed, or read from what AWS or a config file says.
import { button, el, isolated } from '../pages/dom.js';
import { coarse } from '../pages/end.js';
import { say, sayNodes, word } from '../pages/words.js';
import { field, item, judge, opener, part, setOpen } from './form.js';
import { isIdentity, isRole, readMaxima, together } from './import.js';

/** @typedef {import('./import.js').Maximum} Maximum */
/** @typedef {{ identity: string, seconds: number }} SignIn */

const COMMAND = 'aws iam get-role --role-name NAME --query Role.MaxSessionDuration';
/** What AWS allows, in hours. */
const [ROLE_HOURS, SIGN_IN_HOURS] = [12, 2160];

/** Roles of a config file that wait for their maximum. @type {{ role: string, seconds: number | null }[]} */
let waiting = [];

/** @param {string} id @param {number} most */
const hoursInput = (id, most) => el('input', { id, 'data-key': id, 'type': 'number', 'min': 1, 'max': most, 'step': 'any' });

/** The seconds of so many hours; null where AWS allows none such. @param {HTMLInputElement} input */
function secondsOf(input) {
  const seconds = Math.round(Number(input.value) * 3600);
  return input.value !== '' && seconds >= 3600 && seconds <= Number(input.max) * 3600 ? seconds : null;
}

/** The two lists are kept in two forms, since before there was the second; here they are one. @param {SignIn[]} list @returns {Maximum[]} */
const asRoles = (list) => list.map(({ identity, seconds }) => ({ role: identity, seconds }));
/** @param {Maximum[]} list @returns {SignIn[]} */
const asSignIns = (list) => list.map(({ role, seconds }) => ({ identity: role, seconds }));

/**
 * Entries of a list, each with its button, and those of the organisation.
 * @param {string} key @param {Maximum[]} mine @param {Maximum[]} theirs @param {(role: string) => unknown} remove
 */
function entries(key, mine, theirs, remove) {
  const called = (/** @type {Maximum} */ { role, seconds }) => el('span', { class: 'called' }, isolated(role), `: ${coarse(seconds)}`);
  const items = [
    ...mine.map((one) => el('li', {}, called(one), button(word('REMOVE'), () => remove(one.role), { 'class': 'link', 'data-key': `${key}-${one.role}`, 'aria-label': `${word('REMOVE')}: ${one.role}` }))),
    ...theirs.map((one) => el('li', {}, called(one), el('span', { class: 'small' }, word('BY_ORGANIZATION')))),
  ];
  return items.length > 0 && el('ul', { class: 'list' }, ...items);
}

/**
 * The form that adds an entry.
 * @param {string} key @param {{ what: string, example: string, wrong: string, hoursWrong: string, most: number, isOne: (text: string) => boolean }} said @param {(one: Maximum) => unknown} add
 */
function typed(key, { what, example, wrong, hoursWrong, most, isOne }, add) {
  const name = el('input', { 'id': `${key}-name`, 'data-key': `${key}-name`, 'autocomplete': 'off', 'spellcheck': 'false', 'placeholder': example });
  const hours = hoursInput(`${key}-hours`, most);
  const submit = (/** @type {Event} */ event) => {
    event.preventDefault();
    const role = name.value.trim();
    const seconds = secondsOf(hours);
    const right = [judge(name, isOne(role) ? '' : word(wrong)), judge(hours, seconds === null ? word(hoursWrong) : '')];
    if (!right.every(Boolean) || seconds === null) return;
    /** @type {HTMLFormElement} */ (event.currentTarget).reset();
    setOpen(`${key}-form`, false);
    add({ role, seconds });
  };
  return el('form', { class: 'add', novalidate: true, onsubmit: submit },
    field(word(what), name), field(word('HOURS_INPUT'), hours, { short: true }), el('button', { 'type': 'submit', 'data-key': `${key}-add` }, word('ADD')));
}

/** How long sign-ins last, where an administrator has set it. @param {import('./options.js').Page} page */
export function signIns({ own, policy, locked, change }) {
  const isLocked = locked.includes('sign_in_maxima');
  const [open, form] = opener('sign-in-form', word('ADD'), typed('sign-in', {
    what: 'SIGN_IN_WHOM', example: 'arn:aws:iam::*:user/*', wrong: 'SIGN_IN_WHOM_WRONG', hoursWrong: 'SIGN_IN_HOURS_WRONG', most: SIGN_IN_HOURS, isOne: isIdentity,
  }, (one) => change(({ own: { sign_in_maxima = [] } }) => ({ sign_in_maxima: asSignIns(together(asRoles(sign_in_maxima), [one])) }))), { disabled: isLocked });
  const list = entries('sign-in', asRoles(own.sign_in_maxima ?? []), asRoles(policy.sign_in_maxima ?? []),
    (role) => change(({ own: { sign_in_maxima = [] } }) => ({ sign_in_maxima: sign_in_maxima.filter(({ identity }) => identity !== role) })));
  return part('sign-ins', item(word('SIGN_IN_LENGTH'), [open], { hint: word('SIGN_IN_LENGTH_WHAT'), locked: isLocked, below: [form, list] }));
}

/** How long roles last. @param {import('./options.js').Page} page */
export function maxima(page) {
  const { own, policy, locked, change } = page;
  const isLocked = locked.includes('role_maxima');
  const mine = own.role_maxima ?? [];
  const [open, form] = opener('maximum-form', word('ADD'), typed('maximum', {
    what: 'MAXIMA_ROLE', example: 'arn:aws:iam::*:role/Admin*', wrong: 'MAXIMA_ROLE_WRONG', hoursWrong: 'MAXIMA_HOURS_WRONG', most: ROLE_HOURS, isOne: isRole,
  }, (one) => change(({ own: { role_maxima = [] } }) => ({ role_maxima: together(role_maxima, [one]) }))), { disabled: isLocked });
  const [openImport, importing] = opener('import-form', word('IMPORT_MAXIMA'), imported(page, mine), { disabled: isLocked });
  const list = entries('maximum', mine, policy.role_maxima ?? [], (role) => change(({ own: { role_maxima = [] } }) => ({ role_maxima: role_maxima.filter((other) => other.role !== role) })));
  return part('maxima', item(word('MAXIMA'), [open, openImport], { hint: word('MAXIMA_WHAT'), locked: isLocked, below: [form, importing, !isLocked && waiting.length > 0 && completed(page), list] }));
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
    const read = readMaxima(given);
    const added = read.maxima.length + read.signIns.length;
    if (!judge(text, read.fault !== null ? say('IMPORT_WRONG', read.fault) : added + read.asked.length === 0 ? word('IMPORT_NOTHING') : '')) return;
    text.value = '';
    setOpen('import-form', false);
    waiting = read.asked.filter(({ role }) => !mine.some((known) => known.role === role));
    if (added > 0) {
      await change(({ own: { role_maxima = [], sign_in_maxima = [] } }) => ({
        ...(read.maxima.length > 0 && { role_maxima: together(role_maxima, read.maxima) }),
        ...(read.signIns.length > 0 && { sign_in_maxima: asSignIns(together(asRoles(sign_in_maxima), read.signIns)) }),
      }));
      said(say('IMPORTED', added));
    } else {
      await show();
    }
    document.getElementById('maximum-waiting-0')?.focus();
  }
  return el('div', { class: 'import' }, el('p', { class: 'small' }, word('IMPORT_WHAT')),
    field(word('IMPORT_TEXT'), text), el('div', { class: 'row' }, button(word('IMPORT_READ'), () => take(text.value), { 'data-key': 'import-read' })),
    field(word('IMPORT_FILE'), file));
}

/** What a config file names, to be completed by whoever knows. @param {import('./options.js').Page} page */
function completed({ change, show }) {
  const rows = waiting.map(({ role, seconds }, at) => {
    const input = hoursInput(`maximum-waiting-${at}`, ROLE_HOURS);
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
    el('h4', {}, word('FROM_CONFIG')), el('p', { class: 'small' }, ...sayNodes('FROM_CONFIG_WHAT', el('code', {}, COMMAND))), ...rows.map(({ made }) => made),
    el('div', { class: 'row' }, el('button', { type: 'submit', 'data-key': 'waiting-add' }, word('ADD')),
      button(word('CANCEL'), () => { form.reset(); waiting = []; return show(); }, { 'data-key': 'waiting-cancel' })));
  return form;
}
