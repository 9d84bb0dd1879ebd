// The first run: shows what a console page will show, on a session that does not exist. It asks for nothing.
import '../content/countdown.js';
import { allWords, language, loadWords, word } from '../pages/words.js';
import { onStored } from '../pages/ask.js';
import { byId } from '../pages/dom.js';
import { platform } from '../platform.js';

/** @typedef {import('../messages.js').Show} Show */

const LEFT = (2 * 60 + 17) * 60 + 30;
const TICK = 10_000;

const end = Math.floor(Date.now() / 1000) + LEFT;
const host = document.createElement('div');
// What is clicked on the sample has no session to act on.
const countdown = globalThis.sessionClockCountdown.build(host.attachShadow({ mode: 'open' }), host, async () => undefined);

function tick() {
  /** @type {Show} */
  const shown = {
    kind: 'show', words: allWords(), lang: language(), look: { show: 'both', folded: false, position: null },
    view: { session: 1, phase: 'running', end, bound: null, sure: 'computed', notice: null, urgent: false, next: null },
  };
  countdown.tick(shown, Date.now() / 1000);
}

/** Says everything in the language that counts: the options may have changed beside it. */
async function say() {
  await loadWords();
  document.title = word('WELCOME_TITLE');
  tick();
}

byId('close').addEventListener('click', async () => {
  // A tab that was not opened by a script can be closed by the extension only.
  const tab = await platform.tabs.getCurrent();
  if (tab?.id !== undefined) await platform.tabs.remove(tab.id);
});

onStored(say);
say().then(() => {
  byId('sample').append(host);
  setInterval(tick, TICK);
});
