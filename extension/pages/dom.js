// Building a page: elements with text in them, never markup. What comes from a console page or a file can only ever stand as text.

/** @typedef {Node | string | null | undefined | false} Child */

/**
 * An element with its attributes, listeners (`onclick`) and children.
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag @param {Record<string, unknown>} [props] false and undefined leave an attribute out @param {...Child} children
 * @returns {HTMLElementTagNameMap[T]}
 */
export function el(tag, props = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (name.startsWith('on')) made.addEventListener(name.slice(2), /** @type {EventListener} */ (value));
    else if (value !== undefined && value !== null && value !== false) made.setAttribute(name, value === true ? '' : String(value));
  }
  made.append(.../** @type {(Node | string)[]} */ (children.filter((child) => child !== null && child !== undefined && child !== false)));
  return made;
}

/** A name that others chose, in a direction of its own, so that it cannot turn round what stands beside it. @param {string} name */
export const isolated = (name) => el('bdi', {}, name);

/** An ARN or a pattern of one, which breaks behind its colons and slashes. @param {string} text */
export const arnNode = (text) => el('bdi', {}, ...text.split(/(?<=[:/])(?![:/*])/).flatMap((part, at) => (at > 0 ? [el('wbr'), part] : [part])));

/** @param {string} id @returns {HTMLElement} */
export const byId = (id) => /** @type {HTMLElement} */ (document.getElementById(id));

/** @param {string} label @param {(event: Event) => unknown} onclick @param {Record<string, unknown>} [props] */
export const button = (label, onclick, props = {}) => el('button', { type: 'button', onclick, ...props }, label);

/** @type {Promise<void> | undefined} */
let press;

addEventListener('pointerdown', () => {
  const over = new AbortController();
  press = new Promise((release) => {
    // The click comes right behind the release.
    const released = () => setTimeout(() => {
      over.abort();
      press = undefined;
      release();
    });
    for (const end of ['pointerup', 'pointercancel']) addEventListener(end, released, { signal: over.signal, capture: true });
  });
}, { capture: true });

/** Waits while a button of the mouse is pressed: a press and its release are a click only where the same element is still there. */
export const untilReleased = async () => { while (press) await press; };

/**
 * Puts new children into an element. What had the focus has it again: its `data-key` says which of the new ones it is. Where that one is gone, the
 * first that can take it has it, so that a keyboard user is not thrown back to the top. A long text that was scrolled stands where it stood.
 * @param {HTMLElement} parent @param {...Child} children
 */
export function refill(parent, ...children) {
  const focused = parent.contains(document.activeElement) ? /** @type {HTMLElement} */ (document.activeElement).dataset.key ?? '' : null;
  const scrolled = [...parent.querySelectorAll('pre')].map(({ scrollTop }) => scrollTop);
  parent.replaceChildren(.../** @type {(Node | string)[]} */ (children.filter(Boolean)));
  for (const [at, text] of parent.querySelectorAll('pre').entries()) text.scrollTop = scrolled[at] ?? 0;
  if (focused === null) return;
  const again = parent.querySelector(`[data-key="${CSS.escape(focused)}"]`);
  /** @type {HTMLElement | null} */ (again ?? parent.querySelector('button, input, select, summary'))?.focus({ preventScroll: again !== null });
}

/**
 * A button that asks once more, in its place, before it does what cannot be undone.
 * @param {{ label: string, question: string, yes: string, no: string, key: string, shape?: string }} said @param {() => unknown} act
 */
export function askedTwice({ label, question, yes, no, key, shape }, act) {
  const place = el('span', { class: 'asked-twice' });
  const start = () => button(label, ask, { 'class': shape, 'data-key': key });
  const back = () => {
    place.replaceChildren(start());
    /** @type {HTMLElement} */ (place.firstElementChild).focus();
  };
  const ask = () => {
    const stay = button(no, back, { 'data-key': `${key}-no` });
    const go = button(yes, () => { back(); return act(); }, { 'class': 'danger', 'data-key': `${key}-yes` });
    place.replaceChildren(el('span', { 'class': 'question', 'role': 'group', 'aria-label': question }, el('span', {}, question), go, stay));
    stay.focus();
  };
  place.append(start());
  return place;
}

/** Gives a file to the user, from memory. @param {string} name @param {string} text @param {string} [type] */
export function saveAs(name, text, type = 'application/json') {
  const url = URL.createObjectURL(new Blob([text], { type }));
  el('a', { href: url, download: name }).click();
  // The browser has taken what it needs by the time the page comes to this.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

/** Whether a question stands open in an element: then it is not rebuilt, since the question would vanish under the reader's hand. @param {HTMLElement} element */
export const isAsking = (element) => element.querySelector('.question') !== null;
