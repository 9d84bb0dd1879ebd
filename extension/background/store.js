// The one store. Events are taken one after the other, so that two at once cannot undo each other; what is stored is the truth,
// what is held here is a copy of it for the life of this background.
import { platform } from '../platform.js';

/** @typedef {import('../core/session_clock_wasm.js').Ledger} Ledger */

// Private windows live in memory only, teach nothing and are forgotten with the browser.
const AREAS = /** @type {const} */ ({ ordinary: 'local', private: 'session' });
const KEY = 'ledger';
const DAMAGED = 'damaged';

/** @type {Map<boolean, Ledger | undefined>} */
const held = new Map();
/** @type {Promise<unknown>} */
let queue = Promise.resolve();

/** @param {boolean} isPrivate */
const area = (isPrivate) => platform.storage[isPrivate ? AREAS.private : AREAS.ordinary];

/**
 * Does one piece of work after all that came before it. A failure is the caller's and does not stop the rest.
 * @template T @param {() => Promise<T>} work @returns {Promise<T>}
 */
export function inTurn(work) {
  const result = queue.then(work);
  queue = result.catch(() => undefined);
  return result;
}

/** The stored ledger, undefined where there is none yet. Inside a turn only. @param {boolean} isPrivate */
export async function load(isPrivate) {
  if (!held.has(isPrivate)) held.set(isPrivate, /** @type {Ledger | undefined} */ ((await area(isPrivate).get(KEY))[KEY]));
  return held.get(isPrivate);
}

/** Why a ledger could not be stored. What is known then lasts as long as this background. @type {Map<boolean, string>} */
const unsaved = new Map();

/** Why the last ledger could not be stored; empty where it could. */
export const whyUnsaved = () => [...unsaved.values()].join(' ');

/** Stores a ledger. A full or broken storage loses nothing that is known now, and is said. Inside a turn only. @param {boolean} isPrivate @param {Ledger} ledger */
export async function save(isPrivate, ledger) {
  held.set(isPrivate, ledger);
  try {
    await area(isPrivate).set({ [KEY]: ledger });
    unsaved.delete(isPrivate);
  } catch (fault) {
    unsaved.set(isPrivate, String(fault));
  }
}

/** Puts a ledger that cannot be read aside, so that nothing is lost, and begins with an empty one. @param {boolean} isPrivate @param {unknown} fault */
export async function setAside(isPrivate, fault) {
  const store = area(isPrivate);
  const { [KEY]: ledger } = await store.get(KEY);
  const aside = { [DAMAGED]: { ledger, fault: String(fault), at: Math.floor(Date.now() / 1000) } };
  held.set(isPrivate, undefined);
  try {
    await store.set(aside);
    await store.remove(KEY);
  } catch {
    // No room for both: the one in the place of the other.
    await store.remove(KEY);
    await store.set(aside);
  }
}

/** Whether a ledger was put aside and not deleted yet. */
export async function isDamaged() {
  const areas = await Promise.all(Object.values(AREAS).map((name) => platform.storage[name].get(DAMAGED)));
  return areas.some(({ [DAMAGED]: aside }) => aside !== undefined);
}

/** Deletes what is kept beside the ledger: what was put aside, or the recording. In a turn, so that what is being added to it goes too. @param {'damaged' | 'recording'} key */
export const drop = (key) => inTurn(() => Promise.all(Object.values(AREAS).map((name) => platform.storage[name].remove(key))));

/** Forgets all that is stored, and what is held: in a full storage that may be more. Inside a turn only. */
export async function forgetAll() {
  held.clear();
  unsaved.clear();
  await Promise.all(Object.values(AREAS).map((name) => platform.storage[name].clear()));
}

// What is stored has changed, here or elsewhere: it is read again when it is wanted.
platform.storage.onChanged.addListener((changes, name) => {
  const isPrivate = name === AREAS.private;
  // Behind what is being done: by then it is known whether that could be stored.
  inTurn(async () => {
    const ledger = held.get(isPrivate);
    // Better known than what is stored; and where something else went, there may be room for it now.
    if (unsaved.has(isPrivate)) return ledger && !(KEY in changes) ? save(isPrivate, ledger) : undefined;
    if (KEY in changes) held.delete(isPrivate);
  });
});
