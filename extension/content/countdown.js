// The countdown, built into a given root: one button. It ticks what it was sent: always `end − now`.
'use strict';
/** @typedef {import('../messages.js').Show} Show */
/** @typedef {import('../messages.js').FromContent} FromContent */
/** @typedef {import('../messages.js').Look} Look */
/** @typedef {BuiltCountdown} Countdown */
{
  // Never frozen: each tick but the first restarts the animation, and a countdown that does not tick goes away. All of its 40 seconds are its delay: Chromium draws a frame 60 times
  // a second while an animation runs, though nothing moves, and none while one waits. Firefox does in both cases, so there alive.css stands for it.
  // Dark in both modes, as AWS's own bar. Its colours are those of pages/tokens.css.
  const STYLE = `
:host{all:initial;direction:ltr;position:fixed;z-index:2147483647;font:14px/20px system-ui,"Noto Sans JP","Hiragino Sans","Yu Gothic UI",sans-serif}
:host(.a){animation:a 1ms 40s step-end forwards}
:host(.b){animation:b 1ms 40s step-end forwards}
@keyframes a{to{visibility:hidden}}
@keyframes b{to{visibility:hidden}}
@supports(-moz-appearance:none){:host{animation:none!important;visibility:hidden}}
@media print{:host{display:none}}
.pill{--ring:#6cb2ff;--gone:#3a4553;box-sizing:border-box;display:flex;align-items:center;gap:8px;min-height:32px;padding:4px 14px 4px 10px;border:1px solid #8c95a1;border-radius:999px;background:#161d26;color:#fff;font:inherit;font-variant-numeric:tabular-nums;white-space:nowrap;box-shadow:0 1px 4px #0006;cursor:pointer;touch-action:none;user-select:none}
.seen{font-weight:600}.seen span{font-weight:400}
.ring{box-sizing:border-box;flex:none;width:16px;height:16px;border-radius:50%;background:conic-gradient(var(--gone) var(--turn,0turn),var(--ring) 0);mask:radial-gradient(closest-side,#0000 58%,#000 62%)}
.end{display:none}
@media(forced-colors:active){.pill{border-color:ButtonText!important}.pill .ring{forced-color-adjust:none;--ring:ButtonText;--gone:ButtonFace}}`;

  // What a countdown needs that is not calm or that somebody comes to. Most pages never read it.
  const SELDOM = `
.pill:hover{background:#1f2833}
.pill:focus-visible{outline:2px solid #6cb2ff;outline-offset:2px;box-shadow:0 0 0 6px #161d26}
.amber,.amber:hover{background:#f2b32c;color:#231700;border-color:#f2b32c}
.red,.red:hover{background:#d3201f;color:#fff;border-color:#ff8f8f}
.amber,.red{--ring:currentcolor;--gone:#0003}
.over{color:#ff8f8f;--ring:currentcolor}.over .ring{--gone:var(--ring)}
.unknown .ring,.overdue .ring{background:repeating-conic-gradient(#8c95a1 0 7%,#0000 0 12.5%);mask-image:radial-gradient(closest-side,#0000 70%,#000 74%)}
.end,.pill svg{color:#aab3bf}:is(.amber,.red) :is(.end,svg){color:inherit}
.running:hover .end,.running:focus-visible .end{display:inline}
.pill svg{width:16px;height:16px;fill:none;stroke:currentcolor;stroke-width:2}
.folded{position:relative;justify-content:center;width:44px;height:44px;padding:0;font-size:11px;letter-spacing:-.5px}
.folded .ring{position:absolute;inset:1px;width:auto;height:auto;mask:radial-gradient(closest-side,#0000 88%,#000 90%)}
.folded :is(.end,svg){display:none!important}`;

  const { told, urgency } = globalThis.sessionClockTime;

  /**
   * Builds the countdown into the root of an element.
   * @param {ShadowRoot} root @param {HTMLElement} host @param {ToBackground} send
   */
  function build(root, host, send) {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(STYLE);
    root.adoptedStyleSheets = [sheet];
    let whole = false;
    function styleAll() {
      if (whole) return;
      whole = true;
      sheet.replaceSync(STYLE + SELDOM);
    }
    const add = (/** @type {Node} */ parent, /** @type {string} */ tag, /** @type {string} */ name) => Object.assign(parent.appendChild(document.createElement(tag)), { className: name });
    const box = add(root, 'div', 'box');
    const pill = add(box, 'button', 'pill');
    const ring = add(pill, 'span', 'ring');
    const seen = add(pill, 'span', 'seen');
    const end = add(pill, 'span', 'end');
    Object.assign(pill, { type: 'button', ariaHasPopup: 'dialog', ariaExpanded: 'false' });

    // A page's script cannot click for the user.
    pill.addEventListener('click', (event) => event.isTrusted && send({ kind: 'put-in', part: 'panel' }));
    let met = false;
    /** Whichever comes first. No mouse event: a finger that drags makes none. */
    function meet() {
      if (met) return;
      met = true;
      styleAll();
      send({ kind: 'put-in', part: 'move' });
    }
    // `onpointerenter` and `onfocus` would cost a page twice as much.
    pill.addEventListener('pointerenter', meet);
    pill.addEventListener('focus', meet);
    /** @type {AbortController | undefined} */ let gone;

    /** Where the user has just put it. Until that is what the background says, too, what it says is older. @type {string | undefined} */
    let put;

    /** Where the user dragged it, never out of the window, else at its place. Never by a transform: cards stand in this element by the window. @param {Pick<Look, 'position' | 'place'>} look @param {boolean} [own] */
    function place({ position, place }, own = false) {
      const told = JSON.stringify(position);
      if (!own && put !== undefined && put !== told) return;
      put = own ? told : undefined;
      const at = (/** @type {string} */ side, /** @type {string} */ far) => (!position && place.includes(side) ? far : '');
      const [top, left, bottom, right] = [at('top', '56px'), at('left', '16px'), at('bottom', '48px'), at('right', '16px')];
      host.style.inset = [
        top || (bottom || position ? '' : `calc(50vh - ${pill.offsetHeight / 2}px)`),
        position ? `max(0px, min(${position.right}px, 100vw - ${pill.offsetWidth}px))` : right,
        position ? `max(0px, min(${position.bottom}px, 100vh - ${pill.offsetHeight}px))` : bottom,
        left || (right || position ? '' : `calc(50vw - ${pill.offsetWidth / 2}px)`),
      ].map((side) => side || 'auto').join(' ');
    }

    /** Bold is the rule: in a new process a second weight is a second font to be looked for. @param {string} before @param {string} bold @param {string} [after] */
    function write(before, bold, after = '') {
      seen.textContent = bold;
      if (before) seen.prepend(Object.assign(document.createElement('span'), { textContent: before }));
      if (after) add(seen, 'span', '').textContent = after;
    }

    let last = '';
    let ticks = 0;
    return {
      /** What it ticks, for parts that stand beside it. @type {Show | undefined} */
      shown: undefined,
      /** @param {Show} shown @param {number} now */
      tick(shown, now) {
        this.shown = shown;
        const { view, lang, look, badge } = shown;
        host.className = ['', 'a', 'b'][ticks];
        ticks = ticks === 1 ? 2 : 1;
        if (!view) return;
        const { state, seen: template, left, end: ends, name } = told(shown, now);
        pill.className = `pill ${state} ${urgency(view, now, look.leads)}${look.folded ? ' folded' : ''}`;
        if (view.muted || pill.className !== 'pill running calm') styleAll();
        // Of several ends the ring shows the one that is counted down to.
        if (view.end !== null) ring.style.setProperty('--turn', `${Math.min(1, Math.max(0, (now - view.since.at) / Math.max(1, view.end - view.since.at)))}turn`);
        const all = name + look.folded + look.show + badge;
        if (all === last) return;
        last = all;
        box.lang = lang;
        const [before, after] = template.split('{0}');
        if (look.folded) write('', badge);
        else if (state !== 'running') write('', template);
        else if (look.show === 'end') write('', ends);
        else write(before, left, after + (look.show === 'both' ? ` · ${ends}` : ''));
        end.textContent = look.show === 'remaining' ? ends : '';
        pill.ariaLabel = name;
      },
      /** Takes it away, with all that its parts listen for in the page. */
      remove() {
        gone?.abort();
        host.remove();
      },
      /** Made when a part wants it: most pages have none. */
      get signal() { return (gone ??= new AbortController()).signal; },
      place, host, box, pill,
    };
  }

  globalThis.sessionClockCountdown = { build };
}
