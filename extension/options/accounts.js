// What the user calls accounts, and their colours.
import { COLOURS, colourOf } from '../messages.js';
import { button, el, isolated } from '../pages/dom.js';
import { square } from '../pages/who.js';
import { word } from '../pages/words.js';
import { chooser, field, item, judge, opener, part, setOpen } from './form.js';

const FORM = 'account-form';

/** @param {import('./options.js').Page} page */
export function accounts({ own, policy, options, locked, changeLists, seen }) {
  const isLocked = locked.includes('accounts');
  const known = new Map(seen.sessions.map(({ identity, alias }) => [identity.account, alias]));
  const named = [...new Set([...Object.keys(options.accounts), ...Object.keys(options.colours), ...known.keys()])];
  const number = el('input', { 'id': 'account-number', 'data-key': 'account-number', 'inputmode': 'numeric', 'autocomplete': 'off', 'list': 'known-accounts', 'disabled': isLocked });
  const name = el('input', { 'id': 'account-name', 'data-key': 'account-name', 'autocomplete': 'off', 'disabled': isLocked, 'dir': 'auto' });
  /** @param {Event} event */
  const add = (event) => {
    event.preventDefault();
    const account = number.value.normalize('NFKC').replace(/[\s-]/g, '');
    const called = name.value.trim();
    const right = [judge(number, /^\d{12}$/.test(account) ? '' : word('ACCOUNT_WRONG')), judge(name, called && called.length <= 300 ? '' : word('NAME_WRONG'))];
    if (!right.every(Boolean)) return;
    /** @type {HTMLFormElement} */ (event.currentTarget).reset();
    setOpen(FORM, false);
    changeLists({ accounts: { put: { [account]: called } } });
  };
  const [open, form] = opener(FORM, word('ADD'), el('form', { class: 'add', novalidate: true, onsubmit: add },
    field(word('ACCOUNT_NUMBER'), number), field(word('ACCOUNT_NAME'), name),
    el('datalist', { id: 'known-accounts' }, ...[...known.keys()].map((account) => el('option', { value: account }))),
    el('button', { 'type': 'submit', 'disabled': isLocked, 'data-key': 'account-add' }, word('SAVE'))), { disabled: isLocked });
  const edit = (/** @type {string} */ account) => {
    setOpen(FORM, true);
    number.value = account;
    name.value = options.accounts[account] ?? known.get(account) ?? '';
    name.focus();
  };
  const entries = named.map((account) => {
    const theirs = !(account in (own.accounts ?? {})) && account in (policy.accounts ?? {});
    const called = options.accounts[account] ?? known.get(account) ?? null;
    return el('li', {}, colourChoice(account, options.colours[account], locked.includes('colours'), changeLists),
      el('span', { class: 'called' }, el('span', { class: 'number' }, account), ' ', called !== null && isolated(called)),
      theirs && el('span', { class: 'small' }, word('BY_ORGANIZATION')),
      el('span', { class: 'acts' }, button(word('EDIT'), () => edit(account), { 'class': 'link', 'disabled': isLocked, 'data-key': `edit-${account}`, 'aria-label': `${word('EDIT')}: ${account}` }),
      account in (own.accounts ?? {}) && button(word('REMOVE'), () => changeLists({ accounts: { drop: [account] } }),
        { 'class': 'link', 'data-key': `account-${account}`, 'aria-label': `${word('REMOVE')}: ${account}` })));
  });
  return part('accounts', item(word('ACCOUNTS'), [open], { hint: word('ACCOUNTS_WHAT'), locked: isLocked, below: [form, entries.length > 0 && el('ul', { class: 'list' }, ...entries)] }));
}

/** The colour of an account: given, or chosen. @param {string} account @param {string | undefined} chosen @param {boolean} isLocked @param {import('./options.js').Page['changeLists']} changeLists */
function colourChoice(account, chosen, isLocked, changeLists) {
  const select = el('select', { 'class': 'colour', 'data-key': `colour-${account}`, 'id': `colour-${account}`, 'disabled': isLocked, 'aria-label': `${word('ACCOUNT_COLOUR')}: ${account}`,
    'onchange': () => changeLists({ colours: select.value ? { put: { [account]: select.value } } : { drop: [account] } }) },
    el('option', { value: '' }, word('COLOUR_AUTO')), ...COLOURS.map((colour) => el('option', { value: colour }, word(`COLOUR_${colour.toUpperCase()}`))));
  select.value = chosen ?? '';
  return el('span', { class: 'chosen' }, square(chosen ?? colourOf(account)), chooser(select));
}
