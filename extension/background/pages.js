// Answers to the popup, the options page, the first-run page and the panel.
import '../shared/address.js';
import { platform } from '../platform.js';
import { addresses } from './addresses.js';
import { hasAccess, MATCHES } from './console-hosts.js';
import { loadCore, phrases } from './core.js';
import { compareTabs, forgetEverything, take } from './engine.js';
import { isAllowed } from './exact.js';
import { withEntries } from './lists.js';
import { mayNotify } from './notify.js';
import { changeOptions, langOf, loadOptions } from './options.js';
import { now } from './schedule.js';
import { sessionsOf, whose } from './sessions.js';
import { drop, inTurn, isDamaged, load, setAside, whyUnsaved } from './store.js';

/** @param {import('../messages.js').FromPage} message @returns {Promise<unknown>} */
export async function answer(message) {
  switch (message.kind) {
    case 'overview': return overview();
    case 'words': return words();
    case 'event': return take(message.isPrivate, message.what);
    case 'options': return loadOptions();
    case 'change-options': return changeOptions(message.change);
    case 'change-lists': return changeLists(message.entries);
    case 'go-to-tab': return goToTab(message.tab);
    case 'drop': return drop(message.what);
    case 'everything': return { local: await platform.storage.local.get(null), session: await platform.storage.session.get(null) };
    case 'forget-everything': return forgetEverything();
  }
}

/** Changes lists of the options, entry by entry; answered as `change-options`. @param {import('../messages.js').Entries} entries */
export async function changeLists(entries) {
  const { howSpecific } = await loadCore();
  return changeOptions((now) => withEntries(now, entries, howSpecific));
}

/** Every session, soonest end first, and what it was told from. */
async function known() {
  // No page offers the way to a tab that leads elsewhere by now.
  await Promise.all([compareTabs(false), compareTabs(true)]);
  const [core, { options, locked }] = await Promise.all([loadCore(), loadOptions()]);
  const lang = langOf(options);
  const manner = { options, lang, words: phrases('page', lang) };
  const pages = options.keep_address ? await addresses() : {};
  const read = await inTurn(() => Promise.all([readLedger(core, false, manner), readLedger(core, true, manner)]));
  const sessions = read.flatMap(({ sessions }, at) => sessions.map((session) => ({ ...session, isPrivate: at === 1, page: (at === 0 && pages[session.session]) || null })));
  return { core, manner, locked, ledgers: read.map(({ ledger }) => ledger), sessions };
}

/**
 * A ledger and its sessions. One that cannot be read is put aside, as where an event comes. Inside a turn only.
 * @param {Awaited<ReturnType<typeof loadCore>>} core @param {boolean} isPrivate @param {import('./sessions.js').Manner} manner
 */
async function readLedger(core, isPrivate, manner) {
  const ledger = await load(isPrivate);
  try {
    return { ledger, sessions: sessionsOf(core, ledger, manner, now()) };
  } catch (fault) {
    if (/** @type {Error} */ (fault).name !== 'InvalidLedger') throw fault;
    await setAside(isPrivate, fault);
    return { ledger: undefined, sessions: [] };
  }
}

/** The same, and what the pages need around it. */
async function overview() {
  const { core, manner, locked, ledgers, sessions } = await known();
  const [access, cookies, notifications, damaged] = await Promise.all([hasAccess(), isAllowed(), mayNotify(), isDamaged()]);
  return {
    sessions, options: manner.options, locked, access, origins: MATCHES, cookies, notifications, damaged, unsaved: whyUnsaved(),
    dropped: ledgers.reduce((sum, ledger) => sum + Number(ledger?.dropped ?? 0), 0),
    misunderstood: ledgers.flatMap((ledger) => (ledger?.tabs ?? []).filter((tab) => tab.misunderstood)),
    roles: learnedRoles(core, ledgers[0], manner),
  };
}

/** What was learned of roles, each with from whom it is usually switched to. @param {Awaited<ReturnType<typeof loadCore>>} core @param {import('../core/session_clock_wasm.js').Ledger | undefined} ledger @param {import('./sessions.js').Manner} manner */
function learnedRoles(core, ledger, manner) {
  const sources = core.usual_sources(ledger, manner.lang);
  return (/** @type {object[]} */ (ledger?.roles ?? [])).map((role, at) => ({ ...role, from: sources[at] && whose(sources[at], manner) }));
}

/** The phrases of our own pages. */
async function words() {
  const lang = langOf((await loadOptions()).options);
  return { lang, words: { ...phrases('page', lang), ...phrases('panel', lang), ...phrases('pages', lang) } };
}

/** What the panel shows of one session. @param {boolean} isPrivate @param {number} session */
export async function details(isPrivate, session) {
  const [{ sessions, locked, manner: { options } }, cookies] = await Promise.all([known(), isAllowed()]);
  const find = (/** @type {number | null | undefined} */ id) => sessions.find((known) => known.session === id && known.isPrivate === isPrivate);
  const found = find(session);
  const origin = /** @type {any} */ (found)?.origin;
  const from = find(origin?.switch?.source)?.who.who;
  return { session: found ? { ...found, from } : null, folded: options.folded, locked, cookies, ...await words() };
}

/** Brings a tab to the front, with its window. @param {number} id @returns {Promise<boolean>} false where it was closed meanwhile */
async function goToTab(id) {
  try {
    const { windowId } = /** @type {chrome.tabs.Tab} */ (await platform.tabs.update(id, { active: true }));
    await platform.windows.update(windowId, { focused: true });
    return true;
  } catch {
    return false;
  }
}

/** Brings a session's tab to the front. Of one that has none, the way back in once it is over; else the list, which tells of it. @param {number} session @param {boolean} isPrivate */
export async function goToSession(session, isPrivate) {
  const found = (await details(isPrivate, session)).session;
  if (found?.tabs[0] !== undefined && await goToTab(found.tabs[0])) return;
  const { href } = found?.view.phase === 'ended' ? globalThis.sessionClockAddress.back(found.view.back, found.page) : { href: null };
  const { id } = await platform.tabs.create({ url: href ?? platform.runtime.getURL('popup/popup.html') });
  // A new tab leaves its window where it was.
  await goToTab(/** @type {number} */ (id));
}
