// Which tab makes the tone of a warning: one alone, however many show it.

/** @typedef {Pick<import('./effects.js').Effects, 'tabs' | 'notices'>} Given */
/** @typedef {{ tab: number, missed: () => void }} Sounding `missed`: it was just being left, so the next that shows one of its notices makes the tone */

/** Notices whose tone no page has made yet, of ordinary and of private windows. @type {Map<boolean, Given['notices']>} */
const owed = new Map();

/**
 * Of the tabs that show a notice just given, the one that the user was in last; null where there is none.
 * @param {boolean} isPrivate @param {Given} given @param {() => Promise<{ id?: number, lastAccessed?: number }[]>} open every tab that is open, but those in which the countdown is hidden
 * @returns {Promise<Sounding | null>}
 */
export async function soundingTab(isPrivate, { tabs, notices }, open) {
  const due = [...owed.get(isPrivate) ?? [], ...notices];
  const shown = tabs.filter(({ view }) => view?.notice && due.some(({ session }) => session === view.session)).map(({ tab }) => tab);
  if (shown.length === 0) return null;
  const [last] = (await open()).filter(({ id }) => id !== undefined && shown.includes(id)).sort((a, b) => (b.lastAccessed ?? 0) - (a.lastAccessed ?? 0));
  if (last?.id === undefined) return null;
  owed.delete(isPrivate);
  return { tab: last.id, missed: () => void owed.set(isPrivate, due) };
}
