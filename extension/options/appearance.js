// What stands on the console's pages, and the language of everything.
import { PLACES } from '../messages.js';
import { button, el } from '../pages/dom.js';
import { hiddenOnes } from '../pages/hidden.js';
import { word } from '../pages/words.js';
import { chooser, item, part, switchItem } from './form.js';

const SHOWS = /** @type {const} */ ([['remaining', 'SHOWS_REMAINING'], ['end', 'SHOWS_END'], ['both', 'SHOWS_BOTH']]);

/** @param {string} place */
const placeWord = (place) => word(`PLACE_${place.toUpperCase().replace('-', '_')}`);

/** @param {import('./options.js').Page} page */
export function appearance({ options, locked, change, askFor }) {
  /** @param {string} key */
  const isLocked = (key) => locked.includes(key);
  const shows = SHOWS.map(([value, name]) => {
    const id = `show-${value}`;
    return el('label', {}, el('input', { 'type': 'radio', 'name': 'show', id, value, 'data-key': id, 'checked': options.show === value, 'disabled': isLocked('show'), 'onchange': () => change({ show: value }) }), el('span', {}, word(name)));
  });
  return part('appearance',
    item(word('SHOWS'), [el('fieldset', { class: 'segments' }, el('legend', { class: 'unseen' }, word('SHOWS')), ...shows)], { locked: isLocked('show') }),
    place(options, isLocked('place') || isLocked('position'), change),
    switchItem('folded', word('FOLDED'), options.folded, (folded) => change({ folded }), { locked: isLocked('folded') }),
    switchItem('hide-names', word('HIDE_NAMES'), options.hide_names, (hide_names) => change({ hide_names }), { hint: word('HIDE_NAMES_WHAT'), locked: isLocked('hide_names') }),
    switchItem('title', word('TITLE'), options.title, (title) => change({ title }), { locked: isLocked('title') }),
    switchItem('off', word('OFF_EVERYWHERE'), options.off, (off) => change({ off }), { locked: isLocked('off') }),
    ...hiddenOnes({ ...options, off: false }).map(({ key, text, hint, undo, option }) => item(text, [
      button(word('SHOW_AGAIN'), () => askFor(undo), { 'disabled': isLocked(option), 'data-key': `hidden-${key}`, 'aria-label': `${word('SHOW_AGAIN')}: ${text}` })], { hint, locked: isLocked(option) })));
}

/** @param {import('../pages/types.js').Options} options @param {boolean} isLocked @param {import('./options.js').Page['change']} change */
function place({ place, position }, isLocked, change) {
  const own = 'own';
  const select = el('select', { 'id': 'place', 'data-key': 'place', 'disabled': isLocked, 'aria-describedby': 'place-hint', 'onchange': () => change({ place: select.value, position: null }) },
    position !== null && el('option', { value: own, disabled: true }, word('PLACE_OWN')),
    ...PLACES.map((name) => el('option', { value: name }, placeWord(name))));
  select.value = position === null ? place : own;
  return item(word('PLACE'), [chooser(select)], { hint: word('PLACE_WHAT'), locked: isLocked, labels: 'place' });
}

/** @param {import('./options.js').Page} page */
export function language({ options, locked, change }) {
  const isLocked = locked.includes('lang');
  const select = el('select', { 'id': 'lang', 'data-key': 'lang', 'disabled': isLocked, 'onchange': () => change({ lang: select.value }) },
    el('option', { value: '' }, word('LANGUAGE_BROWSER')), el('option', { value: 'en', lang: 'en' }, 'English'), el('option', { value: 'ja', lang: 'ja' }, '日本語'));
  select.value = options.lang;
  return part('language', item(word('LANGUAGE'), [chooser(select)], { locked: isLocked, labels: 'lang' }));
}
