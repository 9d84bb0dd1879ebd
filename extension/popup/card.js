// One session in the popup.
import { tell } from '../pages/ask.js';
import { askedTwice, button, el, isolated } from '../pages/dom.js';
import { endByClock, isSoon, remaining, sureWord } from '../pages/end.js';
import { written } from '../pages/moments.js';
import { accountName, asWhom, shortly, whereabouts, whoNodes } from '../pages/who.js';
import { platform } from '../platform.js';
import { say, sayNodes, word } from '../pages/words.js';

/** @typedef {import('../pages/types.js').Session} Session */
/** @typedef {import('../pages/types.js').Overview} Overview */

/** @type {WeakMap<HTMLElement, () => void>} what brings a card up to the moment */
const ticks = new WeakMap();

/** Brings every card up to the moment. @param {Iterable<Element>} cards */
export function tick(cards) {
  for (const card of cards) ticks.get(/** @type {HTMLElement} */ (card))?.();
}

/** What tells a card's elements from another's. @param {Session} session */
const keyOf = ({ session, isPrivate }) => `${isPrivate ? 'p' : 'o'}${session}`;

/** @param {Session} session @param {Overview} overview @param {Set<string>} opened which reasons stand open */
export function card(session, overview, opened) {
  const { accounts } = overview.options;
  const key = keyOf(session);
  const { identity, view } = session;
  const name = accountName(session, accounts);
  const user = asWhom(identity.who);
  const left = el('span', { class: 'left' });
  const end = el('span', {});
  const made = el('li', { 'aria-labelledby': `who-${key}` },
    el('div', { class: 'head' }, el('h2', { id: `who-${key}` }, ...whoNodes(identity.who)), left),
    el('div', { class: 'when' }, end, view.phase !== 'ended' && el('span', { class: 'muted' }, say('HOW_SURE', sureWord(session)))),
    el('div', { class: 'where' },
      name !== null && el('span', {}, isolated(name)),
      el('span', {}, ...sayNodes('ACCOUNT', identity.account)),
      user !== null && el('span', {}, ...sayNodes('AS_WHOM', isolated(user))),
      ...whereabouts(session).map((where) => el('span', {}, where))),
    reason(session, key, opened),
    origin(session, overview, key),
    el('div', { class: 'row actions' },
      session.tabs.length > 0 && button(word('GO_TO_TAB'), () => goTo(/** @type {number} */ (session.tabs[0])), { 'data-key': `${key}-go` }),
      view.phase !== 'ended' && button(word(session.muted ? 'WARN_AGAIN' : 'STOP_WARNINGS'), () => tell(session.isPrivate, { mute: { session: session.session, muted: !session.muted } }), { 'data-key': `${key}-mute` }),
      askedTwice({ label: word('FORGET'), question: word('FORGET_SURELY'), yes: word('FORGET_YES'), no: word('CANCEL'), key: `${key}-forget` },
        () => tell(session.isPrivate, { forget: { session: session.session } }))));
  const update = () => {
    const now = Date.now() / 1000;
    const text = remaining(session, now);
    // Written only when it changes: what stands still is not drawn again.
    if (left.textContent !== text) {
      left.textContent = text;
      end.textContent = endByClock(session, now);
      made.className = `card${isSoon(session, now) ? ' soon' : ''}${text === word('OVER') ? ' over' : ''}`;
    }
  };
  update();
  ticks.set(made, update);
  return made;
}

/** Why then, what would give longer, and once it is over the way back in. @param {Session} session @param {string} key @param {Set<string>} opened */
function reason({ why = [], advice = [], again, view }, key, opened) {
  const details = advice.length > 0 && view.phase !== 'ended' && el('details', { open: opened.has(key) }, el('summary', { 'data-key': `${key}-why` }, word('MORE_TIME')),
    ...advice.map(({ pieces, command }, at) => el('div', {}, el('p', {}, ...written(pieces)), command && copiable(command, `${key}-command-${at}`))));
  if (details) details.addEventListener('toggle', () => (details.open ? opened.add(key) : opened.delete(key)));
  return el('div', {}, why.length > 0 && el('p', { class: 'why' }, ...written(why)), details,
    view.phase === 'ended' && again && el('p', {}, el('a', { 'href': again, 'target': '_blank', 'rel': 'noreferrer', 'data-key': `${key}-again` }, word('PANEL_AGAIN'))));
}

/** A command, whole, with a button that copies it. @param {string} command @param {string} key */
function copiable(command, key) {
  const copied = el('span', { class: 'status', role: 'status' });
  const copy = () => navigator.clipboard.writeText(command).then(() => { copied.textContent = word('COPIED'); }, () => { copied.textContent = word('COPY_FAILED'); });
  return el('div', {}, el('pre', { tabindex: '0' }, el('code', {}, command)), el('div', { class: 'row' }, button(word('PANEL_COPY'), copy, { 'data-key': key }), copied));
}

/** `I came here from …`, where only the user can say it, or has said it and may say otherwise. @param {Session} session @param {Overview} overview @param {string} key */
function origin(session, overview, key) {
  if (session.sources === null || session.view.phase === 'ended') return null;
  const told = session.origin;
  const sources = session.sources.flatMap((id) => overview.sessions.find((known) => known.session === id && known.isPrivate === session.isPrivate) ?? []);
  const from = told !== null && typeof told === 'object' ? told.switch.source : null;
  /** @param {unknown} where @param {boolean} pressed @param {Node | string} label @param {string} name */
  const choice = (where, pressed, label, name) => {
    const made = button('', () => tell(session.isPrivate, { told: { session: session.session, from: where } }), { 'aria-pressed': pressed, 'data-key': `${key}-from-${name}` });
    made.setAttribute('aria-pressed', String(pressed));
    made.append(label);
    return made;
  };
  return el('fieldset', {}, el('legend', {}, word('CAME_FROM')),
    el('div', { class: 'row' },
      ...sources.map((source) => choice({ session: source.session }, from === source.session, shortly(source, overview.options.accounts), String(source.session))),
      choice('sign-in', told === 'sign-in', word('CAME_DIRECTLY'), 'sign-in')),
    el('p', { class: 'hint' }, word('CAME_FROM_HINT')));
}

/** Brings a session's tab to the front. @param {number} tab */
export async function goTo(tab) {
  const { windowId } = await /** @type {Promise<chrome.tabs.Tab>} */ (platform.tabs.update(tab, { active: true }));
  await platform.windows.update(windowId, { focused: true });
  window.close();
}
