// The countdown, built into a given root. It ticks what it was sent: always `end − now`.
'use strict';
/** @typedef {import('../messages.js').Show} Show */
/** @typedef {import('../messages.js').FromContent} FromContent */
/** @typedef {import('../messages.js').Look} Look */
/** @typedef {BuiltCountdown} Countdown */
{
  // Never frozen: each tick starts the animation anew; what does not tick goes. No height: what comes above moves nothing.
  const STYLE = `
:host{all:initial;position:fixed;z-index:2147483647;right:16px;bottom:48px;width:min(420px,90vw);height:0;color-scheme:light dark;font:13px/1.5 "Amazon Ember",system-ui,sans-serif;animation:a 40s step-end forwards}
:host(.b){animation-name:b}
@keyframes a{to{visibility:hidden}}
@keyframes b{to{visibility:hidden}}
@media print{:host{display:none}}
.box{display:flex;flex-direction:column;align-items:flex-end;justify-content:flex-end;height:0;gap:8px}
.bar,.card{flex:none;background:light-dark(#fff,#161d26);color:light-dark(#0f141a,#ebebf0);border:1px solid light-dark(#687078,#8c8c94);border-radius:8px}
.bar{display:flex;align-items:center;padding:0 2px 0 10px;cursor:grab;touch-action:none;user-select:none;font-variant-numeric:tabular-nums}
.bar.soon{box-shadow:0 0 0 1px;font-weight:700}
.folded{padding:0}.folded .clock{position:absolute;clip-path:inset(50%)}
button{font:inherit;color:inherit;background:none;border:1px solid;border-radius:16px;min-height:28px;min-width:28px;padding:2px 12px;cursor:pointer}
.more{border:0;padding:0 8px}
button:focus-visible{outline:3px solid light-dark(#006ce0,#42b4ff);outline-offset:-1px}`;

  /** @param {string} template @param {string[]} fill */
  const say = (template, ...fill) => template.replace(/\{(\d)\}/g, (_, gap) => fill[gap] ?? '');

  /** As the core's `words::page::coarse`. @param {Record<string, string>} words @param {number} seconds */
  function coarse(words, seconds) {
    const minutes = Math.max(0, Math.floor(seconds / 60));
    const [days, hours, rest] = [Math.floor(minutes / 1440), Math.floor(minutes / 60) % 24, minutes % 60];
    /** @param {number} count @param {string} one @param {string} many */
    const counted = (count, one, many) => count > 0 && say(count === 1 ? one : many, String(count));
    const parts = [counted(days, words.DAY, words.DAYS), counted(hours, words.HOUR, words.HOURS), days === 0 && counted(rest, words.MINUTE, words.MINUTES)];
    return parts.filter(Boolean).join(' ') || words.LESS_THAN_A_MINUTE;
  }

  /** @param {string} lang @param {number} at */
  const clockTime = (lang, at) => new Intl.DateTimeFormat(lang, { hour: '2-digit', minute: '2-digit' }).format(at * 1000);

  /** What is said, as `words::page::timer` says it, and what is seen. @param {Show} shown @param {number} now */
  function timer({ view, words, lang, look }, now) {
    if (!view || view.phase === 'unknown' || view.end === null) return [words.TIMER_UNKNOWN, words.TIMER_UNKNOWN];
    // The end passes a moment before the background says so. One that AWS's default gives ends nothing.
    const passed = view.phase === 'running' && view.end <= now;
    if (view.phase === 'overdue' || (passed && view.latest !== null)) return [words.TIMER_DUE, words.TIMER_DUE];
    if (view.phase === 'ended' || passed) return [words.TIMER_ENDED, words.TIMER_ENDED];
    const bounds = { 'about': words.ABOUT, 'at-least': words.AT_LEAST, 'at-most': words.AT_MOST };
    /** @param {string} text */
    const bounded = (text) => (view.bound ? say(bounds[view.bound], text) : text);
    const left = coarse(words, view.end - now);
    const time = say(words.UNTIL, clockTime(lang, view.end));
    const seen = look.show === 'remaining' ? left : look.show === 'end' ? time : `${left} · ${time}`;
    return [say(words.TIMER_LEFT, bounded(left)), bounded(seen)];
  }

  /**
   * Builds the countdown into the root of an element.
   * @param {ShadowRoot} root @param {HTMLElement} host @param {ToBackground} send
   */
  function build(root, host, send) {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(STYLE);
    root.adoptedStyleSheets = [sheet];
    const add = (/** @type {Node} */ parent, /** @type {string} */ tag, /** @type {string} */ name) => Object.assign(parent.appendChild(document.createElement(tag)), { className: name });
    const box = add(root, 'div', 'box');
    const bar = add(box, 'div', 'bar');
    const clock = add(bar, 'span', 'clock');
    clock.setAttribute('role', 'timer');
    const more = add(bar, 'button', 'more');
    more.textContent = '◔';

    // A page's script cannot click for the user.
    more.addEventListener('click', (event) => event.isTrusted && send({ kind: 'put-in', part: 'panel' }));
    bar.addEventListener('pointerenter', () => send({ kind: 'put-in', part: 'drag' }), { once: true });

    /** Never out of the window. @param {Look['position']} position */
    function place(position) {
      host.style.right = position ? `min(${position.right}px, 100vw - ${bar.offsetWidth}px)` : '';
      host.style.bottom = position ? `min(${position.bottom}px, 100vh - 40px)` : '';
    }

    return {
      /** Whether it went on to other words. @param {Show} shown @param {number} now */
      tick(shown, now) {
        const { view, words, lang, look } = shown;
        host.className = host.className ? '' : 'b';
        box.lang = lang;
        const [said, seen] = timer(shown, now);
        if (clock.textContent !== seen) clock.textContent = seen;
        const before = clock.ariaLabel;
        if (before !== said) clock.ariaLabel = said;
        bar.className = `bar${view?.notice ? ' soon' : ''}${look.folded ? ' folded' : ''}`;
        bar.title = said;
        more.ariaLabel = words.MORE;
        return before && before !== said;
      },
      place, host, box, bar,
    };
  }

  globalThis.sessionClockCountdown = { build, say, coarse, clockTime };
}
