// The parts that forms are made of: labelled fields, faults beside them, what an organisation has locked.
import { el } from '../pages/dom.js';
import { word } from '../pages/words.js';

/**
 * A labelled field with its hint and a place for its fault.
 * @param {string} label @param {HTMLElement} input with an id @param {{ hint?: string, short?: boolean }} [manner]
 */
export function field(label, input, { hint, short } = {}) {
  const fault = el('p', { class: 'error', id: `${input.id}-fault`, role: 'alert' });
  input.setAttribute('aria-describedby', `${hint ? `${input.id}-hint ` : ''}${fault.id}`);
  return el('div', { class: `field ${short ? 'short' : 'long'}` }, el('label', { for: input.id }, label), hint && el('p', { class: 'hint', id: `${input.id}-hint` }, hint), input, fault);
}

/** Marks a field as wrong, or as right again. @param {HTMLElement} input @param {string} fault empty where there is none @returns {boolean} whether it is right */
export function judge(input, fault) {
  const place = /** @type {HTMLElement} */ (document.getElementById(`${input.id}-fault`));
  place.textContent = fault;
  if (fault) input.setAttribute('aria-invalid', 'true');
  else input.removeAttribute('aria-invalid');
  return fault === '';
}

/** A box to be ticked. @param {string} id @param {string} label @param {boolean} checked @param {(checked: boolean) => unknown} changed @param {boolean} [disabled] */
export function tickBox(id, label, checked, changed, disabled = false) {
  const input = el('input', { 'type': 'checkbox', id, checked, disabled, 'data-key': id, 'onchange': () => changed(input.checked) });
  return el('div', { class: 'choice' }, input, el('label', { for: id }, label));
}

/** Says that the organisation has set something. @param {boolean} isLocked */
export const lockedNote = (isLocked) => isLocked && el('p', { class: 'locked' }, word('LOCKED'));

/** A section under its heading. @param {string} id @param {string} title @param {...import('../pages/dom.js').Child} children */
export const section = (id, title, ...children) => el('section', { id, 'aria-labelledby': `${id}-title` }, el('h2', { id: `${id}-title` }, title), ...children);
