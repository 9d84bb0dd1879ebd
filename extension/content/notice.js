// The notice on the page, put in when there is one. It is spoken once: put in once, and standing as it was said until the next one or until it is dismissed.
'use strict';
{
  const STYLE = `
.notice{display:flex;gap:12px;align-items:center;padding:10px 14px;max-width:min(420px,80vw);border-left:6px solid light-dark(#8d6605,#ffe347);overflow-wrap:anywhere}
.notice button{flex:none}
.urgent{border-left-color:light-dark(#db0000,#ff7a7a)}`;
  const { say, coarse, clockTime } = globalThis.sessionClockCountdown;
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(STYLE);
  /** What stands in each countdown, by its box. @type {WeakMap<Element, { key: string, card: HTMLElement }>} */
  const standing = new WeakMap();

  /** The sentence as the core's `words::page::notice` says it: its figure is true when it is given, to the nearest minute.
   * @param {Show} shown @param {{ lead: number, end: number }} given @param {number} now */
  function sentence({ view, words, lang }, { lead, end }, now) {
    const bounds = { 'at-least': words.NOTICE_AT_LEAST, 'at-most': words.NOTICE_AT_MOST };
    const template = lead === 0 ? words.NOTICE_ENDED : view?.bound ? bounds[view.bound] : words.NOTICE;
    return say(template, coarse(words, Math.floor((end - now + 30) / 60) * 60), clockTime(lang, end));
  }

  /** Shows the notice that stands, or takes it away. @param {Countdown} countdown @param {Show} shown @param {(message: FromContent) => void} send */
  (globalThis.sessionClockParts ??= {}).notice = ({ box }, shown, send) => {
    const { view, words, lang } = shown;
    const given = view?.notice;
    const key = given ? `${view.session} ${given.lead} ${Math.round(given.end / 60)} ${view.bound} ${lang}` : '';
    const before = standing.get(box);
    if ((before?.key ?? '') === key) return;
    before?.card.remove();
    standing.delete(box);
    if (!given) return;
    const root = /** @type {ShadowRoot} */ (box.getRootNode());
    if (!root.adoptedStyleSheets.includes(sheet)) root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
    const card = document.createElement('div');
    card.className = `card notice${view.urgent ? ' urgent' : ''}`;
    card.setAttribute('role', view.urgent ? 'alert' : 'status');
    box.prepend(card);
    card.appendChild(document.createElement('span')).textContent = sentence(shown, given, Date.now() / 1000);
    const dismiss = card.appendChild(document.createElement('button'));
    dismiss.type = 'button';
    dismiss.textContent = words.DISMISS;
    // A page's script cannot click for the user.
    dismiss.addEventListener('click', (event) => event.isTrusted && send({ kind: 'dismissed', session: view.session, ...given }));
    standing.set(box, { key, card });
  };
}
