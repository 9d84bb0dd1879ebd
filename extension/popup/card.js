// One session in the popup: a row that opens, or the whole popup where it is the only one.
import { ask, tell } from '../pages/ask.js';
import { askedTwice, button, el, isolated } from '../pages/dom.js';
import { wayBack } from '../pages/back.js';
import { bar, began, change, commanded, endByClock, isOver, mark, meaning, remaining, stateOf, update, urgency, written } from '../pages/end.js';
import { icon } from '../pages/icons.js';
import { asWhom, isNamed, roleArn, shortly, square, whereabouts, whomNodes } from '../pages/who.js';
import { platform } from '../platform.js';
import { sayNodes, word } from '../pages/words.js';

/** @typedef {import('../pages/types.js').Session} Session */
/** @typedef {import('../pages/types.js').Overview} Overview */
/** @typedef {{ seen: Overview, opened: Set<string>, exact: (() => HTMLElement) | null }} Around what a card needs around it: `exact` makes the button that asks for exact ends, where no other stands there */

/** What leads back, where it is not just opened. @type {Record<string, string>} */
const BACK = { 'sign-in': 'BACK_SIGN_IN', 'switch-role': 'BACK_SHORT_SWITCH' };

/** @type {WeakMap<HTMLElement, () => void>} what brings a card up to the moment */
const ticks = new WeakMap();

/** Brings every card up to the moment. @param {Iterable<Element>} cards */
export function tick(cards) {
  for (const card of cards) ticks.get(/** @type {HTMLElement} */ (card))?.();
}

/** What tells a card's elements from another's. @param {Session} session */
const keyOf = ({ session, isPrivate }) => `${isPrivate ? 'p' : 'o'}${session}`;

/** @param {Session} session @param {Around} around */
export function card(session, around) {
  if (isOver(session, Date.now() / 1000)) return ended(session, around);
  return around.seen.sessions.length === 1 ? alone(session, around) : row(session, around);
}

/**
 * What ticks: digits, moment and bar, and the colours of both. What has not changed is not drawn again.
 * @param {HTMLElement} made @param {Session} session @param {{ left: HTMLElement, end: HTMLElement, line: HTMLElement, short: boolean, leads: number[], shape: string }} parts
 */
function ticking(made, session, { left, end, line, short, leads, shape }) {
  const turn = () => {
    const now = Date.now() / 1000;
    change(left, ...remaining(session, now, short));
    change(end, endByClock(session, now, short));
    made.className = `${shape} ${stateOf(session, now)} ${urgency(session, now, leads)}`;
    update(line, session, now);
  };
  turn();
  ticks.set(made, turn);
  return made;
}

/** The account's name, with its number where that is said, too. @param {Session} session @param {boolean} [numbered] */
const account = (session, numbered = false) => el('span', { class: 'account' }, el('b', {}, isolated(session.account)),
  numbered && isNamed(session) && el('span', { class: 'number' }, session.identity.account),
  session.muted && el('span', { class: 'quiet' }, icon('muted'), el('span', { class: 'unseen' }, word('MUTED'))));

/** Between two parts of a line. A screen reader would call it by its name. */
const dot = () => [' ', el('span', { 'aria-hidden': 'true' }, '·'), ' '];

/** Who, with the session's name where that says more, and below it where it is. @param {Session} session @param {Around} around */
function whom(session, { seen }) {
  const user = asWhom(session, seen.sessions);
  const more = whereabouts(session).map((where) => el('span', {}, where));
  return [
    el('span', { class: 'whom' }, ...whomNodes(session, seen.sessions), ...(user !== null ? [...dot(), el('span', {}, ...sayNodes('AS_WHOM', isolated(user)))] : [])),
    more.length > 0 && el('span', { class: 'whom' }, ...more.flatMap((part, at) => (at ? [...dot(), part] : [part]))),
  ];
}

/** @param {Session} session @param {Around} around */
function row(session, around) {
  const key = keyOf(session);
  const [left, end, line] = [el('span', { class: 'left' }), el('span', {}), bar(session, Date.now() / 1000)];
  const [who, more] = whom(session, around);
  const details = el('details', { name: 'session', open: around.opened.has(key) },
    el('summary', { 'data-key': `${key}-open` }, square(session.colour), el('span', { class: 'names' },
      el('span', { class: 'pair' }, account(session), left), el('span', { class: 'pair' }, who, el('span', { class: 'when' }, end, ' ', mark(session, true))), more), icon('chevron'), line),
    el('div', { class: 'inside' }, origin(session, around, key), ...reasons(session, around, key),
      el('p', { class: 'small' }, mark(session), `: ${meaning(session)}`, el('br'), began(session, Date.now() / 1000)),
      el('div', { class: 'row actions' }, ...actions(session, key), forget(session, key))));
  details.addEventListener('toggle', () => (details.open ? around.opened.add(key) : around.opened.delete(key)));
  return ticking(el('li', {}, details), session, { left, end, line, short: true, leads: around.seen.options.lead_times, shape: 'session' });
}

/** The only session: large, open. @param {Session} session @param {Around} around */
function alone(session, around) {
  const key = keyOf(session);
  const now = Date.now() / 1000;
  const [left, end, line] = [el('span', { class: 'left' }), el('span', {}), bar(session, now)];
  const details = el('details', { class: 'more', open: around.opened.has(key) },
    el('summary', { 'data-key': `${key}-open` }, word('MORE_TIME'), icon('chevron')),
    el('div', { class: 'ways' }, ...advice(session, around, key), el('p', { class: 'small' }, meaning(session))));
  details.addEventListener('toggle', () => (details.open ? around.opened.add(key) : around.opened.delete(key)));
  const made = el('li', {},
    el('div', { class: 'head' }, square(session.colour), el('span', { class: 'names' }, account(session, true), ...whom(session, around))),
    el('div', { class: 'large' }, left, mark(session)),
    line,
    el('div', { class: 'ends' }, el('span', {}, began(session, now)), end),
    origin(session, around, key), why(session),
    el('div', { class: 'foot' }, details, el('div', { class: 'row actions' }, ...actions(session, key), forget(session, key))));
  return ticking(made, session, { left, end, line, short: false, leads: around.seen.options.lead_times, shape: 'alone' });
}

/** What is over: one line and its way back. @param {Session} session @param {Around} around */
function ended(session, around) {
  const key = keyOf(session);
  const { why: reason = [], view: { back }, page } = session;
  const { href, toPage } = wayBack(back, page);
  const details = el('details', { name: 'session', open: around.opened.has(key) },
    el('summary', { 'data-key': `${key}-open` }, square(session.colour),
      el('span', { class: 'names' }, el('span', { class: 'account' }, el('b', {}, isolated(session.account))),
        el('span', { class: 'whom' }, ...whomNodes(session, around.seen.sessions)), el('span', { class: 'whom' }, endByClock(session, Date.now() / 1000)))),
    el('div', { class: 'inside' }, reason.length > 0 && el('p', {}, ...written(reason)), href === null && el('p', {}, word('BACK_OUTSIDE_WHAT')), page !== null && !toPage && el('p', { class: 'small' }, el('a', { 'href': page, 'target': '_blank', 'rel': 'noreferrer', 'data-key': `${key}-page` }, word('LAST_PAGE'))),
      el('div', { class: 'row actions' }, goToTab(session, key), forget(session, key))));
  details.addEventListener('toggle', () => (details.open ? around.opened.add(key) : around.opened.delete(key)));
  return el('li', { class: 'session over' }, details,
    href !== null && el('a', { 'class': 'button', 'href': href, 'target': '_blank', 'rel': 'noreferrer', 'data-key': `${key}-again` }, word(BACK[back.kind] ?? 'BACK_SHORT_OPEN'), icon('outside')));
}

/** @param {Session} session */
function why({ why: reason = [], view }) {
  return reason.length > 0 && el('div', {}, el('h2', {}, word(view.phase === 'unknown' ? 'WHY_UNKNOWN' : 'WHY_THEN')), el('p', {}, ...written(reason)));
}

/** Why then, and how to get longer. @param {Session} session @param {Around} around @param {string} key */
function reasons(session, around, key) {
  const ways = advice(session, around, key);
  return [why(session), ways.length > 0 && el('div', {}, el('h2', {}, word('MORE_TIME')), ...ways)];
}

/** How to get longer: numbered from two on. @param {Session} session @param {Around} around @param {string} key @returns {HTMLElement[]} */
function advice(session, { exact }, key) {
  const { advice: all = [] } = session;
  // Where the user came from is asked above, as a question of its own; exact ends are offered at the foot, or here.
  const ways = all.filter(({ kind }) => kind !== 'tell-origin' && (kind !== 'allow-exact' || exact));
  const made = ways.map(({ kind, pieces, command }, at) => [
    el('p', {}, ...written(pieces)),
    command && copiable(command, `${key}-command-${at}`),
    kind === 'allow-exact' && exact?.(),
    kind === 'set-length' ? length(session, key) : kind.startsWith('set-') && button(word('KNOW_LENGTH'), openOptions, { 'data-key': `${key}-${kind}` }),
  ]);
  if (made.length < 2) return made.map((parts) => el('div', {}, ...parts));
  return [el('ol', {}, ...made.map((parts) => el('li', {}, ...parts)))];
}

/** How long sessions of this role last that are opened from outside the browser: only the user can know. It is remembered for the role. @param {Session} session @param {string} key */
function length(session, key) {
  const role = roleArn(session);
  const hours = el('input', { 'id': `${key}-hours`, 'data-key': `${key}-hours`, 'type': 'number', 'required': true, 'min': 0.25, 'max': 12, 'step': 'any' });
  const save = (/** @type {Event} */ event) => {
    event.preventDefault();
    place.replaceChildren();
    return tell(session.isPrivate, { 'role-lasts': { role, seconds: Math.round(hours.valueAsNumber * 3600) } });
  };
  const ask = () => {
    place.replaceChildren(el('form', { class: 'question row', onsubmit: save },
      el('label', { for: hours.id }, word('HOURS_INPUT')), hours, el('button', { 'type': 'submit', 'data-key': `${key}-remember` }, word('REMEMBER'))));
    hours.focus();
  };
  const place = el('div', {}, button(word('KNOW_LENGTH'), ask, { 'data-key': `${key}-set-length` }));
  // It names the role.
  return role && !session.hidden && place;
}

/** Opens the options, and closes the popup. */
export async function openOptions() {
  await platform.runtime.openOptionsPage();
  window.close();
}

/** A command, whole, with a button that copies it. @param {string} command @param {string} key */
function copiable(command, key) {
  const copied = el('span', { class: 'status', role: 'status' });
  const copy = () => navigator.clipboard.writeText(command).then(() => { copied.textContent = word('COPIED'); }, () => { copied.textContent = word('COPY_FAILED'); });
  return el('div', {}, el('div', { class: 'code' }, el('pre', { tabindex: '0', id: `${key}-text` }, el('code', { lang: 'en' }, ...commanded(command))), button(word('PANEL_COPY'), copy, { 'data-key': key, 'aria-describedby': `${key}-text` })), copied);
}

/** @param {Session} session @param {string} key */
const goToTab = ({ tabs }, key) => tabs.length > 0 && button(word('GO_TO_TAB'), () => goTo(/** @type {number} */ (tabs[0])), { 'data-key': `${key}-go` });

/** @param {Session} session @param {string} key */
function actions(session, key) {
  const { isPrivate, muted } = session;
  return [goToTab(session, key),
    button(word(muted ? 'WARN_AGAIN' : 'MUTE'), () => tell(isPrivate, { mute: { session: session.session, muted: !muted } }), { 'data-key': `${key}-mute` })];
}

/** @param {Session} session @param {string} key */
const forget = ({ isPrivate, session }, key) => askedTwice({ label: word('FORGET'), question: word('FORGET_SURELY'), yes: word('FORGET_YES'), no: word('CANCEL'), key: `${key}-forget`, shape: 'link' },
  () => tell(isPrivate, { forget: { session } }));

/** `Where did you come from?`, where only the user can say it, or has said it and may say otherwise. @param {Session} session @param {Around} around @param {string} key */
function origin(session, { seen }, key) {
  if (session.sources === null) return null;
  const told = session.origin;
  const sources = session.sources.flatMap((id) => seen.sessions.find((known) => known.session === id && known.isPrivate === session.isPrivate) ?? []);
  const from = told !== null && typeof told === 'object' ? told.switch.source : null;
  /** @param {unknown} where @param {boolean} pressed @param {Node | string} label @param {string} name */
  const choice = (where, pressed, label, name) => {
    const made = button('', () => tell(session.isPrivate, { told: { session: session.session, from: where } }), { 'data-key': `${key}-from-${name}` });
    made.setAttribute('aria-pressed', String(pressed));
    made.append(label);
    return made;
  };
  return el('fieldset', { class: 'origin' }, el('legend', {}, word('CAME_FROM')),
    el('p', { class: 'small' }, word('CAME_FROM_HINT')),
    el('div', { class: 'row' },
      ...sources.map((source) => choice({ session: source.session }, from === source.session, shortly(source), String(source.session))),
      choice('sign-in', told === 'sign-in', word('CAME_DIRECTLY'), 'sign-in')));
}

/** Brings a session's tab to the front, and closes the popup. @param {number} tab */
export async function goTo(tab) {
  if (await ask({ kind: 'go-to-tab', tab })) window.close();
}
