// How long sign-ins and roles last: typed, or read from what AWS or a config file says.
import { arnNode, button, el } from '../pages/dom.js';
import { coarse } from '../pages/end.js';
import { say, sayNodes, word } from '../pages/words.js';
import { chooser, field, item, judge, opener, part, setOpen } from './form.js';
import { lengths } from './lengths.js';

/** @typedef {import('./lengths.js').Length} Length */
/** @typedef {import('../pages/types.js').Options} Options */
/** @typedef {'role_maxima' | 'sign_in_maxima'} Key of the options */

const COMMAND = 'aws iam get-role --role-name NAME --query Role.MaxSessionDuration';
/** What AWS allows, in hours. */
const [ROLE_HOURS, SIGN_IN_HOURS] = [12, 2160];

/** Every IAM user: most organisations have one length for all sign-ins. */
const EVERYONE = 'arn:aws:iam::*:user/*';
/** The hours that most choose from; another stands beside them once it is chosen. */
const OFFERED = [1, 2, 4, 8, 12, 24, 168, 336, 720, SIGN_IN_HOURS];

/** Roles of a config file that wait for their maximum. @type {{ arn: string, seconds: number | null }[]} */
let waiting = [];

/** @param {string} id @param {number} most */
const hoursInput = (id, most) => el('input', { id, 'data-key': id, 'type': 'number', 'min': 1, 'max': most, 'step': 'any' });

/** The hours as seconds; null where AWS does not allow them. @param {HTMLInputElement} input */
function secondsOf(input) {
  const seconds = Math.round(Number(input.value) * 3600);
  return input.value !== '' && seconds >= 3600 && seconds <= Number(input.max) * 3600 ? seconds : null;
}

/** The two lists of the options, and how each calls what its entries are of. @type {Record<Key, string>} */
const NAMES = { role_maxima: 'role', sign_in_maxima: 'identity' };

/** A list as the core has it. @param {Partial<Options>} options @param {Key} key @returns {Length[]} */
const listed = (options, key) => (/** @type {any[] | undefined} */ (options[key]) ?? []).map((one) => ({ arn: one[NAMES[key]], seconds: one.seconds }));

/** Entries to be added to a list, as the options keep it. @param {Key} key @param {Length[]} list @returns {import('../messages.js').Entries} */
const added = (key, list) => ({ [key]: { put: list.map(({ arn, seconds }) => ({ [NAMES[key]]: arn, seconds })) } });

/**
 * Entries of a list, each with its button, and those of the organisation.
 * @param {Key} key @param {import('./options.js').Page} page
 */
function entries(key, { own, policy, changeLists }) {
  const called = (/** @type {Length} */ { arn, seconds }) => [el('span', { class: 'called' }, arnNode(arn)), el('span', { class: 'length' }, coarse(seconds))];
  const items = [
    ...listed(own, key).filter(({ arn }) => arn !== EVERYONE).map((one) => el('li', {}, ...called(one), button(word('REMOVE'), () => changeLists({ [key]: { drop: [one.arn] } }), { 'class': 'link', 'data-key': `${key}-${one.arn}`, 'aria-label': `${word('REMOVE')}: ${one.arn}` }))),
    ...listed(policy, key).map((one) => el('li', {}, ...called(one), el('span', { class: 'small' }, word('BY_ORGANIZATION')))),
  ];
  return items.length > 0 && el('ul', { class: 'list lengths' }, ...items);
}

/**
 * The form that adds an entry.
 * @param {string} id @param {Key} key @param {{ what: string, example: string, wrong: string, hoursWrong: string, most: number, isOne: 'isRole' | 'isIdentity' }} said @param {import('./options.js').Page} page
 */
function typed(id, key, { what, example, wrong, hoursWrong, most, isOne }, { changeLists }) {
  const name = el('input', { 'id': `${id}-name`, 'data-key': `${id}-name`, 'autocomplete': 'off', 'spellcheck': 'false', 'placeholder': example });
  const hours = hoursInput(`${id}-hours`, most);
  const form = el('form', { class: 'add', novalidate: true, onsubmit: async (/** @type {Event} */ event) => {
    event.preventDefault();
    const [arn, seconds] = [name.value.trim(), secondsOf(hours)];
    const core = await lengths();
    const right = [judge(name, core[isOne](arn) ? '' : word(wrong)), judge(hours, seconds === null ? word(hoursWrong) : '')];
    if (!right.every(Boolean) || seconds === null) return;
    form.reset();
    setOpen(`${id}-form`, false);
    changeLists(added(key, [{ arn, seconds }]));
  } }, field(word(what), name), field(word('HOURS_INPUT'), hours, { short: true }), el('button', { 'type': 'submit', 'data-key': `${id}-add` }, word('SAVE')));
  return form;
}

/** How long everyone's sign-in lasts, where the user knows it. @param {import('./options.js').Page} page @param {boolean} isLocked */
function everyones({ options, changeLists }, isLocked) {
  const chosen = listed(options, 'sign_in_maxima').find(({ arn }) => arn === EVERYONE)?.seconds;
  const all = [...new Set([...OFFERED.map((hours) => hours * 3600), ...(chosen ? [chosen] : [])])].sort((a, b) => a - b);
  const select = el('select', { 'id': 'sign-in-length', 'data-key': 'sign-in-length', 'disabled': isLocked, 'aria-describedby': 'sign-in-length-hint',
    'onchange': () => changeLists(select.value ? added('sign_in_maxima', [{ arn: EVERYONE, seconds: Number(select.value) }]) : { sign_in_maxima: { drop: [EVERYONE] } }) },
    el('option', { value: '' }, word('SIGN_IN_DEFAULT')), ...all.map((seconds) => el('option', { value: seconds }, coarse(seconds))));
  select.value = String(chosen ?? '');
  return select;
}

/** How long sign-ins last, where an administrator has set it. @param {import('./options.js').Page} page */
export function signIns(page) {
  const isLocked = page.locked.includes('sign_in_maxima');
  const [open, form] = opener('sign-in-form', word('ADD'), typed('sign-in', 'sign_in_maxima', {
    what: 'SIGN_IN_WHOM', example: 'arn:aws:iam::*:user/*', wrong: 'SIGN_IN_WHOM_WRONG', hoursWrong: 'SIGN_IN_HOURS_WRONG', most: SIGN_IN_HOURS, isOne: 'isIdentity',
  }, page), { disabled: isLocked });
  return part('sign-ins', item(word('SIGN_IN_LENGTH'), [chooser(everyones(page, isLocked)), open], { hint: word('SIGN_IN_LENGTH_WHAT'), locked: isLocked, labels: 'sign-in-length', below: [form, entries('sign_in_maxima', page)] }));
}

/** How long roles last. @param {import('./options.js').Page} page */
export function maxima(page) {
  const isLocked = page.locked.includes('role_maxima');
  const [open, form] = opener('maximum-form', word('ADD'), typed('maximum', 'role_maxima', {
    what: 'MAXIMA_ROLE', example: 'arn:aws:iam::*:role/Admin*', wrong: 'MAXIMA_ROLE_WRONG', hoursWrong: 'MAXIMA_HOURS_WRONG', most: ROLE_HOURS, isOne: 'isRole',
  }, page), { disabled: isLocked });
  const [openImport, importing] = opener('import-form', word('IMPORT_MAXIMA'), imported(page), { disabled: isLocked });
  return part('maxima', item(word('MAXIMA'), [open, openImport], { hint: word('MAXIMA_WHAT'), locked: isLocked, below: [form, importing, !isLocked && waiting.length > 0 && completed(page), entries('role_maxima', page)] }));
}

/** @param {import('./options.js').Page} page */
function imported({ own, changeLists, said, show }) {
  const text = el('textarea', { 'id': 'import-text', 'data-key': 'import-text', 'rows': 4, 'spellcheck': 'false', 'autocomplete': 'off' });
  const file = el('input', { 'type': 'file', 'id': 'import-file', 'data-key': 'import-file', 'hidden': true, 'aria-label': word('IMPORT_FILE'), 'onchange': async () => {
    const [chosen] = file.files ?? [];
    if (!chosen) return;
    take(await chosen.text());
    file.value = '';
  } });
  /** @param {string} given */
  async function take(given) {
    const { pasted } = await lengths();
    const read = pasted(given);
    if ('Err' in read) return judge(text, say('IMPORT_WRONG', 'line' in read.Err ? say('LINE', read.Err.line) : read.Err.place));
    const { roles, sign_ins, asked } = read.Ok;
    const count = roles.length + sign_ins.length;
    if (!judge(text, count + asked.length === 0 ? word('IMPORT_NOTHING') : '')) return;
    text.value = '';
    setOpen('import-form', false);
    waiting = asked.filter(({ arn }) => !listed(own, 'role_maxima').some((known) => known.arn === arn));
    if (count > 0) {
      await changeLists({ ...(roles.length > 0 && added('role_maxima', roles)), ...(sign_ins.length > 0 && added('sign_in_maxima', sign_ins)) });
      said(say('IMPORTED', count));
    } else {
      await show();
    }
    document.getElementById('maximum-waiting-0')?.focus();
  }
  return el('div', { class: 'import' }, el('p', { class: 'small' }, word('IMPORT_WHAT')),
    field(word('IMPORT_TEXT'), text), el('div', { class: 'row' }, button(word('IMPORT_READ'), () => take(text.value), { 'data-key': 'import-read' }),
      button(word('IMPORT_FILE'), () => file.click(), { 'data-key': 'import-choose' }), file));
}

/** What a config file names, for the user to complete. @param {import('./options.js').Page} page */
function completed({ changeLists, show }) {
  const rows = waiting.map(({ arn, seconds }, at) => {
    const input = hoursInput(`maximum-waiting-${at}`, ROLE_HOURS);
    const made = field(arn, input, { hint: seconds !== null ? say('ASKS_FOR', coarse(seconds)) : undefined });
    return { arn, input, made };
  });
  const form = el('form', { id: 'from-config', novalidate: true, onsubmit: (/** @type {Event} */ event) => {
    event.preventDefault();
    const filled = rows.filter(({ input }) => input.value !== '').map(({ arn, input }) => ({ arn, input, seconds: secondsOf(input) }));
    const right = filled.map(({ input, seconds }) => judge(input, seconds === null ? word('MAXIMA_HOURS_WRONG') : ''));
    if (!right.every(Boolean)) return;
    form.reset();
    waiting = [];
    changeLists(added('role_maxima', filled.map(({ arn, seconds }) => ({ arn, seconds: Number(seconds) }))));
  } },
    el('h4', {}, word('FROM_CONFIG')), el('p', { class: 'small' }, ...sayNodes('FROM_CONFIG_WHAT', el('code', { lang: 'en' }, COMMAND))), ...rows.map(({ made }) => made),
    el('div', { class: 'row' }, el('button', { type: 'submit', 'data-key': 'waiting-add' }, word('SAVE')),
      button(word('CANCEL'), () => { form.reset(); waiting = []; return show(); }, { 'data-key': 'waiting-cancel' })));
  return form;
}
