// Messages to the background. It alone changes what is known and what was chosen. (What the popup has offered is the popup's: `popup/nudge.js`.)
import { platform } from '../platform.js';

/** @typedef {import('../messages.js').FromPage} FromPage */

/** @param {FromPage} message @returns {Promise<any>} */
export const ask = (message) => platform.runtime.sendMessage(message);

/** Tells the ledger something. @param {boolean} isPrivate @param {unknown} what */
export const tell = (isPrivate, what) => ask({ kind: 'event', isPrivate, what });

/** Every session and what the pages need around it. @returns {Promise<import('./types.js').Overview>} */
export const overview = () => ask({ kind: 'overview' });

/** Calls back when anything that is stored or allowed has changed, here or elsewhere, once for changes that come together. @param {() => void} changed */
export function onChanged(changed) {
  let waiting = false;
  const tell = () => {
    if (waiting) return;
    waiting = true;
    queueMicrotask(() => {
      waiting = false;
      changed();
    });
  };
  for (const event of [platform.storage.onChanged, platform.permissions.onAdded, platform.permissions.onRemoved]) event.addListener(tell);
}
