// How moments are written: one function for every surface, in the reader's own clock and locale.
import { describe, test } from 'node:test';
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { Script } from 'node:vm';

process.env.TZ = 'UTC';
const [script, endScript] = ['time', 'end'].map((name) => new Script(readFileSync(new URL(`../../extension/shared/${name}.js`, import.meta.url), 'utf8')));

/** @param {...string} languages the reader's */
function timeFor(...languages) {
  const page = /** @type {any} */ ({ navigator: { languages } });
  script.runInNewContext(page);
  return page.sessionClockTime;
}

const { clock, date, say } = timeFor('en-GB', 'ja');
/** @param {...string} languages the reader's */
function endFor(...languages) {
  const page = /** @type {any} */ ({ sessionClockTime: timeFor(...languages) });
  endScript.runInNewContext(page);
  return page.sessionClockEnd;
}
const { began } = endFor('en-GB');

/** @param {string} text */
const at = (text) => Date.parse(`${text}Z`) / 1000;
const NOW = at('2026-11-27T09:00');

describe('a moment', () => {
  for (const [moment, lang, written] of [
    ['2026-11-27T19:43', 'en', '19:43'],
    ['2026-11-27T00:00', 'en', '00:00'],
    ['2026-11-28T00:00', 'en', 'Sat 00:00'],
    ['2026-11-26T23:59', 'en', 'Thu 23:59'],
    ['2026-12-03T09:00', 'en', 'Thu 09:00'],
    ['2026-12-03T09:01', 'en', '3 Dec, 09:01'],
    ['2027-02-25T09:00', 'en', '25 Feb, 09:00'],
    ['2027-09-23T09:00', 'en', '23 Sept, 09:00'],
    ['2027-09-23T09:01', 'en', '23 Sept 2027, 09:01'],
    ['2026-01-01T09:00', 'en', '1 Jan 2026, 09:00'],
    ['2026-11-27T19:43', 'ja', '19:43'],
    ['2026-11-28T07:05', 'ja', '土 7:05'],
    ['2027-02-25T09:00', 'ja', '2月25日 9:00'],
  ]) {
    test(`${moment} in ${lang}: ${written}`, () => {
      assert.equal(clock(lang, at(moment), NOW).normalize('NFKC'), written);
    });
  }

  test('is written by a clock of twelve hours where the reader\'s own English has one', () => {
    const american = timeFor('ja', 'en-US');
    assert.equal(american.clock('en', at('2026-11-27T19:43'), NOW).normalize('NFKC'), '7:43 PM');
    assert.equal(american.clock('en', at('2026-12-24T07:43'), NOW).normalize('NFKC'), 'Dec 24, 7:43 AM');
  });

  test('has a date alone, too', () => {
    assert.equal(date('en', at('2026-11-28T00:00')), '28 Nov');
  });
});

test('a phrase has its gaps filled, in any order; what fills one is no phrase', () => {
  assert.equal(say('{1} of {0}: {1}', 'a', 'b'), 'b of a: b');
  assert.equal(say('{0}, {1}', '{1}', '{0} {'), '{1}, {0} {');
  assert.equal(say('{0} left, {1}', 0), '0 left, ');
});

test('a session signed in or switched only where that was seen; else it started, or was first seen', () => {
  const words = { BEGAN_SIGNED_IN: 'Signed in {0}', BEGAN_SWITCHED: 'Switched {0}', BEGAN_SOMEHOW: 'Started {0}', BEGAN_SEEN: 'First seen {0}' };
  /** @param {unknown} origin @param {number | null} from */
  const said = (origin, from) => began({ words, lang: 'en' }, { origin, start: { from, by: at('2026-11-27T09:00') } }, at('2026-11-27T12:00')).replace(/ [0-9:]+$/, '');
  const origins = ['sign-in', { switch: { source: 1 } }, { switch: { source: null } }, null];
  assert.deepEqual(origins.map((origin) => said(origin, 0)), ['Signed in', 'Switched', 'Switched', 'Started']);
  assert.deepEqual(origins.map((origin) => said(origin, null)), origins.map(() => 'First seen'));
});

test('the end by the clock breaks between two moments, and within none', () => {
  const session = { view: { phase: 'running', end: NOW + 86_400, bound: 'at-least', sure: 'between', latest: null }, span: { latest: { at: NOW + 2 * 86_400 } }, ended: null };
  const written = endFor('en-US').endByClock({ words: { ROW_BETWEEN: '{0} – {1}' }, lang: 'en' }, session, NOW, true);
  assert.match(written, /^Sat\u00a09:00[\u00a0\u202f]AM – Sun\u00a09:00[\u00a0\u202f]AM$/);
});
