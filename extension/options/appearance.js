// What stands on the console's pages, and the language of everything.
import { button, el } from '../pages/dom.js';
import { word } from '../pages/words.js';
import { field, lockedNote, section, tickBox } from './form.js';

const SHOWS = /** @type {const} */ ([['remaining', 'SHOWS_REMAINING'], ['end', 'SHOWS_END'], ['both', 'SHOWS_BOTH']]);

/** @param {import('./options.js').Page} page */
export function appearance({ options, locked, change }) {
  /** @param {string} key */
  const isLocked = (key) => locked.includes(key);
  const shows = SHOWS.map(([value, name]) => {
    const id = `show-${value}`;
    return el('div', { class: 'choice' },
      el('input', { 'type': 'radio', 'name': 'show', id, value, 'data-key': id, 'checked': options.show === value, 'disabled': isLocked('show'), 'onchange': () => change({ show: value }) }),
      el('label', { for: id }, word(name)));
  });
  const hosts = options.off_hosts.map((host) => el('li', {}, el('span', {}, host),
    button(word('SHOW_AGAIN'), () => change((now) => ({ off_hosts: now.options.off_hosts.filter((other) => other !== host) })), { 'disabled': isLocked('off_hosts'), 'data-key': `host-${host}`, 'aria-label': `${word('SHOW_AGAIN')}: ${host}` })));
  return section('appearance', word('ON_THE_PAGE'), lockedNote(['show', 'folded', 'position', 'off', 'off_hosts'].some(isLocked)),
    el('fieldset', {}, el('legend', {}, word('SHOWS')), ...shows),
    tickBox('folded', word('FOLDED'), options.folded, (folded) => change({ folded }), isLocked('folded')),
    tickBox('off', word('OFF_EVERYWHERE'), options.off, (off) => change({ off }), isLocked('off')),
    el('p', {}, button(word('POSITION_RESET'), () => change({ position: null }), { 'disabled': options.position === null || isLocked('position'), 'data-key': 'position' })),
    hosts.length > 0 && el('h3', {}, word('OFF_HOSTS')), hosts.length > 0 && el('ul', { class: 'list', id: 'off-hosts' }, ...hosts));
}

/** @param {import('./options.js').Page} page */
export function language({ options, locked, change }) {
  const isLocked = locked.includes('lang');
  const select = el('select', { 'id': 'lang', 'data-key': 'lang', 'disabled': isLocked, 'onchange': () => change({ lang: select.value }) },
    el('option', { value: '' }, word('LANGUAGE_BROWSER')), el('option', { value: 'en', lang: 'en' }, 'English'), el('option', { value: 'ja', lang: 'ja' }, '日本語'));
  select.value = options.lang;
  return section('language', word('LANGUAGE'), lockedNote(isLocked), field(word('LANGUAGE'), select));
}
