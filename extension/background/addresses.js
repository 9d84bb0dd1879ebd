// The page that each session showed last, where the user wants it kept: after the end the way back leads there. Never of a private window.
import '../shared/address.js';
import { platform } from '../platform.js';
import { loadOptions } from './options.js';
import { inTurn } from './store.js';

const KEY = 'addresses';

/** By the number of the session. @returns {Promise<Record<string, string>>} */
export const addresses = async () => /** @type {any} */ ((await platform.storage.local.get(KEY))[KEY] ?? {});

/** Keeps the address of a session's page, and forgets those of sessions that are known no more. Inside a turn of the store only. @param {number} session @param {string} url @param {() => number[]} known */
export async function keepAddress(session, url, known) {
  const before = await addresses();
  const address = globalThis.sessionClockAddress.kept(url);
  if (before[session] === address) return;
  const ids = known();
  const kept = Object.entries(before).filter(([id]) => ids.includes(Number(id)));
  await platform.storage.local.set({ [KEY]: { ...Object.fromEntries(kept), [session]: address } });
}

/** Forgets those of sessions that the user has forgotten. Inside a turn of the store only. @param {number[]} sessions */
export async function forgetAddresses(sessions) {
  const before = await addresses();
  const kept = Object.entries(before).filter(([id]) => !sessions.includes(Number(id)));
  if (kept.length < Object.keys(before).length) await platform.storage.local.set({ [KEY]: Object.fromEntries(kept) });
}

/** Forgets all of them where the user wants none kept any more, or the organisation does. What is being kept now is kept before. */
export const forgetUnwanted = () => inTurn(async () => {
  if (!(await loadOptions()).options.keep_address) await platform.storage.local.remove(KEY);
});
