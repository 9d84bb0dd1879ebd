// Desktop notifications, where the user has allowed them, and what a click on one does.
import { platform } from '../platform.js';

/** Whether the user has allowed them. */
export const mayNotify = () => platform.permissions.contains({ permissions: ['notifications'] });

/** What the name of a notification ends with that names nobody. */
const NAMELESS = '-nameless';

/** @typedef {{ sessions: number[], title: string, message: string, urgent: boolean, nameless: boolean, moment: string }} Told `moment` tells this notification from others of the same sessions */

/**
 * Gives one notification for sessions that are told of at once. It takes the place of those that told of any of them. By a name of its own: of two by one name
 * Firefox forgets the new one when it hears, late, that the old one has gone.
 * @param {Told} told
 */
export async function notify({ sessions, title, message, urgent, nameless, moment }) {
  if (!platform.notifications || !(await mayNotify())) return;
  /** @type {chrome.notifications.NotificationCreateOptions} */
  const options = { type: 'basic', iconUrl: platform.runtime.getURL('icons/128.png'), title, message };
  // Firefox knows neither of the two. (Chromium has `browser`, too, by now.)
  if (!('getBrowserInfo' in platform.runtime)) Object.assign(options, { priority: urgent ? 2 : 0, requireInteraction: urgent });
  const before = Object.keys(await platform.notifications.getAll()).filter((id) => sessionsOf(id).some((session) => sessions.includes(session)));
  await Promise.all(before.map((id) => platform.notifications.clear(id)));
  await platform.notifications.create(`sessions-${sessions.join('+')}-${moment}${nameless ? NAMELESS : ''}`, options);
}

/** Takes away those that stand; of them only such as name somebody, or such as tell of these sessions alone. @param {{ namesOnly?: boolean, of?: number[] }} [which] */
export async function takeBack({ namesOnly = false, of } = {}) {
  if (!platform.notifications || !(await mayNotify())) return;
  const standing = Object.keys(await platform.notifications.getAll()).filter((id) => !(namesOnly && id.endsWith(NAMELESS)) && (!of || sessionsOf(id).every((session) => of.includes(session))));
  await Promise.all(standing.map((id) => platform.notifications.clear(id)));
}

/** The sessions of a notification, by its name. @param {string} id */
const sessionsOf = (id) => (id.split('-')[1] ?? '').split('+').map(Number);

/** Calls back with the first session of the notification that was clicked, also where they are allowed only later. @param {(session: number) => void} act */
export function onNotificationClicked(act) {
  const clicked = (/** @type {string} */ id) => {
    platform.notifications.clear(id);
    act(sessionsOf(id)[0]);
  };
  // Adding it twice adds it once.
  const listen = () => platform.notifications?.onClicked.addListener(clicked);
  listen();
  platform.permissions.onAdded.addListener(listen);
}
