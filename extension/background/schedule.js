// The present moment, and the alarms, one for each ledger: at the next moment at which there is something to do without an event.
import { platform } from '../platform.js';

/** The present moment in Unix seconds, rounded up, so that what is shown is never more than what is left. */
export const now = () => Math.ceil(Date.now() / 1000);

const ALARMS = /** @type {const} */ ({ ordinary: 'wake', private: 'wake-private' });

/** @param {boolean} isPrivate @param {number | null} at Unix seconds */
export async function wakeAt(isPrivate, at) {
  const name = isPrivate ? ALARMS.private : ALARMS.ordinary;
  if (at === null) await platform.alarms.clear(name);
  else await platform.alarms.create(name, { when: at * 1000 });
}

/** Calls back with the ledger whose moment has come. @param {(isPrivate: boolean) => void} woke */
export function onWake(woke) {
  platform.alarms.onAlarm.addListener(({ name }) => {
    if (name === ALARMS.ordinary || name === ALARMS.private) woke(name === ALARMS.private);
  });
}
