// Which tab makes the tone of a warning.
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { soundingTab } from '../../extension/background/sound.js';

/** @param {number} tab @param {number} session @param {boolean} [notice] */
const shows = (tab, session, notice = true) => /** @type {any} */ ({ tab, view: { session, notice: notice ? { lead: 900, end: 1 } : null } });
/** @param {...number} sessions */
const given = (...sessions) => /** @type {any[]} */ (sessions.map((session) => ({ session, given: { lead: 900, end: 1 } })));
const open = [{ id: 1, lastAccessed: 10 }, { id: 2, lastAccessed: 30 }, { id: 3, lastAccessed: 20 }];

test('of all tabs that show a new notice the one that was used last sounds', () => {
  assert.equal(soundingTab({ tabs: [shows(1, 7), shows(3, 7)], notices: given(7) }, open), 3);
  assert.equal(soundingTab({ tabs: [shows(1, 7), shows(2, 8), shows(3, 7)], notices: given(7, 8) }, open), 2);
});

test('none sounds for a notice that stands already, that it does not show, or that no open tab shows', () => {
  assert.equal(soundingTab({ tabs: [shows(1, 7)], notices: [] }, open), null);
  assert.equal(soundingTab({ tabs: [shows(1, 7, false), shows(2, 8)], notices: given(7) }, open), null);
  assert.equal(soundingTab({ tabs: [{ ...shows(1, 7), view: null }], notices: given(7) }, open), null);
  assert.equal(soundingTab({ tabs: [shows(9, 7)], notices: given(7) }, open), null);
});
