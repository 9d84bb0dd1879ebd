// The panel: how long, why the session ends then, and how to get longer. Put in on a press. It asks for no permission: it opens the options where those are asked for.
'use strict';
{
  // Head and foot stay while the body scrolls, and fades where there is more of it below. Where there is no room even for that, all of it scrolls but the foot.
  const STYLE = `
.panel{width:360px;display:flex;flex-direction:column;outline:0}
.panel>*{flex:none;padding:0 16px}
.panel .top{display:grid;grid-template-columns:10px minmax(0,1fr) auto;gap:0 8px;padding-top:14px;align-items:start}
.panel .top h2{display:flex;flex-wrap:wrap;gap:0 8px;align-items:baseline;font-size:16px}.panel .number{font-size:14px;color:var(--soft);font-weight:400;font-variant-numeric:tabular-nums}
.panel .large{display:flex;flex-wrap:wrap;align-items:baseline;gap:0 12px;padding-top:10px;--size-digits:32px;--size-unit:16px;color:var(--soft);font-size:16px;line-height:38px}
.panel .sure{line-height:17px;margin-inline-start:auto}
.panel .said{font-size:20px;font-weight:700;color:var(--text)}
.panel .line{padding-block:6px}
.panel .ends{display:flex;flex-wrap:wrap;justify-content:space-between;gap:0 12px;padding-bottom:12px;font-variant-numeric:tabular-nums}
.panel .body{flex:0 1 auto;overflow:auto;min-height:64px;border-top:1px solid var(--line);padding-block:12px 0;display:flex;flex-direction:column;gap:10px}
.panel .body>*{flex:none}
.panel .body::after{content:"";position:sticky;bottom:0;flex:none;height:20px;margin-top:-10px;background:linear-gradient(transparent,var(--bg));pointer-events:none}
.panel ol{margin:0;padding-inline-start:20px;display:flex;flex-direction:column;gap:8px}
.panel .code{display:flex;gap:8px;align-items:center;background:var(--raised);border:1px solid var(--line);border-radius:8px;padding:6px 8px;margin-top:6px}
.panel pre{flex:1;min-width:0;margin:0;font:12px/17px ui-monospace,"SFMono-Regular",Consolas,monospace;white-space:pre-wrap;overflow-wrap:anywhere}
.panel .foot{position:sticky;bottom:0;background:var(--bg);border-top:1px solid var(--line);padding:8px 10px;display:flex;flex-wrap:wrap;gap:2px;align-items:center}
.panel .foot>.link{padding-inline:6px}
.panel .foot>:nth-last-child(2){margin-inline-start:auto}
@media(forced-colors:active){.panel .body::after{background:none}}
@media(max-width:360px){.panel .foot{gap:0;padding-inline:8px}.panel .foot>.link{gap:2px;padding-inline:4px}}
.panel .hide{flex:1 0 100%;padding:4px 6px}.panel .hide[hidden]{display:none}.panel .hide button{padding-inline:0;margin-inline-end:16px}`;
  const { say, urgency, state } = globalThis.sessionClockTime;
  const { make, change, upper, written, commanded, remaining, endByClock, began, mark, draw } = globalThis.sessionClockEnd;
  const cards = globalThis.sessionClockCards;
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(STYLE);

  /** What of a panel scrolls. @param {Element | null} panel */
  const scrolling = (panel) => (panel ? [panel, ...panel.querySelectorAll('.body')] : []);

  /** What a panel is built of, but for what ticks. @param {Show} shown */
  const facts = ({ view, who, lang }) => JSON.stringify([lang, who, view?.session, view?.phase, view?.end, view?.bound, view?.sure, view?.muted]);

  /** Opens the panel, or closes the one that is open. @param {Countdown} countdown @param {Show} shown @param {(message: FromContent) => Promise<any>} send */
  (globalThis.sessionClockParts ??= {}).panel = (countdown, shown, send) => open(countdown, shown, send, null);

  /** @param {Countdown} countdown @param {Show} shown @param {(message: FromContent) => Promise<any>} send @param {Element | null} old in whose place it comes */
  async function open(countdown, shown, send, old) {
    const { box, pill } = countdown;
    const stands = () => box.querySelector('.panel');
    const close = () => {
      cards.discard(countdown, stands());
      pill.ariaExpanded = 'false';
      pill.focus();
    };
    if (stands() && !old) return close();
    const asked = shown.view && (await send({ kind: 'details', session: shown.view.session }));
    if (stands() !== old) return;
    const { who } = shown;
    if (!asked?.session || !who) return void (old && close());
    const { session, words, lang, folded, locked, cookies, service } = asked;
    const how = { words, lang };
    const { activeElement } = /** @type {ShadowRoot} */ (box.getRootNode());
    const focused = !old || old.contains(activeElement);
    // As the reader left them: how far it is scrolled, which button has the focus, and whether the ways to hide stand open.
    const before = { scrolled: scrolling(old).map(({ scrollTop }) => scrollTop), button: old && activeElement?.textContent, hide: /** @type {HTMLElement | null | undefined} */ (old?.querySelector('.hide')) };
    old?.remove();
    const panel = cards.card(countdown, 'panel', 'dialog', sheet, close);
    panel.tabIndex = -1;
    panel.ariaLabel = say(words.WHO, who.account, who.who);
    pill.ariaExpanded = 'true';

    const top = panel.appendChild(make('div', 'top', make('span', `square ${who.colour}`),
      make('div', '', make('h2', '', make('bdi', '', who.account), ...(who.number && who.number !== who.account ? [' ', make('span', 'number', who.number)] : [])), make('p', 'soft', make('bdi', '', upper(session.from ? say(words.FROM, who.who, session.from) : who.who))))));
    cards.closer(top, words.CLOSE, close);
    // Paragraphs: a screen reader that says the panel in one go runs other elements of a line together.
    const left = make('p', 'left');
    panel.append(make('div', 'large', left, make('p', 'sure', mark(how, session))));
    const line = make('span', 'bar');
    panel.append(make('div', 'line', line));
    const end = make('p', '');
    panel.append(make('div', 'ends small', make('p', '', began(how, session, Date.now() / 1000)), end));

    const body = panel.appendChild(make('div', 'body'));
    const part = (/** @type {string} */ title, /** @type {(Node | string)[]} */ ...content) => body.append(make('div', '', make('h3', '', title), ...content));
    const over = state(session.view, Date.now() / 1000) === 'over';
    if (session.why.length) part(words[session.view.sure === 'unknown' ? 'WHY_UNKNOWN' : 'WHY_THEN'], make('p', '', ...written(how, session.why)));
    /** @type {{ kind: string, pieces: import('../messages.js').Piece[], command: string | null }[]} */
    const advice = over ? [] : session.advice;
    // What needs the options, where it is asked for or entered, has a button of its own instead of a sentence.
    const exact = advice.find(({ kind }) => kind === 'allow-exact');
    const unset = advice.filter(({ kind }) => kind.startsWith('set-'));
    const said = advice.filter((one) => one !== exact && !unset.includes(one)).map(({ kind, pieces, command }) => {
      if (!command) return make('div', '', ...written(how, pieces));
      const code = make('div', 'code', Object.assign(make('pre', '', ...commanded(command)), { lang: 'en', id: kind }));
      cards.button(code, words.PANEL_COPY, '', cards.copying(command, words)).setAttribute('aria-describedby', kind);
      return make('div', '', make('span', '', ...written(how, pieces)), code);
    });
    if (said.length === 1) part(words.MORE_TIME, said[0]);
    else if (said.length > 1) part(words.MORE_TIME, make('ol', '', ...said.map((one) => make('li', '', one))));
    const row = make('div', 'row');
    const toOptions = (/** @type {string} */ label, /** @type {string} */ shape, /** @type {string} */ section) => cards.button(row, words[label], shape, () => send({ kind: 'open-options', section }));
    if (exact && !cookies) toOptions('SHOW_EXACT', 'primary', 'section-exact');
    if (unset.length > 0) toOptions('KNOW_LENGTH', '', 'section-know');
    if (row.firstChild) body.append(row);
    if (exact && !cookies) body.append(make('p', 'small', ...written(how, exact.pieces)));
    if (over) cards.after(body, shown);

    const foot = panel.appendChild(make('div', 'foot'));
    if (!over) cards.button(foot, words[session.muted ? 'WARN_AGAIN' : 'MUTE'], 'link', () => send({ kind: 'mute', session: session.session, muted: !session.muted }).then(close));
    // What an organisation has locked is not offered. As it is now: what the page was sent last may be older.
    const free = (/** @type {string} */ option) => !locked.includes(option);
    if (free('folded')) cards.button(foot, words[folded ? 'PANEL_UNFOLD' : 'PANEL_FOLD'], 'link', () => send({ kind: 'folded', folded: !folded }).then(close));
    const hide = make('div', 'hide');
    hide.hidden = before.hide?.hidden ?? true;
    if (service && free('off_services')) cards.button(hide, say(words.PANEL_OFF_SERVICE, service), 'link', () => send({ kind: 'off', everywhere: false }));
    if (free('off')) cards.button(hide, words.OFF_EVERYWHERE, 'link', () => send({ kind: 'off', everywhere: true }));
    if (hide.hasChildNodes()) {
      const hiding = cards.button(foot, words.PANEL_HIDE, 'link', (made) => {
        hide.hidden = !hide.hidden;
        made.ariaExpanded = String(!hide.hidden);
        cards.arrange(countdown);
      });
      hiding.ariaExpanded = String(!hide.hidden);
      hiding.append(globalThis.sessionClockIcon('chevron'));
      hide.append(make('p', 'small', words.HIDE_WHAT));
    }
    cards.button(foot, words.OPEN_OPTIONS, 'link', () => send({ kind: 'open-options', section: '' }));
    foot.append(hide);

    const tick = () => {
      if (!panel.isConnected) return;
      const latest = countdown.shown;
      if (latest && facts(latest) !== facts(shown)) return void open(countdown, latest, send, panel);
      const now = Date.now() / 1000;
      change(left, ...remaining(how, session, now));
      change(end, endByClock(how, session, now));
      draw(line, session, now);
      panel.className = `card panel ${urgency(session.view, now, shown.look.leads)}`;
      setTimeout(tick, 1000);
    };
    tick();
    cards.arrange(countdown);
    for (const [at, one] of scrolling(panel).entries()) one.scrollTop = before.scrolled[at] ?? 0;
    if (focused) ([...panel.querySelectorAll('button')].find(({ textContent }) => textContent === before.button) ?? panel).focus({ preventScroll: true });
  }
}
