// What the user calls accounts.
import { button, el, isolated } from '../pages/dom.js';
import { word } from '../pages/words.js';
import { field, judge, lockedNote, section } from './form.js';

/** @param {import('./options.js').Page} page */
export function accounts({ own, policy, locked, change, seen }) {
  const isLocked = locked.includes('accounts');
  const mine = own.accounts ?? {};
  const theirs = Object.entries(policy.accounts ?? {}).filter(([account]) => !(account in mine));
  const known = [...new Set(seen.sessions.map(({ identity }) => identity.account))];
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
    change(({ own }) => ({ accounts: { ...own.accounts, [account]: called } }));
  };
  return section('accounts', word('ACCOUNTS'), el('p', { class: 'hint' }, word('ACCOUNTS_WHAT')), lockedNote(isLocked),
    el('ul', { class: 'list' },
      ...Object.entries(mine).map(([account, called]) => el('li', {}, el('span', {}, isolated(called), ' · ', account),
        button(word('REMOVE'), () => change(({ own }) => ({ accounts: Object.fromEntries(Object.entries(own.accounts ?? {}).filter(([other]) => other !== account)) })),
          { 'data-key': `account-${account}`, 'aria-label': `${word('REMOVE')}: ${account}` }))),
      ...theirs.map(([account, called]) => el('li', {}, el('span', {}, isolated(called), ' · ', account), el('span', { class: 'muted' }, word('BY_ORGANIZATION'))))),
    el('form', { class: 'add', novalidate: true, onsubmit: add },
      field(word('ACCOUNT_NUMBER'), number), field(word('ACCOUNT_NAME'), name),
      el('datalist', { id: 'known-accounts' }, ...known.map((account) => el('option', { value: account }))),
      el('button', { 'type': 'submit', 'disabled': isLocked, 'data-key': 'account-add' }, word('ADD'))));
}
