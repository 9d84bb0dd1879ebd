// The parts that the options are made of: an item with its control, switches, forms that open, faults beside their fields, what an organisation has locked.
import { button, el } from '../pages/dom.js';
import { icon } from '../pages/icons.js';
import { word } from '../pages/words.js';

/** @typedef {import('../pages/dom.js').Child} Child */

/** How many lines were made: each has an id of its own. */
let items = 0;

/**
 * One line of the options: what it is, what that means, and its control.
 * @param {Node | string} label @param {Child[]} controls @param {{ hint?: Child | Child[], locked?: boolean, below?: Child[], labels?: string, within?: boolean }} [manner] `labels`: the id of the one control that it names; `within`: whether it is a part of the line above
 */
export function item(label, controls, { hint, locked = false, below = [], labels, within = false } = {}) {
  items += 1;
  const id = `item-${items}`;
  // "Add" and "Save" are there more than once: each says of what.
  for (const control of controls) if (control instanceof HTMLButtonElement) control.setAttribute('aria-describedby', id);
  return el('div', { class: within ? 'item within' : 'item' },
    el('div', { class: 'what' },
      labels ? el('label', { for: labels, id }, label) : el('h3', { id }, label),
      hint && el('p', { class: 'small', id: labels && `${labels}-hint` }, ...[hint].flat()), lockedNote(locked)),
    controls.some(Boolean) && el('div', { class: 'control' }, ...controls),
    below.some(Boolean) && el('div', { class: 'below' }, ...below));
}

/**
 * A switch with its line. @param {string} id @param {string} label @param {boolean} checked @param {(checked: boolean) => unknown} changed answered by false where it did not come to that: then it is switched back
 * @param {{ hint?: string, locked?: boolean, disabled?: boolean, below?: Child[], within?: boolean }} [manner]
 */
export function switchItem(id, label, checked, changed, { hint, locked = false, disabled = false, below, within } = {}) {
  const input = el('input', { 'type': 'checkbox', 'role': 'switch', id, checked, 'disabled': locked || disabled, 'data-key': id, 'aria-describedby': hint && `${id}-hint`, 'onchange': async () => { if (await changed(input.checked) === false) input.checked = !input.checked; } });
  return item(label, [input], { hint, locked, below, labels: id, within });
}

/**
 * A labelled field with its hint and a place for its fault.
 * @param {string} label @param {HTMLElement} input with an id @param {{ hint?: string, short?: boolean }} [manner]
 */
export function field(label, input, { hint, short } = {}) {
  const fault = el('p', { class: 'error small', id: `${input.id}-fault`, role: 'alert' });
  input.setAttribute('aria-describedby', `${hint ? `${input.id}-hint ` : ''}${fault.id}`);
  return el('div', { class: `field ${short ? 'short' : 'long'}` }, el('label', { for: input.id }, label), hint && el('p', { class: 'small', id: `${input.id}-hint` }, hint), input, fault);
}

/** Marks a field as wrong, or as right again. @param {HTMLElement} input @param {string} fault empty where there is none @returns {boolean} whether it is right */
export function judge(input, fault) {
  const place = /** @type {HTMLElement} */ (document.getElementById(`${input.id}-fault`));
  place.textContent = fault;
  if (fault) input.setAttribute('aria-invalid', 'true');
  else input.removeAttribute('aria-invalid');
  return fault === '';
}

/** A select with a chevron of our own. @param {HTMLSelectElement} select */
export const chooser = (select) => el('span', { class: 'chooser' }, select, icon('chevron'));

/** What stands open; kept while the page is rebuilt. @type {Set<string>} */
const opened = new Set();

/** Opens or closes what `opener` opens. @param {string} id @param {boolean} open */
export function setOpen(id, open) {
  if (open) opened.add(id);
  else opened.delete(id);
  const what = document.getElementById(id);
  const opens = /** @type {HTMLElement | null} */ (document.querySelector(`[aria-controls="${id}"]`));
  opens?.setAttribute('aria-expanded', String(open));
  if (!what) return;
  // What closes under a keyboard leaves it where it was opened.
  if (!open && what.contains(document.activeElement)) opens?.focus();
  what.hidden = !open;
}

/**
 * A button that opens something below it, and closes it again.
 * @param {string} id @param {string} label @param {HTMLElement} what @param {{ disabled?: boolean, name?: string }} [manner] @returns {[HTMLElement, HTMLElement]} the button, and what it opens
 */
export function opener(id, label, what, { disabled = false, name } = {}) {
  what.id = id;
  what.hidden = !opened.has(id);
  const turn = () => {
    setOpen(id, what.hidden);
    if (!what.hidden) /** @type {HTMLElement | null} */ (what.querySelector('input, textarea, select'))?.focus();
  };
  const opens = button(label, turn, { 'aria-controls': id, 'data-key': `open-${id}`, disabled, 'aria-label': name });
  opens.setAttribute('aria-expanded', String(!what.hidden));
  return [opens, what];
}

/** Says that the organisation has set something. @param {boolean} isLocked */
const lockedNote = (isLocked) => isLocked && el('p', { class: 'locked small' }, icon('lock'), word('LOCKED'));

/** A part of a section, which is rebuilt by itself. @param {string} id @param {...Child} children */
export const part = (id, ...children) => el('div', { id, class: 'part' }, ...children);
