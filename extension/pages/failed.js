// What a page shows where the background doesn't answer.
import { byId, el } from './dom.js';
import { word } from './words.js';

/** The words may not have come either. */
function said() {
  try {
    return word('FAILED');
  } catch {
    return 'Session Clock doesn\'t answer. Open this again.';
  }
}

/** Shows it in the place of what it cannot show. @param {string} id the place's @returns {(fault: unknown) => void} */
export const failed = (id) => (fault) => {
  console.error(fault);
  byId(id).replaceChildren(el('p', { class: 'problem', role: 'alert' }, said()));
};
