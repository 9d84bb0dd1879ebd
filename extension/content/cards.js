// What notice, end and panel have in common: their look, their place in the window, whose session it is, and the keys that are pressed in them. Put in with either.
'use strict';
{
  const [GAP, EDGE, LEAST] = [8, 8, 100];
  // The tokens of pages/tokens.css, since a content script can load no file.
  const STYLE = `
.card{--bg:light-dark(#fff,#161d26);--raised:light-dark(#f5f6f8,#1f2833);--line:light-dark(#d5d9e0,#3a4553);--edge:light-dark(#7b8491,#7f8a98);--track:light-dark(#dfe3e9,#3a4553);--text:light-dark(#16191f,#eef0f3);--soft:light-dark(#545b66,#aab3bf);--calm:light-dark(#0b66c3,#6cb2ff);--on-calm:light-dark(#fff,#0c1520);--amber:light-dark(#8a5a00,#ffc857);--amber-bar:light-dark(#b87400,#f2b32c);--red:light-dark(#c21414,#ff8f8f);--red-bar:light-dark(#d3201f,#ff6b6b);--ok:light-dark(#1d7a3e,#6fd08c);--size-small:12px;
position:fixed;box-sizing:border-box;max-width:calc(100vw - 16px);overflow:auto;overflow-wrap:anywhere;word-break:auto-phrase;text-wrap:pretty;background:var(--bg);color:var(--text);border:1px solid var(--line);border-radius:12px;box-shadow:0 4px 20px #0004;animation:in .15s}
@keyframes in{from{opacity:0}}
@media(prefers-reduced-motion:reduce){.card{animation:none}}
.card:empty{opacity:0;pointer-events:none}
.card :is(p,h2,h3){margin:0}
.card :is(h2,h3){font-size:inherit}
.card :is(h2,h3,b){font-weight:650}
.card .square{margin-top:5px}
.row{display:flex;flex-wrap:wrap;gap:8px;align-items:center}
.who{display:grid;grid-template-columns:10px minmax(0,1fr);gap:8px}.who div{display:flex;flex-wrap:wrap;gap:0 8px}.who b{font-weight:600}
.icon{width:16px;height:16px;flex:none;fill:none;stroke:currentcolor;stroke-width:2;stroke-linecap:round;stroke-linejoin:round}
.soft,.small{color:var(--soft)}.small{font-size:12px;line-height:17px}
.card :is(button,a){font:inherit;font-weight:600;box-sizing:border-box;display:inline-flex;align-items:center;justify-content:center;gap:6px;min-height:32px;min-width:32px;padding:4px 12px;border:1px solid var(--edge);border-radius:8px;background:var(--bg);color:var(--text);text-decoration:none;cursor:pointer;max-width:100%}
.card :is(button,a):hover{background:var(--raised)}
.card .primary.primary{background:var(--calm);border-color:var(--calm);color:var(--on-calm)}.primary:hover{filter:brightness(.9)}
.card :is(.link,.close){border-color:transparent;background:none}
.card .link{color:var(--calm);padding:4px 8px}
.card button.close{flex:none;color:var(--soft);padding:0;margin-block:-6px;margin-inline-end:-10px}
.card :focus-visible{outline:2px solid var(--calm);outline-offset:2px}
@media(forced-colors:active){.card,.card :is(button,a){border-color:CanvasText!important}}`;

  const { STYLE: END, make, upper } = globalThis.sessionClockEnd;
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(STYLE + END);

  /** @param {Countdown} countdown */
  const cardsOf = ({ box }) => /** @type {HTMLElement[]} */ ([...box.querySelectorAll('.card')]);

  /** Keeps what stands inside the window, wherever the countdown is: a notice in its place, the panel above it where there is room, else below. @param {Countdown} countdown */
  function arrange(countdown) {
    const pill = countdown.pill.getBoundingClientRect();
    for (const card of cardsOf(countdown)) {
      const { style } = card;
      const instead = card.classList.contains('notice');
      style.maxHeight = `${innerHeight - 2 * EDGE}px`;
      const below = innerHeight - pill.bottom > pill.top && !instead;
      if (!instead) style.maxHeight = `${Math.max(LEAST, (below ? innerHeight - pill.bottom : pill.top) - GAP - EDGE)}px`;
      const { offsetWidth: width, offsetHeight: height } = card;
      const left = pill.left + pill.right > innerWidth ? pill.right - width : pill.left;
      const top = instead ? (pill.top + pill.bottom > innerHeight ? pill.bottom - height : pill.top) : below ? pill.bottom + GAP : pill.top - GAP - height;
      style.left = `${Math.max(EDGE, Math.min(left, innerWidth - EDGE - width))}px`;
      style.top = `${Math.max(EDGE, Math.min(top, innerHeight - EDGE - height))}px`;
    }
    // The notice has the countdown's place, unless the panel was opened from it.
    const [notice, panel] = ['.notice', '.panel'].map((kind) => countdown.box.querySelector(kind));
    countdown.pill.style.visibility = notice && !panel ? 'hidden' : '';
    if (notice) /** @type {HTMLElement} */ (notice).style.visibility = panel ? 'hidden' : '';
  }

  /** Light or dark as the page behind it: the console's mode need not be the system's. */
  function scheme() {
    for (const element of [document.body, document.documentElement]) {
      const [r, g, b, a = 1] = getComputedStyle(element).backgroundColor.match(/[\d.]+/g)?.map(Number) ?? [];
      if (a > 0 && b !== undefined) return r * 0.299 + g * 0.587 + b * 0.114 < 128 ? 'dark' : 'light';
    }
    return 'light';
  }

  /** Puts an empty card in. @param {Countdown} countdown @param {string} name @param {string} role @param {CSSStyleSheet} own its look, beyond that of all cards @param {() => void} escape */
  function card(countdown, name, role, own, escape) {
    const { box, host } = countdown;
    const root = /** @type {ShadowRoot} */ (box.getRootNode());
    const sheets = new Set(root.adoptedStyleSheets);
    if (!sheets.has(sheet)) listen(countdown);
    root.adoptedStyleSheets = [...sheets.add(sheet).add(own)];
    box.style.colorScheme = scheme();
    // On the card itself: this file is put in with each part, and the first of them hears the keys of all.
    const made = Object.assign(make('div', `card ${name}`), { escape });
    made.setAttribute('role', role);
    box.append(made);
    host.popover = 'manual';
    raise(countdown);
    return made;
  }

  /** What of the page was in the top layer when a host came there. @type {WeakMap<Element, number>} */
  const above = new WeakMap();

  /** In the top layer a card is seen above the page's dialogs and in full screen; put there again, it comes before what the page has put there since. @param {Countdown} countdown */
  function raise({ host }) {
    const of = document.querySelectorAll(':modal,:fullscreen').length;
    const stands = host.matches(':popover-open');
    if (!host.isConnected || !host.popover || (stands && (above.get(host) ?? 0) >= of)) return void above.set(host, of);
    above.set(host, of);
    if (stands) host.hidePopover();
    host.showPopover();
  }

  /** Takes a card out again. A keyboard that was in it goes on at the countdown, and is not thrown back to the top of the page. @param {Countdown} countdown @param {Element | null | undefined} card */
  function discard(countdown, card) {
    const within = card?.querySelector(':focus-visible');
    card?.remove();
    if (cardsOf(countdown).length === 0) countdown.host.popover = null;
    arrange(countdown);
    if (within) countdown.pill.focus();
  }

  /** A button that does something when the user presses it: a page's script cannot. @param {Element} parent @param {string} text @param {string} shape @param {(button: HTMLElement) => unknown} act */
  function button(parent, text, shape, act) {
    const made = /** @type {HTMLButtonElement} */ (parent.appendChild(make('button', shape, text)));
    made.type = 'button';
    made.addEventListener('click', (event) => event.isTrusted && act(made));
    return made;
  }

  /** Closes a card: a cross on the line of the name, whose target is higher than that line. @param {Element} parent @param {string} name @param {() => void} act */
  function closer(parent, name, act) {
    const made = button(parent, '', 'close', act);
    made.append(globalThis.sessionClockIcon('close'));
    made.ariaLabel = name;
  }

  /** Whose session it is: the account's square and name, then who. Names that others chose have a direction of their own. @param {import('../messages.js').Who} who */
  const whose = ({ account, colour, who }) => make('div', 'who', make('span', `square ${colour}`), make('div', '', make('b', '', make('bdi', '', account)), make('span', 'soft', make('bdi', '', upper(who)))));

  /** Copies a text, and says on the button whether it could, which keeps its width: nothing beside it moves. @param {string} text @param {Record<string, string>} said */
  const copying = (text, said) => async (/** @type {HTMLElement} */ made) => {
    made.style.minWidth = `${made.offsetWidth}px`;
    made.textContent = await navigator.clipboard.writeText(text).then(() => said.COPIED, () => said.COPY_FAILED);
  };

  /** The page's own address, for after the end. */
  const address = () => globalThis.sessionClockAddress.kept(location.href);

  /** What to do now that a session is over: the page is still here, the way back by which the user came, its address. @param {Element} card @param {Show} shown */
  function after(card, { view, words, who }) {
    card.append(make('p', '', words.STILL_HERE));
    const acts = card.appendChild(make('div', 'row'));
    const back = view?.back ?? { kind: /** @type {const} */ ('outside'), link: null };
    const { href, toPage } = globalThis.sessionClockAddress.back(back, address());
    // A portal that leads no further than its own first page is a door like any other.
    const key = back.kind === 'portal' && !toPage ? 'BROKER' : back.kind.replace('-', '_').toUpperCase();
    const gap = key === 'BROKER' && href ? new URL(href).hostname : who?.name ?? '';
    const { say } = globalThis.sessionClockTime;
    if (href) {
      acts.append(Object.assign(make('a', 'primary', say(words[`BACK_${key}`], gap), globalThis.sessionClockIcon('outside')), { href, target: '_blank', rel: 'noreferrer' }));
    }
    button(acts, words.COPY_ADDRESS, href ? '' : 'primary', copying(address(), words));
    card.append(make('p', 'small', say(words[href ? `BACK_${key}_WHAT` : 'BACK_OUTSIDE_WHAT'], gap)));
  }

  /** Listens for keys while the focus is in a card. Nothing pressed there reaches the page: its shortcuts would act upon it. @param {Countdown} countdown */
  function listen(countdown) {
    const { host, box, signal } = countdown;
    const root = /** @type {ShadowRoot} */ (box.getRootNode());
    const keys = (/** @type {KeyboardEvent} */ event) => {
      // Where a screen reader reads a text, nothing has the focus: the panel is then closed all the same.
      const nowhere = event.key === 'Escape' && event.target === document.body ? box.querySelector('.panel') : null;
      const card = /** @type {any} */ (event.target === host ? root.activeElement?.closest('.card') : nowhere);
      if (!card) return;
      event.stopImmediatePropagation();
      if (event.type !== 'keydown') return;
      if (event.key === 'Escape') card.escape();
      if (event.key !== 'Tab' || card.getAttribute('role') !== 'dialog') return;
      const inside = [...card.querySelectorAll('button,a')].filter((element) => element.checkVisibility());
      const [first, last] = [inside[0], inside.at(-1)];
      const at = root.activeElement;
      if (event.shiftKey ? at !== first && at !== card : at !== last) return;
      event.preventDefault();
      /** @type {HTMLElement | undefined} */ (event.shiftKey ? last : first)?.focus();
    };
    for (const kind of /** @type {const} */ (['keydown', 'keypress', 'keyup'])) addEventListener(kind, keys, { capture: true, signal });
    addEventListener('resize', () => arrange(countdown), { signal });
  }

  globalThis.sessionClockCards = { card, arrange, discard, raise, button, closer, whose, copying, address, after };
}
