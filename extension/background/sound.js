// Which tab makes the tone of a warning: one alone, however many show it.

/**
 * Of the tabs that show a notice just given, the one that the user was in last; null where there is none.
 * @param {Pick<import('./engine.js').Effects, 'tabs' | 'notices'>} effects @param {{ id?: number, lastAccessed?: number }[]} open every tab that is open
 */
export function soundingTab({ tabs, notices }, open) {
  const shown = tabs.filter(({ view }) => view?.notice && notices.some(({ session }) => session === view.session)).map(({ tab }) => tab);
  const [last] = open.filter(({ id }) => id !== undefined && shown.includes(id)).sort((a, b) => (b.lastAccessed ?? 0) - (a.lastAccessed ?? 0));
  return last?.id ?? null;
}
