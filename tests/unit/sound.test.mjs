// Which tab makes the tone of a warning.
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { soundingTab } from '../../extension/background/sound.js';

/** @param {number} tab @param {number} session @param {boolean} [notice] */
const shows = (tab, session, notice = true) => /** @type {any} */ ({ tab, view: { session, notice: notice ? { lead: 900, end: 1 } : null } });
/** @param {...number} sessions */
const given = (...sessions) => /** @type {any[]} */ (sessions.map((session) => ({ session, given: { lead: 900, end: 1 } })));
const open = [{ id: 1, lastAccessed: 10 }, { id: 2, lastAccessed: 30 }, { id: 3, lastAccessed: 20 }];

/** Which tab of an ordinary window sounds. @param {any} effects */
const sounding = async (effects) => (await soundingTab(false, effects, async () => open))?.tab ?? null;

test('of all tabs that show a new notice the one that was used last sounds', async () => {
  assert.equal(await sounding({ tabs: [shows(1, 7), shows(3, 7)], notices: given(7) }), 3);
  assert.equal(await sounding({ tabs: [shows(1, 7), shows(2, 8), shows(3, 7)], notices: given(7, 8) }), 2);
});

test('none sounds for a notice that stands already, that it does not show, or that no open tab shows', async () => {
  assert.equal(await sounding({ tabs: [shows(1, 7)], notices: [] }), null);
  assert.equal(await sounding({ tabs: [shows(1, 7, false), shows(2, 8)], notices: given(7) }), null);
  assert.equal(await sounding({ tabs: [{ ...shows(1, 7), view: null }], notices: given(7) }), null);
  assert.equal(await sounding({ tabs: [shows(9, 7)], notices: given(7) }), null);
});

test('the tone of a tab that was being left is made by the next that shows the notice, of the same windows', async () => {
  const all = async () => open;
  (await soundingTab(false, { tabs: [shows(1, 7)], notices: given(7) }, all))?.missed();
  assert.equal(await soundingTab(true, { tabs: [shows(2, 7)], notices: [] }, all), null, 'a private window counts its sessions by itself');
  assert.equal(await sounding({ tabs: [shows(1, 7, false), shows(3, 8)], notices: [] }), null, 'nothing that shows it');
  assert.equal(await sounding({ tabs: [shows(3, 7)], notices: [] }), 3);
  assert.equal(await sounding({ tabs: [shows(1, 7)], notices: [] }), null, 'once');
});
