// The first run: what a console page shows, and what may be allowed. Each step is optional but the first.
import { onChanged, overview } from '../pages/ask.js';
import { byId, el, refill, untilReleased } from '../pages/dom.js';
import { clock, digits } from '../pages/end.js';
import { failed } from '../pages/failed.js';
import { allow } from '../pages/permissions.js';
import { allWords, language, loadWords, say, word } from '../pages/words.js';
import { platform } from '../platform.js';

const [LEFT, LEAD] = [(9 * 60 + 14) * 60, 15 * 60];

/** What the countdown shows. @param {number} left seconds */
function countdown(left) {
  const view = /** @type {any} */ ({ phase: 'running', end: left, bound: null });
  const told = globalThis.sessionClockTime.told({ view, words: allWords(), lang: language(), who: /** @type {any} */ ({}), look: /** @type {any} */ ({}) }, 0);
  return globalThis.sessionClockTime.say(told.seen, told.left);
}

/** A permission that is asked for, or that it is there. @param {'cookies' | 'notifications'} permission @param {boolean} held */
function step(permission, held) {
  refill(byId(permission), held ? el('span', { class: 'mark exact' }, `✓ ${word('ALLOWED')}`) : allow(permission, show), !held && el('span', { class: 'small' }, word('OPTIONAL')));
}

/** Says everything in the language that counts: the options may have changed beside it. */
async function show() {
  await loadWords();
  document.title = word('WELCOME_TITLE');
  const { cookies, notifications } = await overview();
  await untilReleased();
  byId('problems').replaceChildren();
  const end = clock(Date.now() / 1000 + LEAD);
  byId('sample-left').textContent = countdown(LEFT);
  byId('sample-end').textContent = end;
  byId('sample-tile').replaceChildren(digits(LEAD));
  byId('sample-notice').textContent = say('SAMPLE_NOTICE', end);
  step('cookies', cookies);
  step('notifications', notifications);
  // Private windows give no notification: there is nothing to turn on there.
  byId('notifications').hidden = Boolean(platform.extension.inIncognitoContext);
  document.body.dataset.filled = '1';
}

byId('close').addEventListener('click', async () => {
  // A tab that was not opened by a script can be closed by the extension only.
  const tab = await platform.tabs.getCurrent();
  if (tab?.id !== undefined) await platform.tabs.remove(tab.id);
});

onChanged(() => show().catch(failed('problems')));
show().catch(failed('problems'));
