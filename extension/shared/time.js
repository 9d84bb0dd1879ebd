// How long, until when, how pressing, and the countdown's words: one place for every surface. A content script loads it as it is, a module imports it for
// its global. It has no document and no browser API.
'use strict';
{
  /** @typedef {import('../messages.js').View} View */
  /** @typedef {import('../messages.js').Show} Show */
  /** @typedef {Record<string, string>} Words */
  /** @typedef {NonNullable<Show['ends']>} Written a moment as it is written today, and until when that holds */

  const DAY = 86_400;
  const UNITS = /** @type {const} */ ([[DAY, 'UNIT_DAY'], [3600, 'UNIT_HOUR'], [60, 'UNIT_MINUTE'], [1, 'UNIT_SECOND']]);
  const BOUNDS = { 'about': ['ABOUT', 'ENDS_EXPECTED'], 'at-least': ['AT_LEAST', 'ENDS_AT_LEAST'], 'at-most': ['AT_MOST', 'ENDS_AT_MOST'] };

  /** The pieces of a phrase, its gaps filled. @template T @param {string} template @param {T[]} fill @returns {(T | string)[]} */
  const filled = (template, fill) => template.split('{').flatMap((part, at) => (at > 0 ? [fill[Number(part[0])] ?? '', part.slice(2)] : [part]));

  /** The same as text. @param {string} template @param {...(string | number)} fill */
  const say = (template, ...fill) => filled(template, fill).join('');

  /** The reader's own locale where it is of that language: 14:00 or 2:00 PM is theirs to say. @param {string} lang */
  const locale = (lang) => navigator.languages.find((one) => one.toLowerCase().startsWith(lang)) ?? lang;

  /** The time by the clock, and the day where that is needed: joined here, since browsers disagree on the two together (9:01 but Thu 09:01). */
  const SHAPES = /** @type {Intl.DateTimeFormatOptions[]} */ ([{ timeStyle: 'short' }, { weekday: 'short' }, { day: 'numeric', month: 'short' }, { dateStyle: 'medium' }]);

  /** What formats moments takes longer to make than to use. @type {Map<string, Intl.DateTimeFormat>} */
  const formats = new Map();

  /** Moments as they were written elsewhere, each until its day is over. @type {Map<string, Written>} */
  const moments = new Map();

  /** A moment as a shape has it. @param {string} lang @param {number} at Unix seconds @param {number} shape */
  function write(lang, at, shape) {
    const key = lang + shape;
    const format = formats.get(key) ?? new Intl.DateTimeFormat(locale(lang), SHAPES[shape]);
    formats.set(key, format);
    return format.format(at * 1000);
  }

  /** The moment by the clock: with its weekday where it is not today, with its date where it is not this week, and with its year where that is not sure.
   * @param {string} lang @param {number} at Unix seconds @param {number} [now] */
  function clock(lang, at, now = Date.now() / 1000) {
    const known = moments.get(lang + at);
    if (known && now < known.until) return known.text;
    const time = write(lang, at, 0);
    if (new Date(at * 1000).toDateString() === new Date(now * 1000).toDateString()) return time;
    const days = Math.abs(at - now) / DAY;
    const shape = days <= 6 ? 1 : days <= 300 ? 2 : 3;
    return `${write(lang, at, shape)}${shape > 1 && lang === 'en' ? ',' : ''} ${time}`;
  }

  /** The date alone: for an axis. @param {string} lang @param {number} at Unix seconds */
  const date = (lang, at) => write(lang, at, 2);

  /** A moment, written: for a page, which would have to make what formats it and ask for the zone of its clock. @param {string} lang @param {number} at @returns {Written} */
  const writtenToday = (lang, at) => ({ at, until: new Date().setHours(24, 0, 0, 0) / 1000, text: clock(lang, at) });

  /** Takes over what was written elsewhere. @param {string} lang @param {Written} written */
  const know = (lang, written) => void moments.set(lang + written.at, written);

  /** The figures and units of a duration: two at most, rounded down; seconds stand alone. @param {Words} words @param {number} seconds @returns {[number, string][]} */
  function units(words, seconds) {
    let rest = Math.max(0, Math.floor(seconds));
    const first = UNITS.findIndex(([unit]) => rest >= unit);
    return (rest < 60 ? UNITS.slice(3) : UNITS.slice(first, Math.min(first + 2, 3))).flatMap(([unit, name], at) => {
      const count = Math.floor(rest / unit);
      rest -= count * unit;
      return at > 0 && count === 0 ? [] : [[count, words[name]]];
    });
  }

  /** `9 h 14 min`, held together. @param {Words} words @param {number} seconds */
  const short = (words, seconds) => units(words, seconds).flat().join('\u00a0');

  /** What is known of the end at that moment: it may have passed since the background was asked. An expected end that passes ends nothing, and an earliest one neither.
   * @param {View} view @param {number} now @returns {'over' | 'overdue' | 'unknown' | 'running'} */
  function state(view, now) {
    if (view.phase === 'ended') return 'over';
    if (view.phase === 'overdue') return 'overdue';
    if (view.phase === 'unknown' || view.end === null) return 'unknown';
    if (view.end > now || view.bound === 'at-least') return 'running';
    return view.bound === 'about' || view.latest !== null ? 'overdue' : 'over';
  }

  /** Amber from the first lead time on, red from the second-to-last, or of two the last. @param {View} view @param {number} now @param {number[]} leads longest first @returns {'calm' | 'amber' | 'red'} */
  function urgency(view, now, leads) {
    if (state(view, now) !== 'running' || leads.length === 0) return 'calm';
    const left = Number(view.end) - now;
    if (left <= leads[Math.max(leads.length - 2, Math.min(1, leads.length - 1))]) return 'red';
    return left <= leads[0] ? 'amber' : 'calm';
  }

  /** A duration with how surely it is known: `about {0}`. @param {Words} words @param {View['bound']} bound */
  const bounded = (words, bound) => (bound ? words[BOUNDS[bound][0]] : '{0}');

  /** What the countdown shows, and the name that it and the toolbar have. @param {Pick<Show, 'view' | 'words' | 'lang' | 'who' | 'look'>} shown @param {number} now */
  function told({ view, words, lang, who, look }, now) {
    if (!view || !who) return { state: 'unknown', seen: '', left: '', end: '', name: '' };
    const whom = say(words.WHO, who.account, who.who);
    const is = state(view, now);
    if (is !== 'running') {
      const seen = is === 'over' ? words.TIMER_ENDED : is === 'unknown' ? words.TIMER_UNKNOWN : say(words.TIMER_DUE, clock(lang, Number(view.end), now));
      return { state: is, seen, left: '', end: '', name: say(words.NAME_SHORT, seen, whom) };
    }
    const time = short(words, Number(view.end) - now);
    const template = bounded(words, view.bound);
    const end = say(words[view.bound ? BOUNDS[view.bound][1] : 'ENDS_AT'], clock(lang, Number(view.end), now));
    const whole = say(words.LEFT, say(template, time));
    // In English a time alone is one that is left; in Japanese it is not.
    const [seen, left] = lang === 'ja' ? ['{0}', whole] : [template, time];
    return { state: is, seen, left, end, name: look.show === 'end' ? say(words.NAME, end, whom, whole) : say(words.NAME, whole, whom, end) };
  }

  globalThis.sessionClockTime = { filled, say, locale, clock, date, writtenToday, know, units, short, state, urgency, bounded, told };
}
