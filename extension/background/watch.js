// Whether every console page of this browser has been watched without a gap. Only then can the ledger tell that a session has not run unseen.
import { platform } from '../platform.js';

const KEY = 'watched';

/** Whether this life of the background knows that the watch goes on. */
let goesOn = false;

/** The browser was started, or the extension was updated: no page can have been missed. */
export function watchGoesOn() {
  goesOn = true;
  return platform.storage.session.set({ [KEY]: true });
}

/** There was a gap: host access was withheld until now. */
export const watchWasOff = () => {
  goesOn = false;
  return platform.storage.session.remove(KEY);
};

/** Whether the watch begins now. A browser forgets what a session stores when it disables an extension; where nobody has said why it is gone, there was a gap. */
export async function watchBegins() {
  if (goesOn) return false;
  const { [KEY]: watched } = await platform.storage.session.get(KEY);
  if (goesOn) return false;
  await watchGoesOn();
  return !watched;
}
