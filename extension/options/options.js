// The options page: what the user chooses, what is asked of them, and everything that is known. Changes are saved as they are made.
import { ask, onChanged, overview } from '../pages/ask.js';
import { byId, el, isAsking, refill, untilReleased } from '../pages/dom.js';
import { failed } from '../pages/failed.js';
import { loadWords, say, word } from '../pages/words.js';
import { accounts } from './accounts.js';
import { appearance, language } from './appearance.js';
import { backup } from './backup.js';
import { exactness } from './exactness.js';
import { forgetting, known } from './known.js';
import { maxima, signIns } from './maxima.js';
import { recording } from './recording.js';
import { warnings } from './warnings.js';

/** @typedef {import('../pages/types.js').Options} Options */
/** @typedef {{ local: Record<string, any>, session: Record<string, any> }} Stored */
/**
 * What every part is built from.
 * @typedef {object} Page
 * @property {import('../pages/types.js').Overview} seen @property {Options} options what counts @property {Partial<Options>} own what the user set
 * @property {Partial<Options>} policy what the organisation set @property {string[]} locked @property {Stored} stored
 * @property {(message: import('../messages.js').FromPage) => Promise<void>} askFor @property {(change: Partial<Options>) => Promise<void>} change
 * @property {(entries: import('../messages.js').Entries) => Promise<void>} changeLists entry by entry: what stands on this page may be older than what is stored
 * @property {(text: string) => void} said @property {() => Promise<void>} show
 */

/** The sections with their parts, in order. A change rebuilds every part but the one that is being written in. @type {[string, string, [string, (page: Page) => HTMLElement][]][]} */
const SECTIONS = [
  ['section-warnings', 'WARNINGS', [['warnings', warnings]]],
  ['section-exact', 'EXACTNESS', [['exactness', exactness]]],
  ['section-know', 'YOU_KNOW', [['sign-ins', signIns], ['maxima', maxima], ['accounts', accounts]]],
  ['section-looks', 'ON_THE_PAGE', [['appearance', appearance], ['language', language]]],
  ['section-data', 'KNOWN', [['known', known], ['recording-section', recording], ['backup', backup], ['forgetting', forgetting]]],
];

let saying = 0;

/** Screen readers are told of a change alone: the same word again is none, so it goes for a moment. Its line stays, or the page would jump. @param {string} text */
function said(text) {
  const status = byId('status');
  clearTimeout(saying);
  if (status.textContent === '' || text === '') {
    status.textContent = text;
    return;
  }
  status.textContent = '\u00a0';
  saying = setTimeout(() => { status.textContent = text; }, 100);
}

/** Has the background change options, and says what became of it. @param {import('../messages.js').FromPage} message */
async function askFor(message) {
  const wrong = await ask(message);
  // The page shows by itself what was stored.
  said(wrong === null ? word('SAVED') : say('OPTIONS_WRONG', wrong ?? ''));
}

/** @type {Page['change']} */
const change = (wanted) => askFor({ kind: 'change-options', change: wanted });

/** @type {Page['changeLists']} */
const changeLists = (entries) => askFor({ kind: 'change-lists', entries });

let turns = 0;

async function show() {
  turns += 1;
  const turn = turns;
  await loadWords();
  document.title = word('OPTIONS_TITLE');
  const [seen, loaded, stored] = await Promise.all([overview(), ask({ kind: 'options' }), ask({ kind: 'everything' })]);
  await untilReleased();
  if (turn !== turns) return;
  /** @type {Page} */
  const page = { seen, ...loaded, stored, askFor, change, changeLists, said, show };
  for (const [id, title, parts] of SECTIONS) {
    const section = document.getElementById(id) ?? byId('sections').appendChild(el('section', { id, 'aria-labelledby': `${id}-title` }, el('h2', { id: `${id}-title` })));
    byId(`${id}-title`).textContent = word(title);
    for (const [name, build] of parts) place(section, name, build(page));
  }
  // The panel and the notice lead to a section, which is there only now.
  if (turn === 1 && location.hash) document.getElementById(location.hash.slice(1))?.scrollIntoView();
}

/**
 * Puts a part in its place. One in which a text is half written stays as it is: what is typed is worth more than what has changed beside it.
 * @param {HTMLElement} section @param {string} id @param {HTMLElement} made
 */
function place(section, id, made) {
  const older = document.getElementById(id);
  if (!older) return section.append(made);
  if (isHalfWritten(older)) return;
  refill(older, ...made.childNodes);
}

/** @param {HTMLElement} older */
function isHalfWritten(older) {
  const texts = /** @type {NodeListOf<HTMLInputElement>} */ (older.querySelectorAll('input:not([type=checkbox], [type=radio], [type=file]), textarea'));
  return isAsking(older) || [...texts].some((input) => input.value !== input.defaultValue);
}

// What was said last is old as soon as something else is written.
byId('sections').addEventListener('input', () => said(''));
onChanged(() => show().catch(failed('sections')));
show().catch(failed('sections'));
