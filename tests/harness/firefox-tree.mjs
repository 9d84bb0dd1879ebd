// The accessibility tree of a Firefox page, as far as a test needs it. BiDi has no such tree, but its serialization of the
// document shows closed shadow roots; roles, names and text are then worked out in a sandbox that the page's scripts cannot touch.
// It knows ARIA attributes and the elements listed below, not the whole of ARIA's name computation.

/** @typedef {(method: string, params: object) => Promise<any>} Send */

const SANDBOX = 'session-clock-tests';

/** @param {Send} send @param {string} context @returns {Promise<import('./harness.mjs').AccessibleNode[]>} */
export async function readTree(send, context) {
  const { result } = await send('script.evaluate', {
    expression: 'document.documentElement', target: { context, sandbox: SANDBOX }, awaitPromise: false, serializationOptions: { includeShadowTree: 'all', maxDomDepth: null },
  });
  /** @type {{ sharedId: string }[]} */
  const roots = [];
  collectRoots(result, roots);
  const answer = await send('script.callFunction', {
    functionDeclaration: String(describe), target: { context, sandbox: SANDBOX }, awaitPromise: false,
    arguments: roots.map(({ sharedId }) => ({ sharedId })), serializationOptions: { maxDomDepth: 0 },
  });
  // The page may have changed between the two questions; a shadow root that has gone makes the second one fail.
  if (answer.exceptionDetails) throw new Error(`reading the tree: ${answer.exceptionDetails.text}`);
  const [described, ...elements] = answer.result.value;
  return JSON.parse(described.value).map((/** @type {object} */ node, /** @type {number} */ index) => ({ ...node, handle: elements[index].sharedId }));
}

/** @param {Send} send @param {string} context @param {string} sharedId */
export async function middleOfElement(send, context, sharedId) {
  const { result } = await send('script.callFunction', {
    functionDeclaration: String((/** @type {Element} */ element) => {
      element.scrollIntoView({ block: 'center', behavior: 'instant' });
      const { left, top, width, height } = element.getBoundingClientRect();
      return JSON.stringify({ x: left + width / 2, y: top + height / 2 });
    }),
    target: { context, sandbox: SANDBOX }, awaitPromise: false, arguments: [{ sharedId }],
  });
  return JSON.parse(result.value);
}

/** @param {any} node @param {{ sharedId: string }[]} roots */
function collectRoots(node, roots) {
  const shadow = node?.value?.shadowRoot;
  if (shadow) {
    roots.push(shadow);
    collectRoots(shadow, roots);
  }
  for (const child of node?.value?.children ?? []) collectRoots(child, roots);
}

/** Runs in the page. @param {...ShadowRoot} roots */
function describe(...roots) {
  const rootOf = new Map(roots.map((root) => [root.host, root]));
  /** @type {Record<string, string>} */
  const ROLES = { button: 'button', select: 'combobox', textarea: 'textbox', img: 'image', p: 'paragraph', ul: 'list', ol: 'list', li: 'listitem',
    table: 'table', tr: 'row', td: 'cell', th: 'columnheader', dialog: 'dialog', nav: 'navigation', main: 'main', header: 'banner', footer: 'contentinfo',
    iframe: 'Iframe', form: 'form', fieldset: 'group', details: 'group', summary: 'button', output: 'status', progress: 'progressbar', meter: 'meter', time: 'time' };
  /** @type {Record<string, string>} */
  const INPUTS = { checkbox: 'checkbox', radio: 'radio', button: 'button', submit: 'button', reset: 'button', range: 'slider', number: 'spinbutton', search: 'searchbox' };
  const FROM_CONTENT = new Set(['button', 'link', 'heading', 'checkbox', 'radio', 'tab', 'option', 'menuitem', 'switch', 'cell', 'columnheader', 'listitem']);

  const hidden = (/** @type {Element} */ e) => ['SCRIPT', 'STYLE', 'TEMPLATE', 'NOSCRIPT', 'HEAD'].includes(e.tagName)
    || e.getAttribute('aria-hidden') === 'true' || (getComputedStyle(e).display !== 'contents' && !e.checkVisibility({ visibilityProperty: true }));
  /** @returns {Node[]} */
  const inside = (/** @type {Element} */ e) => {
    const root = rootOf.get(e);
    if (root) return [...root.childNodes];
    if (e.tagName === 'SLOT' && /** @type {HTMLSlotElement} */ (e).assignedNodes().length) return /** @type {HTMLSlotElement} */ (e).assignedNodes();
    return [...e.childNodes];
  };
  /** @returns {string} */
  const text = (/** @type {Node} */ node) => {
    if (node.nodeType === Node.TEXT_NODE) return node.textContent ?? '';
    if (!(node instanceof Element) || hidden(node)) return '';
    return inside(node).map(text).join(' ');
  };
  const tidy = (/** @type {string} */ s) => s.replace(/\s+/g, ' ').trim();
  const role = (/** @type {Element} */ e) => {
    const told = e.getAttribute('role')?.trim().split(/\s+/)[0];
    if (told) return told;
    const tag = e.localName;
    if (/^h[1-6]$/.test(tag)) return 'heading';
    if (tag === 'a') return e.hasAttribute('href') ? 'link' : '';
    if (tag === 'input') return INPUTS[/** @type {HTMLInputElement} */ (e).type] ?? 'textbox';
    return ROLES[tag] ?? '';
  };
  const byIds = (/** @type {Element} */ e, /** @type {string} */ attribute) => (e.getAttribute(attribute) ?? '').split(/\s+/).filter(Boolean)
    .map((id) => /** @type {Document | ShadowRoot} */ (e.getRootNode()).getElementById(id)).map((other) => tidy(other?.textContent ?? '')).filter(Boolean).join(' ');
  const name = (/** @type {Element} */ e, /** @type {string} */ as) => {
    const labels = [.../** @type {HTMLInputElement} */ (e).labels ?? []].map((label) => tidy(text(label))).join(' ');
    return byIds(e, 'aria-labelledby') || tidy(e.getAttribute('aria-label') ?? '') || tidy(e.getAttribute('alt') ?? '') || labels
      || (FROM_CONTENT.has(as) ? tidy(text(e)) : '') || tidy(e.getAttribute('title') ?? '');
  };

  /** @type {{ role: string, name: string, text: string, description: string, live: string }[]} */
  const nodes = [];
  /** @type {Element[]} */
  const elements = [];
  const visit = (/** @type {Node} */ node) => {
    if (!(node instanceof Element) || hidden(node)) return;
    const as = role(node);
    if (as && as !== 'none' && as !== 'presentation') {
      nodes.push({ role: as, name: name(node, as), text: tidy(text(node)), description: byIds(node, 'aria-describedby') || (node.getAttribute('aria-description') ?? ''), live: node.getAttribute('aria-live') ?? '' });
      elements.push(node);
    }
    inside(node).forEach(visit);
  };
  visit(document.documentElement);
  return [JSON.stringify(nodes), ...elements];
}
