// The words of our own pages: the core's, in the language that counts.
import '../shared/time.js';
import '../shared/end.js';
import { ask } from './ask.js';

/** @type {Record<string, string>} */
let words = {};
let lang = 'en';

/** Loads the words and says them where the page has a `data-word`. */
export async function loadWords() {
  ({ words, lang } = await ask({ kind: 'words' }));
  document.documentElement.lang = lang;
  for (const element of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll('[data-word]'))) {
    element.textContent = word(/** @type {string} */ (element.dataset.word));
  }
}

export const language = () => lang;
export const allWords = () => words;

/** A phrase without a gap. @param {string} name */
export function word(name) {
  const found = words[name];
  if (found === undefined) throw new Error(`there is no phrase ${name}`);
  return found;
}

/** A phrase with its gaps filled, as text. @param {string} name @param {...(string | number)} fill */
export const say = (name, ...fill) => globalThis.sessionClockTime.say(word(name), ...fill);

/** A phrase with its gaps filled by nodes. @param {string} name @param {...(Node | string)} fill @returns {(Node | string)[]} */
export const sayNodes = (name, ...fill) => globalThis.sessionClockEnd.sayNodes(word(name), ...fill);
