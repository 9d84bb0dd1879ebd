// Everything the extension knows, shown and deletable.
import { ask, tell } from '../pages/ask.js';
import { arnNode, askedTwice, button, el, saveAs } from '../pages/dom.js';
import { coarse, endByClock } from '../pages/end.js';
import { shortly, shortText, square, whereabouts, whoNodes } from '../pages/who.js';
import { say, sayNodes, word } from '../pages/words.js';
import { item, opener, part, switchItem } from './form.js';

/** @param {import('./options.js').Page} page */
export function known({ seen, options, locked, change, stored, said }) {
  const now = Date.now() / 1000;
  const sessions = seen.sessions.map((session) => el('li', {},
    square(session.colour), el('span', { class: 'called' }, shortly(session), ' ', el('span', { class: 'small' }, [...whereabouts(session), endByClock(session, now)].filter(Boolean).join(' · '))),
    button(word('FORGET_YES'), () => tell(session.isPrivate, { forget: { session: session.session } }),
      { 'class': 'link', 'data-key': `session-${session.isPrivate}-${session.session}`, 'aria-label': `${word('FORGET_YES')}: ${shortText(session)}` })));
  const roles = seen.roles.map((role) => el('li', {}, el('span', { class: 'called' }, arnNode(role.role), ' ', el('span', { class: 'small' }, ...learned(role))),
    button(word('FORGET_YES'), () => tell(false, { 'forget-role': { role: role.role } }), { 'class': 'link', 'data-key': `role-${role.role}`, 'aria-label': `${word('FORGET_YES')}: ${role.role}` })));
  /** @param {string} title @param {HTMLElement[]} items */
  const list = (title, items) => el('div', {}, el('h4', {}, title), items.length > 0 ? el('ul', { class: 'list' }, ...items) : el('p', { class: 'small' }, word('NOTHING_KNOWN')));
  const [open, all] = opener('everything', word('EVERYTHING'), el('div', { class: 'all' },
    list(word('SESSIONS'), sessions), list(word('ROLES'), roles), el('pre', { 'tabindex': '0', 'data-key': 'everything-text', 'aria-label': word('EVERYTHING') }, JSON.stringify(stored, null, 2))));
  return part('known', item(word('KNOWN_WHAT'), [open], { hint: word('KNOWN_SENDS'), below: [all] }),
    switchItem('keep-address', word('KEEP_ADDRESS'), options.keep_address, (keep_address) => change({ keep_address }), { hint: word('KEEP_ADDRESS_WHAT'), locked: locked.includes('keep_address') }), damaged(stored, said));
}

/** @param {import('./options.js').Page} page */
export function forgetting({ said, show }) {
  const forgetAll = async () => {
    await ask({ kind: 'forget-everything' });
    said(word('FORGOTTEN'));
    await show();
  };
  return part('forgetting', item(word('EVERYTHING_FORGET'), [
    askedTwice({ label: word('FORGET'), question: word('EVERYTHING_SURELY'), yes: word('FORGET_YES'), no: word('CANCEL'), key: 'forget-everything', shape: 'danger' }, forgetAll)], { hint: word('EVERYTHING_FORGET_WHAT') }));
}

/** What was learned of a role. @param {import('../pages/types.js').LearnedRole} role @returns {(Node | string)[]} */
function learned({ at_least, at_most, end_seen_after, usual_source, from, lasts }) {
  const maximum = at_least !== null && at_least === at_most ? [say('ROLE_EXACTLY', coarse(at_least))]
    : [at_least !== null && say('ROLE_AT_LEAST', coarse(at_least)), at_most !== null && say('ROLE_AT_MOST', coarse(at_most))];
  const source = usual_source === 'sign-in' ? word('ROLE_SIGNED_IN')
    : from && el('span', {}, ...sayNodes('ROLE_FROM', el('span', {}, ...whoNodes(from), ' · ', from.account)));
  const parts = /** @type {(Node | string)[]} */ ([...maximum, lasts !== undefined && say('ROLE_TOLD', coarse(lasts)), end_seen_after !== null && say('ROLE_END_SEEN', coarse(end_seen_after)), source].filter(Boolean));
  return parts.flatMap((part, at) => (at === 0 ? [part] : [' · ', part]));
}

/** What could not be read, kept aside. @param {import('./options.js').Stored} stored @param {(text: string) => void} said */
function damaged(stored, said) {
  const aside = [stored.local, stored.session].flatMap(({ damaged: one }) => (one === undefined ? [] : [one]));
  if (aside.length === 0) return null;
  const save = () => saveAs('session-clock-damaged.json', JSON.stringify(aside, null, 2));
  const drop = async () => {
    await ask({ kind: 'drop', what: 'damaged' });
    said(word('FORGOTTEN'));
  };
  return item(word('DAMAGED'), [button(word('DAMAGED_SAVE'), save, { 'data-key': 'damaged-save' }), button(word('DAMAGED_DELETE'), drop, { 'data-key': 'damaged-drop' })]);
}
