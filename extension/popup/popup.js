// The popup: every session, soonest end first; what is wrong and what to do; at most one thing that may be allowed.
import { ask, onChanged, overview } from '../pages/ask.js';
import { button, byId, el, isAsking, isolated, refill, untilReleased } from '../pages/dom.js';
import { failed } from '../pages/failed.js';
import { icon } from '../pages/icons.js';
import { hiddenOnes } from '../pages/hidden.js';
import { allow, request } from '../pages/permissions.js';
import { whyMisunderstood } from '../pages/problems.js';
import { loadWords, say, sayNodes, word } from '../pages/words.js';
import { platform } from '../platform.js';
import { card, goTo, openOptions, tick } from './card.js';
import { nudge } from './nudge.js';
import { report } from './report.js';

/** @typedef {import('../pages/types.js').Overview} Overview */

const CONSOLE = 'https://console.aws.amazon.com/';

/** Which rows stand open. @type {Set<string>} */
const opened = new Set();

/** @param {string} title @param {(Node | string | null | false)[]} content */
const problem = (title, ...content) => el('section', { class: 'problem' }, el('h2', {}, title), ...content);

/** @param {Overview} seen */
function problems(seen) {
  const status = el('p', { class: 'status', role: 'status' });
  return [
    !seen.access && problem(word('NO_ACCESS'), el('p', {}, word('NO_ACCESS_WHAT')),
      button(word('ALLOW_ACCESS'), () => request({ origins: seen.origins }, status, show), { 'class': 'primary', 'data-key': 'access' }), status),
    seen.damaged && problem(word('DAMAGED'), el('p', {}, word('DAMAGED_WHAT')), button(word('OPEN_OPTIONS'), openOptions, { 'data-key': 'damaged' })),
    seen.unsaved && problem(word('UNSAVED'), el('p', {}, ...sayNodes('UNSAVED_WHAT', isolated(seen.unsaved))), button(word('OPEN_OPTIONS'), openOptions, { 'data-key': 'unsaved' })),
    ...misunderstood(seen),
  ];
}

/** What became of the last report: it stays while the popup is rebuilt. @type {string | null} */
let reported = null;

/** Pages that could not be read: each reason once, with the report of the page in front. @param {Overview} seen */
function misunderstood(seen) {
  if (seen.misunderstood.length === 0) return [];
  const copied = el('p', { class: 'small', id: 'report-what', role: 'status' }, word(reported ?? 'COPY_REPORT_WHAT'));
  const copy = async () => {
    const { text, found } = await report();
    reported = await navigator.clipboard.writeText(text).then(() => (found ? 'COPIED' : 'REPORT_NO_CONSOLE'), () => 'COPY_FAILED');
    byId('report-what').textContent = word(reported);
  };
  const way = (/** @type {number} */ tab) => button(word('GO_TO_TAB'), () => goTo(tab), { 'class': 'link', 'data-key': `misunderstood-${tab}` });
  const [first, ...more] = seen.misunderstood;
  const reasons = more.length === 0 ? [el('p', {}, whyMisunderstood(first.misunderstood))]
    : seen.misunderstood.map(({ tab, misunderstood }) => el('div', { class: 'line' }, el('p', {}, whyMisunderstood(misunderstood)), way(tab)));
  return [problem(word('NOT_UNDERSTOOD'), ...reasons, el('p', {}, word('NOT_UNDERSTOOD_WHAT')),
    el('div', { class: 'row' }, button(word('COPY_REPORT'), copy, { 'id': 'report', 'data-key': 'report', 'aria-describedby': 'report-what' }), more.length === 0 && way(first.tab)), copied)];
}

/** Nothing is open, and nothing else is wrong. */
const none = () => el('div', { class: 'none' }, el('h2', {}, word('NO_SESSIONS')), el('p', {}, word('NO_SESSIONS_WHAT')), el('p', {}, word('NO_SESSIONS_RELOAD')),
  el('a', { 'class': 'button primary', 'href': CONSOLE, 'target': '_blank', 'rel': 'noreferrer', 'data-key': 'console' }, word('OPEN_CONSOLE'), icon('outside')));

/** At the foot: what is hidden, with one click to undo it where that is not locked, and at most one thing that may be allowed. @param {Overview} seen @param {HTMLElement | null} offered */
function foot(seen, offered) {
  /** @param {string} text @param {string} label @param {() => unknown} act @param {string} key @param {string} option */
  const line = (text, label, act, key, option) =>
    el('div', { class: 'line' }, el('p', {}, text), !seen.locked.includes(option) && button(label, act, { 'class': 'link', 'data-key': key }));
  return [
    seen.options.hide_names && line(word('NAMES_HIDDEN'), word('SHOW'), () => change({ hide_names: false }), 'show-names', 'hide_names'),
    ...hiddenOnes(seen.options).map(({ key, text, undo, option }) => line(text, word('SHOW_AGAIN'), () => ask(undo), `hidden-${key}`, option)),
    seen.dropped > 0 && el('p', { class: 'small' }, say('DROPPED', seen.dropped)),
    offered,
  ];
}

/** @param {Partial<import('../pages/types.js').Options>} wanted */
const change = (wanted) => ask({ kind: 'change-options', change: wanted });

/** Names are hidden everywhere at once. @param {Overview} seen */
function eye(seen) {
  const hidden = seen.options.hide_names;
  const made = byId('hide-names');
  const label = word(hidden ? 'SHOW_NAMES' : 'HIDE_NAMES');
  made.replaceChildren(icon(hidden ? 'eye-off' : 'eye'));
  made.setAttribute('aria-label', label);
  made.title = label;
  /** @type {HTMLButtonElement} */ (made).disabled = seen.locked.includes('hide_names');
  made.onclick = () => change({ hide_names: !hidden });
}

let turns = 0;
/** Whether names were hidden when the sessions were shown last. */
let wereHidden = false;

async function show() {
  turns += 1;
  const turn = turns;
  await loadWords();
  const [seen, offered] = await Promise.all([overview(), nudge.state()]);
  if (!seen) throw new Error('no answer');
  await untilReleased();
  // A later turn has asked since, and knows better.
  if (turn !== turns) return;
  eye(seen);
  const gear = byId('options');
  if (!gear.firstChild) gear.append(icon('gear'));
  gear.title = word('OPEN_OPTIONS');
  gear.setAttribute('aria-label', word('OPEN_OPTIONS'));
  const offer = nudge.build(seen, offered, show);
  const exact = offer?.kind !== 'exact' && !seen.cookies ? () => allow('cookies', show) : null;
  refill(byId('problems'), ...problems(seen));
  const list = byId('sessions');
  const isHidden = seen.options.hide_names;
  // A question stays, unless it names what is to be hidden.
  if (!isAsking(list) || isHidden !== wereHidden) refill(list, ...seen.sessions.map((session) => card(session, { seen, opened, exact })));
  wereHidden = isHidden;
  refill(byId('rest'), seen.sessions.length === 0 && seen.access && none());
  refill(byId('foot'), ...foot(seen, offer?.made ?? null));
  document.body.dataset.filled = String(turns);
}

byId('options').addEventListener('click', openOptions);
onChanged(() => show().catch(failed('problems')));
setInterval(() => tick(byId('sessions').children), 1000);
show().catch(failed('problems'));
