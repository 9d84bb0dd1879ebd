// Desktop notifications, where the user has allowed them, and what a click on one does.
import { platform } from '../platform.js';

/** Whether the user has allowed them. */
export const mayNotify = () => platform.permissions.contains({ permissions: ['notifications'] });

/**
 * Gives one notification for each session: a later one takes the place of the one before. By a name of its own: of two by one name Firefox forgets the new one when it hears,
 * late, that the old one has gone.
 * @param {number} session @param {import('../core/session_clock_wasm.js').Given} given @param {string} title @param {string} message @param {boolean} urgent
 */
export async function notify(session, { lead, end }, title, message, urgent) {
  if (!platform.notifications || !(await mayNotify())) return;
  /** @type {chrome.notifications.NotificationCreateOptions} */
  const options = { type: 'basic', iconUrl: platform.runtime.getURL('icons/128.png'), title, message };
  // Firefox knows neither of the two. (Chromium has `browser`, too, by now.)
  if (!('getBrowserInfo' in platform.runtime)) Object.assign(options, { priority: urgent ? 2 : 0, requireInteraction: urgent });
  const before = Object.keys(await platform.notifications.getAll()).filter((id) => sessionOf(id) === session);
  await Promise.all(before.map((id) => platform.notifications.clear(id)));
  await platform.notifications.create(`session-${session}-${lead}-${end}`, options);
}

/** The session of a notification, by its name. @param {string} id */
const sessionOf = (id) => Number(id.split('-')[1]);

/** Calls back with the session whose notification was clicked, also where they are allowed only later. @param {(session: number) => void} act */
export function onNotificationClicked(act) {
  const clicked = (/** @type {string} */ id) => {
    platform.notifications.clear(id);
    act(sessionOf(id));
  };
  // Adding it twice adds it once.
  const listen = () => platform.notifications?.onClicked.addListener(clicked);
  listen();
  platform.permissions.onAdded.addListener(listen);
}
