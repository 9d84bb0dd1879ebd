// At most one thing that may be allowed, at the popup's foot: exact ends before notifications, and only when it would help. After one no it is quiet for
// 30 days, after two for good.
import { button, el } from '../pages/dom.js';
import { allow } from '../pages/permissions.js';
import { say, word } from '../pages/words.js';
import { platform } from '../platform.js';

/** @typedef {import('../pages/types.js').Overview} Overview */
/** @typedef {'exact' | 'notify'} Kind */
/** @typedef {Partial<Record<Kind, number[]>>} Refused when each was said no to */

const KEY = 'nudges';
const QUIET = 30 * 86_400;

/** @param {number[]} refused @param {number} now */
const isQuiet = (refused, now) => refused.length >= 2 || refused.some((at) => now - at < QUIET);

/** Which one, and what it says. @param {Overview} seen @param {Refused} refused @returns {{ kind: Kind, permission: 'cookies' | 'notifications', text: string, what: string | null } | null} */
function choose(seen, refused) {
  const now = Date.now() / 1000;
  const running = seen.sessions.filter(({ view }) => view.phase !== 'ended');
  const inexact = running.filter(({ view }) => view.sure !== 'exact').length;
  if (!seen.cookies && inexact > 0 && !isQuiet(refused.exact ?? [], now)) {
    return { kind: 'exact', permission: 'cookies', text: say(running.length === 1 ? 'NUDGE_EXACT_ONLY' : inexact === 1 ? 'NUDGE_EXACT_ONE' : 'NUDGE_EXACT', inexact), what: word('NUDGE_EXACT_WHAT') };
  }
  // Private windows give no notification: there is nothing to offer there.
  const warned = seen.sessions.some(({ given }) => given.length > 0);
  if (!seen.notifications && warned && !platform.extension.inIncognitoContext && !isQuiet(refused.notify ?? [], now)) {
    return { kind: 'notify', permission: 'notifications', text: word('NUDGE_NOTIFY'), what: null };
  }
  return null;
}

export const nudge = {
  /** @returns {Promise<Refused>} */
  state: async () => (await platform.storage.local.get(KEY))[KEY] ?? {},

  /** @param {Overview} seen @param {Refused} refused @param {() => unknown} changed */
  build(seen, refused, changed) {
    const chosen = choose(seen, refused);
    if (!chosen) return null;
    const { kind, permission, text, what } = chosen;
    // The popup shows by itself what was stored.
    const no = () => platform.storage.local.set({ [KEY]: { ...refused, [kind]: [...(refused[kind] ?? []), Math.floor(Date.now() / 1000)] } });
    const made = el('section', { 'class': 'nudge', 'aria-label': text }, el('p', {}, text), what && el('p', { class: 'small' }, what),
      el('div', { class: 'row' }, allow(permission, changed), button(word('NOT_NOW'), no, { 'class': 'link', 'data-key': `not-now-${kind}` })));
    return { kind, made };
  },
};
