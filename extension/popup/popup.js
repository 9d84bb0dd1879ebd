// The popup: every session, soonest end first; what is wrong and what to do; what may be allowed.
import { onStored, overview } from '../pages/ask.js';
import { button, byId, el, isAsking, isolated, refill, untilReleased } from '../pages/dom.js';
import { permissionCards, request } from '../pages/permissions.js';
import { whyMisunderstood } from '../pages/problems.js';
import { loadWords, say, sayNodes, word } from '../pages/words.js';
import { platform } from '../platform.js';
import { card, goTo, tick } from './card.js';
import { report } from './report.js';

/** @type {Set<string>} */
const opened = new Set();

/** @param {string} title @param {(Node | string | null | false)[]} content */
const problem = (title, ...content) => el('section', { class: 'problem' }, el('h2', {}, title), ...content);

/** @param {import('../pages/types.js').Overview} seen */
function problems(seen) {
  const status = el('p', { class: 'status', role: 'status' });
  return [
    !seen.access && problem(word('NO_ACCESS'), el('p', {}, word('NO_ACCESS_WHAT')),
      button(word('ALLOW_ACCESS'), () => request({ origins: seen.origins }, status, show), { 'class': 'primary', 'data-key': 'access' }), status),
    seen.damaged && problem(word('DAMAGED'), el('p', {}, word('DAMAGED_WHAT'))),
    seen.unsaved && problem(word('UNSAVED'), el('p', {}, ...sayNodes('UNSAVED_WHAT', isolated(seen.unsaved)))),
    seen.misunderstood.length > 0 && problem(word('NOT_UNDERSTOOD'),
      el('ul', {}, ...seen.misunderstood.map(({ tab, misunderstood }) => el('li', {}, el('p', {}, whyMisunderstood(misunderstood)),
        button(word('GO_TO_TAB'), () => goTo(tab), { 'data-key': `misunderstood-${tab}` })))),
      el('p', { class: 'hint' }, word('NOT_UNDERSTOOD_WHAT'))),
    seen.sessions.length === 0 && seen.access && problem(word('NO_SESSIONS'), el('p', {}, word('NO_SESSIONS_WHAT'))),
  ];
}

let turns = 0;

async function show() {
  turns += 1;
  const turn = turns;
  await loadWords();
  const seen = await overview();
  if (!seen) throw new Error('no answer');
  await untilReleased();
  // A later turn has asked since, and knows better.
  if (turn !== turns) return;
  refill(byId('problems'), ...problems(seen));
  if (!isAsking(byId('sessions'))) refill(byId('sessions'), ...seen.sessions.map((session) => card(session, seen, opened)));
  refill(byId('rest'), seen.dropped > 0 && el('p', { class: 'hint' }, say('DROPPED', seen.dropped)),
    ...permissionCards(seen, show, { level: 'h2', onlyMissing: true }));
  byId('about-report').hidden = false;
}

/** Without an answer there may be no words either. */
function failed(/** @type {unknown} */ fault) {
  console.error(fault);
  byId('problems').replaceChildren(el('p', { class: 'problem', role: 'alert' }, (() => { try { return word('FAILED'); } catch { return 'Session Clock gave no answer. Close this and open it again.'; } })()));
}

byId('options').addEventListener('click', async () => {
  await platform.runtime.openOptionsPage();
  window.close();
});

byId('report').addEventListener('click', async () => {
  const { text, found } = await report();
  byId('copied').textContent = await navigator.clipboard.writeText(text).then(() => word(found ? 'COPIED' : 'REPORT_NO_CONSOLE'), () => word('COPY_FAILED'));
});

onStored(() => show().catch(failed));
setInterval(() => tick(byId('sessions').children), 1000);
show().catch(failed);
