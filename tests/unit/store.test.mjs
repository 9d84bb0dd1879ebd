// What the background holds of the ledger, beside a storage that fails and whose events come late.
import { test } from 'node:test';
import assert from 'node:assert/strict';

/** @type {((changes: any, name: string) => void)[]} */ const listeners = [];
/** @type {Record<string, any>} */ const stored = {};
/** @type {{ changes: any, name: string }[]} */ let events = [];
let isFull = false;

/** Writes, and keeps the event back until `tell`. @param {Record<string, any>} values */
function write(values) {
  events.push({ name: 'local', changes: Object.fromEntries(Object.entries(values).map(([key, newValue]) => [key, { oldValue: stored[key], newValue }])) });
  Object.assign(stored, structuredClone(values));
}
const local = {
  get: async () => structuredClone(stored),
  remove: async (/** @type {string} */ key) => { delete stored[key]; },
  set: async (/** @type {any} */ values) => { if (isFull) throw new Error('full'); write(values); },
};
/** @type {any} */ (globalThis).chrome = { runtime: {}, storage: { local, session: local, onChanged: { addListener: (/** @type {any} */ listener) => listeners.push(listener) } } };
const store = await import('../../extension/background/store.js');
const { record } = await import('../../extension/background/recording.js');

/** Every event that was kept back comes, and is done with. */
async function tell() {
  for (const { changes, name } of events) for (const listener of listeners) listener(changes, name);
  events = [];
  await store.inTurn(async () => undefined);
}
const save = (/** @type {any} */ ledger) => store.inTurn(() => store.save(false, ledger));
const held = () => store.inTurn(() => store.load(false));

test('a ledger that could not be stored outlives the late event of one that was', async () => {
  await save({ a: 1 });
  isFull = true;
  await save({ b: 2 });
  await tell();
  assert.deepEqual(await held(), { b: 2 });
  isFull = false;
  // Something else went, so there is room.
  write({ filler: undefined });
  await tell();
  assert.deepEqual(stored.ledger, { b: 2 });
  assert.equal(store.whyUnsaved(), '');
});

test('what another has written counts', async () => {
  await save({ a: 1 });
  await tell();
  write({ ...stored, ledger: { c: 3 } });
  await tell();
  assert.deepEqual(await held(), { c: 3 });
});

test('a recording that is deleted while something is added to it does not come back', async () => {
  const added = store.inTurn(() => record([{ now: 1, what: 'woke' }]));
  await store.drop('recording');
  await added;
  assert.equal('recording' in stored, false);
});
