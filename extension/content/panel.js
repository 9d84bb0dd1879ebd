// The panel: why the session ends then, what would give more, and how the countdown looks. Put in on a click. It asks for no permission: those are asked for in
// the popup and the options, and it says so.
'use strict';
{
  const STYLE = `
.panel{box-sizing:border-box;width:min(414px,calc(100vw - 60px));max-height:min(70vh,600px);overflow:auto;padding:14px 16px;overflow-wrap:anywhere;box-shadow:0 4px 20px #0004}
.panel h2{font-size:15px;margin:0 0 4px}.panel h3{font-size:13px;margin:12px 0 2px}.panel p{margin:4px 0}
.panel code{display:block;font:12px/1.5 ui-monospace,monospace;background:light-dark(#f3f3f7,#0f141a);border-radius:4px;padding:6px 8px;margin:4px 0;white-space:pre-wrap}
.head,.row{display:flex;gap:8px;flex-wrap:wrap;align-items:center}.head{justify-content:space-between;flex-wrap:nowrap;align-items:start}.head button{flex:none}
.panel a{color:inherit;display:inline-flex;align-items:center;min-height:24px}.panel a:focus-visible{outline:3px solid light-dark(#006ce0,#42b4ff)}.quiet{color:light-dark(#424650,#c6c6cd)}`;
  const { clockTime } = globalThis.sessionClockCountdown;
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(STYLE);

  /** @param {Element} parent @param {string} tag @param {string} [text] @param {string} [name] */
  function add(parent, tag, text = '', name = '') {
    const element = parent.appendChild(document.createElement(tag));
    element.textContent = text;
    element.className = name;
    return element;
  }

  /** A sentence of the core's, its moments written in the reader's own time. @param {{ text?: string, moment?: number }[]} pieces @param {string} lang */
  const sentence = (pieces, lang) => pieces.map((piece) => piece.text ?? clockTime(lang, Number(piece.moment))).join('');

  /** Opens the panel, or closes the one that is open. @param {Countdown} countdown @param {Show} shown @param {(message: FromContent) => Promise<any>} send */
  (globalThis.sessionClockParts ??= {}).panel = async (countdown, shown, send) => {
    const { box, bar } = countdown;
    const more = /** @type {HTMLElement} */ (bar.querySelector('button'));
    const open = box.querySelector('.panel');
    const close = () => {
      box.querySelector('.panel')?.remove();
      globalThis.sessionClockInside(countdown);
      more.ariaExpanded = 'false';
      more.focus();
    };
    if (open) return close();
    const asked = shown.view && (await send({ kind: 'details', session: shown.view.session }));
    if (!asked?.session || box.querySelector('.panel')) return;
    const { session, words, lang, folded } = asked;
    const root = /** @type {ShadowRoot} */ (box.getRootNode());
    if (!root.adoptedStyleSheets.includes(sheet)) root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
    const panel = document.createElement('div');
    panel.className = 'card panel';
    panel.setAttribute('role', 'dialog');
    panel.ariaLabel = words.PANEL_NAME;
    panel.tabIndex = -1;
    bar.before(panel);
    more.ariaExpanded = 'true';

    /** A button that does something when the user presses it: a page's script cannot. @param {Element} parent @param {string} text @param {(button: HTMLElement) => void} act */
    const button = (parent, text, act) => {
      const made = /** @type {HTMLButtonElement} */ (add(parent, 'button', text));
      made.type = 'button';
      made.addEventListener('click', (event) => event.isTrusted && act(made));
    };
    const head = add(panel, 'div', '', 'head');
    // Names that others chose: each in a direction of its own.
    const title = add(head, 'h2');
    add(title, 'bdi', session.name);
    title.append(' · ');
    add(title, 'bdi', session.account);
    button(head, words.PANEL_CLOSE, close);
    add(panel, 'p', words[`SURE_${session.view.sure.replace('-', '_').toUpperCase()}`], 'quiet');
    if (session.why.length) add(panel, 'h3', words.PANEL_WHY);
    if (session.why.length) add(panel, 'p', sentence(session.why, lang));
    if (session.advice.length) add(panel, 'h3', words.PANEL_MORE);
    for (const { pieces, command } of session.advice) {
      add(panel, 'p', sentence(pieces, lang));
      if (!command) continue;
      add(panel, 'code', command);
      button(panel, words.PANEL_COPY, async (made) => {
        await navigator.clipboard.writeText(command);
        made.textContent = words.PANEL_COPIED;
      });
    }
    if (session.again) {
      const link = /** @type {HTMLAnchorElement} */ (add(add(panel, 'p'), 'a', words.PANEL_AGAIN));
      Object.assign(link, { href: session.again, target: '_blank', rel: 'noreferrer' });
    }
    const row = add(panel, 'p', '', 'row');
    // As it is now: what the page was sent last may be older.
    button(row, folded ? words.PANEL_UNFOLD : words.PANEL_FOLD, () => send({ kind: 'folded', folded: !folded }).then(close));
    button(row, session.muted ? words.PANEL_UNMUTE : words.PANEL_MUTE, () => send({ kind: 'mute', session: session.session, muted: !session.muted }).then(close));
    button(row, words.PANEL_OFF_HOST, () => send({ kind: 'off', everywhere: false }));
    button(row, words.PANEL_OFF, () => send({ kind: 'off', everywhere: true }));
    add(panel, 'p', words.PANEL_ELSEWHERE, 'quiet');
    panel.addEventListener('keydown', (event) => event.key === 'Escape' && close());
    globalThis.sessionClockInside(countdown);
    panel.focus();
  };
}
