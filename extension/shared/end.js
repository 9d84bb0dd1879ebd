// When a session ends, how long that is from now and how surely: the one place that words and draws it, for our own pages and for the panel on the console's.
'use strict';
{
  /** @typedef {import('../pages/types.js').Session} Session */
  /** @typedef {{ words: Record<string, string>, lang: string }} How in which words */

  const { filled, say, units, state, bounded, ...time } = globalThis.sessionClockTime;

  /** A moment by the clock, which stays on one line. @type {typeof time.clock} */
  const clock = (...moment) => time.clock(...moment).replaceAll(' ', '\u00a0');

  /** Each sureness: its mark, and what its word (`HOW_…`) and the sentence that says what it means (`SURE_…`) are called. */
  const SURE = {
    'exact': ['✓', 'EXACT'],
    'computed': ['=', 'COMPUTED'],
    'expected': ['~', 'EXPECTED'],
    'between': ['↔', 'BETWEEN'],
    'met-running': ['≤', 'MET_RUNNING'],
    'unknown': ['?', 'UNKNOWN'],
  };

  /** Less of a bar than this is less than its rounded end. The calculator's, too: CRUMB in its view/answer.rs. */
  const CRUMB = 0.02;

  /** The look of all this; its colours and sizes are the tokens of the page that shows it. */
  const STYLE = `
.square{flex:none;width:10px;height:10px;border-radius:3px;background:#66788c}
.square.blue{background:#2f6fde}.square.teal{background:#0f8f8f}.square.green{background:#3d9140}.square.violet{background:#8257d8}.square.pink{background:#c8509a}
.square.bronze{background:#9a7038}.square.sky{background:#1592c8}.square.red{background:#dc4141}.square.amber{background:#b87400}
.left{word-spacing:.1em}
.digits{font-variant-numeric:tabular-nums;white-space:nowrap;color:var(--text)}
.digits b{font-size:var(--size-digits);line-height:1;font-weight:700}
.unit{font-size:var(--size-unit);font-weight:600}
.unit+b{margin-inline-start:.15em}
.amber .digits{color:var(--amber)}.red .digits{color:var(--red)}
.mark{font-size:var(--size-small);white-space:nowrap;color:var(--soft)}.mark.exact{color:var(--ok)}.mark span{font-weight:700}
pre span{display:inline-block;max-width:100%}
.unseen{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.bar{display:flex;gap:2px;height:6px;border-radius:999px;overflow:hidden;--left:var(--calm)}
.amber .bar{--left:var(--amber-bar)}.red .bar{--left:var(--red-bar)}
.bar>*{flex:0 1 0;min-width:2px;height:100%}
.bar .gone,.bar.over{background:var(--track)}
.bar .rest{background:var(--left)}
.bar .possible{background:repeating-linear-gradient(108deg,var(--left) 0 2px,var(--track) 0 5px)}
.bar .rest+.possible{margin-inline-start:-2px}
.bar.expected .rest{background:linear-gradient(90deg,var(--left) 70%,var(--track))}
:dir(rtl)>.bar.expected .rest{background:linear-gradient(-90deg,var(--left) 70%,var(--track))}
.bar.met .gone{background:linear-gradient(90deg,transparent,var(--track) 60%)}
.bar.unknown{height:0;border-radius:0;border-top:2px dashed var(--edge);margin-block:2px}
@media(forced-colors:active){.bar,.square{forced-color-adjust:none}.bar{--left:CanvasText}.bar .gone,.bar.over{background:Canvas;border:1px solid CanvasText}}`;

  /** @param {string} tag @param {string} name @param {...(Node | string)} children */
  function make(tag, name, ...children) {
    const made = document.createElement(tag);
    made.className = name;
    made.append(...children);
    return made;
  }

  /** Has an element say something else, where it is something else: a screen reader is told of every change, also of one that changes nothing. @param {Element} element @param {...(Node | string)} said */
  function change(element, ...said) {
    const made = make('span', '', ...said);
    if (made.textContent !== element.textContent) element.replaceChildren(...made.childNodes);
  }

  /** A phrase with its gaps filled by nodes. @param {string} template @param {...(Node | string)} fill @returns {(Node | string)[]} */
  const sayNodes = (template, ...fill) => filled(template, fill).filter((part) => part !== '');

  /** A sentence with its moments, each in a direction of its own. A number and its unit stay on one line, as `unbroken` of the core's words does it. @param {How} how @param {import('../messages.js').Piece[]} pieces @returns {(Node | string)[]} */
  const written = ({ lang }, pieces) => pieces.map((piece) => ('text' in piece ? piece.text.replace(/(\d) (?=\p{L})/gu, '$1\u00a0') : make('bdi', '', clock(lang, piece.moment))));

  /** A command, each of its words an element: those stay whole that a line has room for. @param {string} command @returns {(Node | string)[]} */
  const commanded = (command) => command.split(' ').flatMap((part, at) => [...(at ? [' '] : []), make('span', '', part)]);

  /** @param {Session} session */
  const sureOf = ({ view }) => SURE[view.sure] ?? SURE.unknown;

  /** Seconds as digits with small units. @param {How} how @param {number} seconds */
  const digits = ({ words }, seconds) => make('span', 'digits',
    ...units(words, seconds).flatMap(([count, unit], at) => [...(at > 0 ? [' '] : []), make('b', '', String(count)), ' ', make('span', 'unit', unit)]));

  /** The time left, always `end − now`. @param {How} how @param {Session} session @param {number} now @param {boolean} [short] without the word *left* @returns {(Node | string)[]} */
  function remaining(how, { view }, now, short = false) {
    const { words } = how;
    const is = state(view, now);
    if (is !== 'running') return [make('span', 'said', words[is === 'over' ? 'OVER' : is === 'overdue' ? 'OVERDUE' : 'NOT_KNOWN'])];
    const left = sayNodes(bounded(words, view.bound), digits(how, Number(view.end) - now));
    return short ? left : sayNodes(words.LEFT, make('span', '', ...left));
  }

  /** The end by the clock. In a row there is room for the moment alone. @param {How} how @param {Session} session @param {number} now @param {boolean} [row] */
  function endByClock({ words, lang }, session, now, row = false) {
    const { view, span } = session;
    const is = state(view, now);
    // An end that was seen lies before that moment; what was expected of it says nothing any more.
    if (typeof session.ended === 'number') return say(words.ENDED_BY, clock(lang, session.ended, now));
    if (is === 'unknown' || view.end === null) return row ? say(words.ROW_SEEN, clock(lang, session.start.by, now)) : words.TIMER_UNKNOWN;
    const end = clock(lang, view.end, now);
    if (is === 'over') return say(words.ENDED_AT, end);
    if (is === 'overdue' || view.sure === 'expected') return row ? (is === 'overdue' ? say(words.ROW_EXPECTED, end) : end) : say(words.ENDS_EXPECTED, end);
    if (view.bound === 'at-least' && span.latest) return say(row ? words.ROW_BETWEEN : words.ENDS_BETWEEN, end, clock(lang, span.latest.at, now));
    if (view.bound === 'at-least') return say(row ? words.ROW_AT_LEAST : words.ENDS_AT_LEAST, end);
    if (view.bound === 'at-most') return say(row ? words.ROW_AT_MOST : words.ENDS_AT_MOST, end);
    return row ? end : say(words.ENDS_AT, end);
  }

  /** Whether nobody saw it begin. @param {Session} session */
  const isMet = ({ start }) => start.from === null;

  /** When it began, or was first seen. @param {How} how @param {Session} session @param {number} now */
  function began({ words, lang }, session, now) {
    const how = session.origin === null ? 'BEGAN_SOMEHOW' : session.origin === 'sign-in' ? 'BEGAN_SIGNED_IN' : 'BEGAN_SWITCHED';
    return say(words[isMet(session) ? 'BEGAN_SEEN' : how], clock(lang, session.start.by, now));
  }

  /** How surely: the mark, and its word, which in a row only those hear who cannot see the mark. @param {How} how @param {Session} session @param {boolean} [row] */
  function mark({ words }, session, row = false) {
    const [sign, key] = sureOf(session);
    const name = words[`HOW_${key}`];
    const seen = make('span', '', row ? sign : `${sign} `);
    seen.ariaHidden = 'true';
    return make('span', `mark ${session.view.sure}`, seen, row ? make('span', 'unseen', name) : name);
  }

  /** What the mark means. @param {How} how @param {Session} session */
  const meaning = ({ words }, session) => words[`SURE_${sureOf(session)[1]}`];

  /**
   * Draws a session's bar: what is gone, what is left, and the end as surely as it is known. Words beside it say the same.
   * @param {HTMLElement} bar @param {Session} session @param {number} now
   */
  function draw(bar, session, now) {
    const { view, span, start } = session;
    const is = state(view, now);
    bar.className = `bar ${view.sure}${is === 'over' || is === 'overdue' ? ' over' : is === 'unknown' ? ' unknown' : isMet(session) ? ' met' : ''}`;
    bar.ariaHidden = 'true';
    if (is !== 'running') return bar.replaceChildren();
    const end = Number(view.end);
    const latest = view.bound === 'at-least' ? span.latest?.at ?? end + (end - start.by) / 3 : end;
    const whole = Math.max(1, latest - start.by);
    const share = (/** @type {number} */ from, /** @type {number} */ to) => Math.max(0, Math.min(to, latest) - Math.max(from, start.by)) / whole;
    const atMost = view.bound === 'at-most';
    // A crumb of what is gone would only look broken.
    const gone = share(start.by, now);
    const parts = /** @type {[string, number][]} */ ([['gone', gone < CRUMB ? 0 : gone], ['rest', atMost ? 0 : share(now, end)], ['possible', atMost ? share(now, latest) : share(end, latest)]]);
    const old = /** @type {HTMLElement[]} */ ([...bar.children]);
    const children = parts.filter(([, part]) => part > 0).map(([name, part], at) => {
      const made = old[at]?.className === name ? old[at] : make('span', name);
      // All together more than 1, or a flex box would leave the rest of it empty.
      made.style.flexGrow = String(part * 100);
      return made;
    });
    if (children.length !== old.length || children.some((child, at) => child !== old[at])) bar.replaceChildren(...children);
  }

  /** A sentence, or a line, begins with a capital. @param {string} text */
  const upper = (text) => text.charAt(0).toUpperCase() + text.slice(1);

  globalThis.sessionClockEnd = { STYLE, make, change, upper, sayNodes, written, commanded, digits, remaining, endByClock, began, mark, meaning, draw };
}
