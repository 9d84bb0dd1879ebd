// The notice on the page, put in when there is one. It is spoken once: put in once, and standing as it was said until the next one or until it is dismissed.
'use strict';
{
  const STYLE = `
.notice{box-sizing:border-box;overflow:auto;display:flex;gap:12px;align-items:safe center;padding:10px 14px;max-width:min(440px,80vw);border-left:6px solid light-dark(#8d6605,#ffe347);overflow-wrap:anywhere}
.notice:empty{position:absolute;opacity:0}
.acts{flex:none;display:flex;flex-direction:column;gap:6px}
.notice p{margin:0}.notice p+p{margin-top:4px}.notice a{color:inherit;display:inline-flex;align-items:center;min-height:24px}.notice a:focus-visible{outline:3px solid light-dark(#006ce0,#42b4ff)}
.urgent{border-left-color:light-dark(#db0000,#ff7a7a)}`;
  const { say, coarse, clockTime } = globalThis.sessionClockCountdown;
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(STYLE);
  /** What stands in each countdown, by its box. @type {WeakMap<Element, { key: string, card: HTMLElement }>} */
  const standing = new WeakMap();

  /** The sentence as the core's `words::page::notice` says it: its figure is true when it is given, to the nearest minute.
   * @param {Show} shown @param {{ lead: number, end: number }} given @param {number} now */
  function sentence({ view, words, lang }, { lead, end }, now) {
    const bounds = { 'at-least': words.NOTICE_AT_LEAST, 'at-most': words.NOTICE_AT_MOST, 'about': words.NOTICE_ABOUT };
    const template = lead === 0 ? words.NOTICE_ENDED : view?.bound ? bounds[view.bound] : words.NOTICE;
    return say(template, coarse(words, Math.floor((end - now + 30) / 60) * 60), clockTime(lang, end));
  }

  /** What ended, why, and where to sign in or switch again: AWS's own page. @param {HTMLElement} text @param {any} asked */
  function after(text, { session, words, lang }) {
    const add = (/** @type {Element} */ parent, /** @type {string} */ tag, said = '') => Object.assign(parent.appendChild(document.createElement(tag)), { textContent: said });
    // Names that others chose: each in a direction of its own.
    const who = add(text, 'p');
    add(who, 'bdi', session.name);
    who.append(' · ');
    add(who, 'bdi', session.account);
    add(text, 'p', session.why.map((/** @type {{ text?: string, moment?: number }} */ piece) => piece.text ?? clockTime(lang, Number(piece.moment))).join(''));
    if (session.again) Object.assign(add(add(text, 'p'), 'a', words.PANEL_AGAIN), { href: session.again, target: '_blank', rel: 'noreferrer' });
  }

  /** Shows the notice that stands, or takes it away. @param {Countdown} countdown @param {Show} shown @param {(message: FromContent) => Promise<any>} send */
  (globalThis.sessionClockParts ??= {}).notice = async (countdown, shown, send) => {
    const { box } = countdown;
    const { view, words, lang } = shown;
    const given = view?.notice;
    const key = given ? `${view.session} ${given.lead} ${Math.round(given.end / 60)} ${view.bound} ${lang}` : '';
    const before = standing.get(box);
    // The countdown may have been dragged, the window made smaller.
    if ((before?.key ?? '') === key) return void (given && globalThis.sessionClockInside(countdown));
    before?.card.remove();
    standing.delete(box);
    globalThis.sessionClockInside(countdown);
    if (!given) return;
    const root = /** @type {ShadowRoot} */ (box.getRootNode());
    if (!root.adoptedStyleSheets.includes(sheet)) root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
    const card = document.createElement('div');
    card.className = `card notice${view.urgent ? ' urgent' : ''}`;
    card.setAttribute('role', view.urgent ? 'alert' : 'status');
    standing.set(box, { key, card });
    box.prepend(card);
    // Some screen readers speak only what is put into a region that was there before.
    const asked = await (given.lead === 0 ? send({ kind: 'details', session: view.session }) : new Promise((next) => setTimeout(next)));
    // Something else may stand there by now.
    if (standing.get(box)?.card !== card) return;
    const text = card.appendChild(document.createElement('div'));
    text.appendChild(document.createElement('p')).textContent = sentence(shown, given, Date.now() / 1000);
    if (asked?.session) after(text, asked);
    const acts = card.appendChild(document.createElement('div'));
    acts.className = 'acts';
    /** A page's script cannot click for the user. @param {string} said @param {FromContent} message */
    const button = (said, message) => {
      const made = acts.appendChild(document.createElement('button'));
      made.type = 'button';
      made.textContent = said;
      made.addEventListener('click', (event) => event.isTrusted && send(message));
    };
    button(words.DISMISS, { kind: 'dismissed', session: view.session, ...given });
    if (given.lead > 0) button(words.MUTE, { kind: 'mute', session: view.session, muted: true });
    globalThis.sessionClockInside(countdown);
  };
}
