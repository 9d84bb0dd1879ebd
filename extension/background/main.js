// Wiring only: every listener is registered here, at once, so that a background that was stopped hears the event that starts it.
import { isFromContent, isFromOwnPage } from '../messages.js';
import { platform } from '../platform.js';
import { forgetUnwanted } from './addresses.js';
import { CONTENT_FILES, CONTENT_STYLES, isConsole, MATCHES, serviceName, serviceOf } from './console-hosts.js';
import { compareTabs, prepare, showAll, take, takeAll, wake } from './engine.js';
import { datesFor, onDateChanged } from './exact.js';
import { onNotificationClicked } from './notify.js';
import { changeOptions, loadOptions, onOptionsChanged } from './options.js';
import { answer, changeLists, details, goToSession } from './pages.js';
import { onWake } from './schedule.js';
import { watchGoesOn, watchWasOff } from './watch.js';

const SELF = platform.runtime.id;
const OWN_PAGES = platform.runtime.getURL('');
const BOTH = [false, true];
// A page that answers later than half a minute is found out by the next alarm, or when somebody asks.
const [LOOK, MOST_LOOKS] = [500, 60];
// Put in when wanted, so that no page carries them until then.
const CARDS = ['shared/spoken.js', 'shared/address.js', 'shared/end.js', 'shared/icons.js', 'content/cards.js'];
const PARTS = { notice: [...CARDS, 'content/notice.js'], panel: [...CARDS, 'content/panel.js'], move: ['content/move.js'], title: ['content/title.js'], bell: ['shared/icons.js', 'content/bell.js'] };

platform.runtime.onMessage.addListener((message, sender, respond) => {
  if (isFromContent(message, sender, SELF, isConsole)) {
    // What cannot be read changes nothing; an answer ends the sender's wait.
    heard(message, /** @type {chrome.tabs.Tab} */ (sender.tab), sender.url ?? '', respond).catch(console.error).finally(() => respond(undefined));
    return true;
  }
  if (isFromOwnPage(message, sender, SELF, OWN_PAGES)) {
    answer(message).catch(console.error).then(respond);
    return true;
  }
});

/** What a content script sent. @param {import('../messages.js').FromContent} message @param {chrome.tabs.Tab} tab @param {string} url @param {(answer: unknown) => void} respond */
async function heard(message, tab, url, respond) {
  const id = /** @type {number} */ (tab.id);
  if (closed.has(id)) return;
  if (message.kind === 'left') return left(id, tab.incognito);
  prepare(tab.incognito);
  const store = storeOf(tab);
  const asker = { tab: id, url, respond };
  /** @param {unknown} what */
  const taken = (what) => take(tab.incognito, what, asker);
  /**
   * With the dates that the browser tells, so that the page hears all at once. They are asked for now and awaited in its turn: the end of the tab may come
   * in between, and must not be taken first. @param {import('../messages.js').PageCookie | undefined} own @param {(cookie: unknown) => unknown} what
   */
  const dated = (own, what) => {
    const asked = Promise.all([pageCookie(own), datesFor(url, store)]);
    asked.catch(() => undefined);
    return takeAll(tab.incognito, async () => {
      const [cookie, dates] = await asked;
      return [what(cookie), ...dates.map((date) => ({ cookie: date }))];
    }, asker);
  };
  switch (message.kind) {
    case 'observed': {
      const navigated_at = Math.floor((Date.now() - Number(message.age)) / 1000);
      return dated(message.cookie, (cookie) => ({ observed: { tab: id, window: tab.windowId, store, navigated_at, page: message.page, cookie } }));
    }
    case 'looked':
      return dated(message.cookie, (cookie) => ({ looked: { tab: id, cookie, sign_in: message.sign_in, logged_out: message.logged_out } }));
    case 'switching': return taken({ switching: { store, tab: id, source: message.source, status: message.status } });
    case 'dismissed': return taken({ dismissed: { session: message.session, end: { lead: message.lead, end: message.end } } });
    case 'mute': return taken({ mute: { session: message.session, muted: message.muted } });
    case 'moved': return void await changeOptions({ position: message.position });
    case 'folded': return void await changeOptions({ folded: message.folded });
    case 'off': {
      const service = serviceName(serviceOf(url));
      return void await (message.everywhere ? changeOptions({ off: true }) : changeLists({ off_services: { put: [service] } }));
    }
    case 'put-in':
      // Where an organisation has locked its place, nothing moves the countdown.
      if (message.part === 'move' && (await loadOptions()).locked.includes('position')) return;
      return void await platform.scripting.executeScript({ target: { tabId: id }, files: PARTS[message.part] ?? [] });
    case 'details': return respond({ ...await details(tab.incognito, message.session), service: serviceName(serviceOf(url)) });
    case 'go': return goToSession(message.session, tab.incognito);
    case 'open-options': return void await platform.tabs.create({ url: platform.runtime.getURL(`options/options.html#${message.section}`) });
  }
}

/** The cookie store of a tab. Firefox names the container; Chromium has two stores only. @param {chrome.tabs.Tab} tab */
const storeOf = (tab) => String(/** @type {any} */ (tab).cookieStoreId ?? (tab.incognito ? '1' : '0'));

/** Tabs that are gone: a browser may bring their last message after their end, and gives no two tabs one number. @type {Set<number>} */
const closed = new Set();

/** Tabs whose next page is awaited. @type {Set<number>} */
const leaving = new Set();

/**
 * A page is about to be left: for another of the console's, for good, or not after all, as for a download. Where the tab leads is known once it loads.
 * `tabs.onUpdated` would tell; but a listener that is there when the background stops makes Chromium start it at every load of any tab from then on (tried: Chromium 156).
 * @param {number} id @param {boolean} isPrivate
 */
async function left(id, isPrivate) {
  if (leaving.has(id)) return;
  leaving.add(id);
  for (let looks = 0, loading = true; loading && looks < MOST_LOOKS; looks += 1) {
    await new Promise((next) => setTimeout(next, LOOK));
    loading = (await platform.tabs.get(id).catch(() => undefined))?.status === 'loading';
    await compareTabs(isPrivate);
  }
  leaving.delete(id);
}

/** The page's own cookie, without its date where the user has switched that off. @param {import('../messages.js').PageCookie | undefined} cookie */
async function pageCookie(cookie) {
  const { options } = await loadOptions();
  return cookie && !options.page_cookie ? { ...cookie, expires: undefined } : cookie;
}

onDateChanged((dates) => {
  for (const isPrivate of BOTH) takeAll(isPrivate, dates.map((cookie) => ({ cookie })));
});

onOptionsChanged(() => Promise.all([...BOTH.map(wake), forgetUnwanted()]).then(showAll));

onWake(wake);

onNotificationClicked((session) => goToSession(session, false));

platform.tabs.onRemoved.addListener((tab) => {
  closed.add(tab);
  for (const isPrivate of BOTH) take(isPrivate, { 'tab-gone': { tab } });
});

platform.runtime.onStartup.addListener(() => {
  watchGoesOn();
  // A policy can have changed while the browser was closed.
  forgetUnwanted();
  take(false, 'browser-started');
});

platform.runtime.onInstalled.addListener(async ({ reason }) => {
  // Behind what the user is doing: it asks for nothing.
  if (reason === 'install') platform.tabs.create({ url: platform.runtime.getURL('welcome/welcome.html'), active: false });
  else watchGoesOn();
  inject();
  // Chromium forgets an extension's alarms when it is updated, Firefox whenever it ends.
  for (const isPrivate of BOTH) wake(isPrivate);
});

platform.permissions.onAdded.addListener(async ({ origins = [], permissions = [] }) => {
  if (permissions.includes('cookies')) lookAtDates();
  if (origins.length === 0) return;
  // Access that was withheld and is given again: the pages that are open get their script.
  await watchWasOff();
  inject();
});

/** Takes the dates of all console pages that are open: the browser tells by itself only of those that change. */
async function lookAtDates() {
  const tabs = await platform.tabs.query({ url: MATCHES });
  for (const isPrivate of BOTH) {
    takeAll(isPrivate, async () => {
      const dates = await Promise.all(tabs.filter(({ incognito }) => incognito === isPrivate).map((tab) => datesFor(tab.url ?? '', storeOf(tab))));
      // Tabs of one host are sent the same cookies.
      return [...new Map(dates.flat().map((cookie) => [JSON.stringify(cookie), { cookie }])).values()];
    });
  }
}

/** Chrome puts content scripts into no open tab at install or update; Firefox does by itself, and the script guards against doubles. */
async function inject() {
  const tabs = await platform.tabs.query({ url: MATCHES });
  await Promise.allSettled(tabs.flatMap(({ id }) => {
    const target = { tabId: /** @type {number} */ (id) };
    return [...CONTENT_STYLES.length > 0 ? [platform.scripting.insertCSS({ target, files: CONTENT_STYLES })] : [], platform.scripting.executeScript({ target, files: CONTENT_FILES })];
  }));
}
