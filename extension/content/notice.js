// The notice on the page, and what stands there at the end. Put in when there is one. It is spoken once: it stands as it was said until the next one, or until it is answered.
'use strict';
{
  // As wide as its buttons need beside one another, in whatever font and language; all else in it takes the width that there is.
  const STYLE = `
.notice{display:grid;grid-template-columns:72px minmax(0,1fr);width:max-content;min-width:min(440px,100vw - 16px);max-width:min(560px,100vw - 16px)}
.text>:not(.row){contain:inline-size}
.tile{display:flex;flex-direction:column;align-items:center;padding:14px 4px;text-align:center;font-size:12px;font-weight:600;line-height:16px;border:0 solid transparent;border-inline-end-width:1px}
.notice.amber>.tile{background:#f2b32c;color:#231700}.notice.red>.tile{background:#d3201f;color:#fff}.after>.tile{background:var(--raised);color:var(--soft);border-color:var(--line);gap:6px}
.notice .tile .digits{display:flex;flex-direction:column;align-items:center;color:inherit;white-space:normal;--size-digits:30px;--size-unit:13px}
.tile .ring{width:28px;height:28px;border-radius:50%;border:4px solid var(--red-bar);box-sizing:border-box}
.text{display:flex;flex-direction:column;gap:4px;padding:12px 16px 14px;min-width:0}
.notice .text h2{font-size:16px;line-height:21px;text-wrap:balance}.text .row,.text .row+.small,.text p+p{margin-top:6px}.text .row .link{margin-inline:auto -8px}
.beside{display:flex;flex-direction:column;margin-inline:-8px}.beside .who{flex:1}.card .beside button{align-items:start;gap:12px;border:0;padding:6px 8px;font-weight:400;text-align:start}
.head{display:flex;justify-content:space-between;gap:8px;align-items:start}
@media(max-width:340px){.notice{grid-template-columns:minmax(0,1fr)!important}.tile{flex-direction:row;flex-wrap:wrap;justify-content:center;align-items:baseline;gap:4px;padding:6px 4px 2px;border-width:0 0 1px}.text .row .primary{flex:1 0 100%}.text .row .link{margin-inline:0 auto}.notice .tile .digits{flex-direction:row;gap:4px;align-items:baseline}.tile .ring{align-self:center;width:16px;height:16px;border-width:3px}}`;
  const { say, short, clock, state, urgency } = globalThis.sessionClockTime;
  const { nearest, written: said } = globalThis.sessionClockSpoken;
  const { make, change, sayNodes, written, remaining } = globalThis.sessionClockEnd;
  const cards = globalThis.sessionClockCards;
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(STYLE);
  /** What stands in each countdown, by its box. @type {WeakMap<Element, { key: string, names: string, card: HTMLElement, tick: (shown: Show) => void }>} */
  const standing = new WeakMap();

  /** Where a screen reader is told: what can wait, and what cannot. It stands there before there is anything to say (docs/screen-reader.md). @param {Element} box @param {'polite' | 'assertive'} live */
  function region(box, live) {
    const stands = box.querySelector(`[aria-live=${live}]`);
    if (stands) return stands;
    const made = box.appendChild(make('p', 'unseen'));
    made.setAttribute('role', 'status');
    made.setAttribute('aria-live', live);
    return made;
  }

  /** Browsers tell screen readers of a change some frames later, and tell no page when they have. */
  const KNOWN_AFTER = 200;

  /** What a screen reader says, once: which session, how long, when, what to do. @param {Show} shown @param {number} now */
  function spoken(shown, now) {
    const { view, who, warning, words, lang, beside } = shown;
    if (!view?.notice || !who || !warning) return '';
    const whom = say(words.WHO, who.account, who.who);
    if (beside.length > 0) return say(words.SPOKEN_MANY, say(words.NOTICE_MANY, beside.length + 1), say(words.NOTICE_MANY_FROM, clock(lang, first(shown))), words.DO_MANY);
    // Only what is certain is said with its figure.
    if (view.notice.lead === 0) return say(words.SPOKEN_ENDED, whom, said(lang, warning.title), said(lang, warning.what), words.STILL_HERE);
    if (view.bound) return say(words.SPOKEN_OTHER, whom, said(lang, warning.title), said(lang, warning.what));
    return say(words.SPOKEN, whom, nearest(words, view.notice.end - now), clock(lang, view.notice.end), said(lang, warning.what));
  }

  /** The first end of all that are warned of at once. @param {Show} shown */
  const first = ({ view, beside }) => Math.min(view?.notice?.end ?? Infinity, ...beside.map(({ end }) => end));

  /** A tone: off unless the user wants it. A page that the user has not touched yet may make none. */
  function sound() {
    const context = new AudioContext();
    const [tone, volume] = [context.createOscillator(), context.createGain()];
    tone.connect(volume).connect(context.destination);
    tone.frequency.value = 660;
    volume.gain.setValueAtTime(0.15, context.currentTime);
    volume.gain.exponentialRampToValueAtTime(0.001, context.currentTime + 0.6);
    tone.start();
    tone.stop(context.currentTime + 0.6);
    tone.onended = () => context.close();
  }

  /** Fills an empty card: before the end. @param {HTMLElement} card @param {Show} shown @param {(message: FromContent) => Promise<any>} send @param {() => void} answer @returns {(shown: Show) => void} what ticks */
  function before(card, shown, send, answer) {
    const { view, who, warning, words, lang, beside } = shown;
    if (!view?.notice || !who || !warning) return () => undefined;
    const { session, notice, lead } = view;
    const tile = card.appendChild(make('div', 'tile'));
    tile.ariaHidden = 'true';
    const body = card.appendChild(make('div', 'text'));
    if (beside.length > 0) {
      const at = (/** @type {number} */ moment) => written({ words, lang }, [{ moment }]);
      body.append(make('b', '', say(words.NOTICE_MANY, beside.length + 1)), make('h2', '', ...sayNodes(words.NOTICE_MANY_FROM, ...at(first(shown)))));
      const list = body.appendChild(make('div', 'beside'));
      for (const one of [{ session, who, end: notice.end }, ...beside].sort((a, b) => a.end - b.end)) {
        cards.button(list, '', '', () => send({ kind: 'go', session: one.session })).append(cards.whose(one.who), make('span', 'soft', ...at(one.end)));
      }
      body.append(make('p', '', words.DO_MANY));
    } else {
      body.append(cards.whose(who), make('h2', '', ...written({ words, lang }, warning.title)), make('p', '', ...written({ words, lang }, warning.what)));
    }
    const acts = body.appendChild(make('div', 'row'));
    cards.button(acts, lead === null ? words.DISMISS : say(words.REMIND, short(words, lead)), 'primary', answer);
    const open = () => {
      answer();
      send({ kind: 'put-in', part: 'panel' });
    };
    if (beside.length === 0) {
      if (warning.last) cards.button(acts, words.COPY_ADDRESS, '', cards.copying(cards.address(), words));
      else if (view.bound === 'about') cards.button(acts, words.SHOW_EXACT, '', () => send({ kind: 'open-options', section: 'section-exact' }));
      else cards.button(acts, view.bound ? words.WHY_THEN : words.GET_LONGER, '', open);
    }
    if (!warning.last) {
      cards.button(acts, beside.length > 0 ? words.MUTE_ALL : words.MUTE, 'link', () => {
        for (const id of [session, ...beside.map((one) => one.session)]) send({ kind: 'mute', session: id, muted: true });
      });
    }
    return (now) => {
      const at = Date.now() / 1000;
      const running = now.view && state(now.view, at) === 'running' ? /** @type {any} */ (now) : null;
      card.className = `card notice ${now.view ? urgency(now.view, at, now.look.leads) : ''}`;
      if (running) change(tile, ...remaining(now, running, at, true));
    };
  }

  /** Fills an empty card: what ended, why, and the way back in. @param {HTMLElement} card @param {Show} shown @param {() => void} answer */
  function ended(card, shown, answer) {
    const { who, warning, words, lang } = shown;
    if (!who || !warning) return;
    card.classList.add('after');
    const tile = card.appendChild(make('div', 'tile', make('span', 'ring'), make('span', 'small', words.OVER)));
    tile.ariaHidden = 'true';
    const body = card.appendChild(make('div', 'text'));
    const head = body.appendChild(make('div', 'head', cards.whose(who)));
    cards.closer(head, words.CLOSE, answer);
    body.append(make('h2', '', ...written({ words, lang }, warning.title)), make('p', '', ...written({ words, lang }, warning.what)));
    cards.after(body, shown);
  }

  /** Shows the notice that stands, or takes it away. Where only the names have changed, as when they are hidden, nothing sounds and nothing is spoken again. @param {Countdown} countdown @param {Show} shown @param {(message: FromContent) => Promise<any>} send */
  (globalThis.sessionClockParts ??= {}).notice = async (countdown, shown, send) => {
    const { box } = countdown;
    const { view, lang, beside, sound: loud } = shown;
    shown.sound = false;
    const given = view?.notice;
    const key = given ? `${view.session} ${given.lead} ${Math.round(given.end / 60)} ${view.bound} ${lang} ${beside.map((one) => one.session)}` : '';
    const names = given ? JSON.stringify([shown.who, ...beside.map((one) => one.who)]) : '';
    const old = standing.get(box);
    const isSaid = (old?.key ?? '') === key;
    if (isSaid && (old?.names ?? '') === names) return void (old && (old.tick(shown), cards.raise(countdown), cards.arrange(countdown)));
    standing.delete(box);
    const focused = old?.card.contains(/** @type {ShadowRoot} */ (box.getRootNode()).activeElement);
    if (old) cards.discard(countdown, old.card);
    const [polite, assertive] = [region(box, 'polite'), region(box, 'assertive')];
    for (const one of [polite, assertive]) one.textContent = '';
    if (!given) return;
    const answer = () => {
      for (const one of [{ session: view.session, end: given.end }, ...beside]) send({ kind: 'dismissed', session: one.session, lead: given.lead, end: one.end });
    };
    const card = cards.card(countdown, 'notice', 'group', sheet, answer);
    const entry = { key, names, card, tick: (/** @type {Show} */ _) => undefined };
    standing.set(box, entry);
    if (given.lead === 0) ended(card, shown, answer);
    else entry.tick = /** @type {any} */ (before(card, shown, send, answer));
    // Whoever comes to its buttons by Tab has heard nothing else of it.
    card.ariaLabel = card.querySelector('h2')?.textContent ?? null;
    entry.tick(shown);
    cards.arrange(countdown);
    if (isSaid) return void (focused && card.querySelector('button')?.focus());
    if (loud) sound();
    // A screen reader speaks only what is put into a region that it knows already.
    await new Promise((next) => setTimeout(next, KNOWN_AFTER));
    // Something else may stand there by now.
    if (standing.get(box) === entry) (view.urgent ? assertive : polite).textContent = spoken(shown, Date.now() / 1000);
  };
}
