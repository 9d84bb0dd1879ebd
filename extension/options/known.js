// Everything the extension knows, shown and deletable.
import { platform } from '../platform.js';
import { ask, tell } from '../pages/ask.js';
import { askedTwice, button, el, isolated, saveAs } from '../pages/dom.js';
import { endByClock } from '../pages/end.js';
import { shortly, shortText, whereabouts, whoNodes } from '../pages/who.js';
import { coarse } from '../pages/moments.js';
import { say, sayNodes, word } from '../pages/words.js';
import { section } from './form.js';

const DAMAGED = 'damaged';

/** @param {import('./options.js').Page} page */
export function known({ seen, stored, options, said, show }) {
  const now = Date.now() / 1000;
  const sessions = seen.sessions.map((session) => el('li', {},
    el('span', {}, shortly(session, options.accounts), ' ', el('span', { class: 'muted' }, [...whereabouts(session), endByClock(session, now)].filter(Boolean).join(' · '))),
    button(word('FORGET'), () => tell(session.isPrivate, { forget: { session: session.session } }),
      { 'data-key': `session-${session.isPrivate}-${session.session}`, 'aria-label': `${word('FORGET')}: ${shortText(session, options.accounts)}` })));
  const roles = seen.roles.map((role) => el('li', {}, el('span', {}, isolated(role.role), ' ', el('span', { class: 'muted' }, ...learned(role))),
    button(word('FORGET'), () => tell(false, { 'forget-role': { role: role.role } }), { 'data-key': `role-${role.role}`, 'aria-label': `${word('FORGET')}: ${role.role}` })));
  /** @param {HTMLElement[]} items */
  const list = (items) => (items.length > 0 ? el('ul', { class: 'list' }, ...items) : el('p', { class: 'muted' }, word('NOTHING_KNOWN')));
  const forgetAll = async () => {
    await ask({ kind: 'forget-everything' });
    said(word('FORGOTTEN'));
    await show();
  };
  return section('known', word('KNOWN'), el('p', { class: 'hint' }, word('KNOWN_WHAT')),
    el('h3', {}, word('SESSIONS')), list(sessions), el('h3', {}, word('ROLES')), list(roles), damaged(stored, said),
    el('details', { id: 'everything' }, el('summary', { 'data-key': 'everything' }, word('EVERYTHING')), el('pre', { tabindex: '0' }, JSON.stringify(stored, null, 2))),
    el('p', {}, askedTwice({ label: word('EVERYTHING_FORGET'), question: word('EVERYTHING_SURELY'), yes: word('FORGET_YES'), no: word('CANCEL'), key: 'forget-everything' }, forgetAll)));
}

/** What was learned of a role. @param {import('../pages/types.js').LearnedRole} role @returns {(Node | string)[]} */
function learned({ at_least, at_most, end_seen_after, usual_source }) {
  const maximum = at_least !== null && at_least === at_most ? [say('ROLE_EXACTLY', coarse(at_least))]
    : [at_least !== null && say('ROLE_AT_LEAST', coarse(at_least)), at_most !== null && say('ROLE_AT_MOST', coarse(at_most))];
  const from = usual_source === null ? null : usual_source === 'sign-in' ? say('ROLE_FROM', word('CAME_DIRECTLY'))
    : el('span', {}, ...sayNodes('ROLE_FROM', el('span', {}, ...whoNodes(usual_source.identity.who), ' · ', usual_source.identity.account)));
  const parts = /** @type {(Node | string)[]} */ ([...maximum, end_seen_after !== null && say('ROLE_END_SEEN', coarse(end_seen_after)), from].filter(Boolean));
  return parts.flatMap((part, at) => (at === 0 ? [part] : [' · ', part]));
}

/** What could not be read, kept aside. @param {import('./options.js').Stored} stored @param {(text: string) => void} said */
function damaged(stored, said) {
  const areas = /** @type {const} */ (['local', 'session']).filter((area) => stored[area][DAMAGED] !== undefined);
  if (areas.length === 0) return null;
  const save = () => saveAs('session-clock-damaged.json', JSON.stringify(areas.map((area) => stored[area][DAMAGED]), null, 2));
  const drop = async () => {
    await Promise.all(areas.map((area) => platform.storage[area].remove(DAMAGED)));
    said(word('FORGOTTEN'));
  };
  return el('div', { class: 'problem', id: 'damaged' }, el('h3', {}, word('DAMAGED')),
    el('div', { class: 'row' }, button(word('DAMAGED_SAVE'), save, { 'data-key': 'damaged-save' }), button(word('DAMAGED_DELETE'), drop, { 'data-key': 'damaged-drop' })));
}
