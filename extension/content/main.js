// The content script: sends what the page shows, shows what it is sent. It decides nothing.
'use strict';
if (window === window.top) {
  const api = globalThis.browser ?? globalThis.chrome;
  const facts = globalThis.sessionClockFacts;
  const cookies = globalThis.sessionClockCookies;
  const TAG = 'session-clock';
  const TICK = 10_000;

  // Put in again at install and update: the newest stays.
  globalThis.sessionClockStop?.();
  globalThis.sessionClockParts = undefined;
  for (const older of document.querySelectorAll(TAG)) older.remove();

  /** @type {Show | undefined} */
  let shown;
  /** @type {Countdown | undefined} */
  let built;
  let timer = 0;
  /** The minute for which the toolbar was told. @type {number | undefined} */
  let asked;
  let sessionId = '';
  let hadCookie = false;
  /** Whose page this is, was said. Until then the background takes it for the one that its tab showed before. */
  let said = false;
  /** Parts that are on their way. */
  const coming = new Set();
  const gone = new AbortController();
  const until = { signal: gone.signal };

  /** Stops for good: the extension is gone, or a newer script is here. */
  function stop() {
    gone.abort();
    clearTimeout(timer);
    built?.remove();
    resources?.disconnect();
  }

  /** @param {FromContent} message @returns {Promise<any>} */
  async function send(message) {
    // An orphan, after an update or removal.
    if (!api.runtime?.id) return stop();
    if (gone.signal.aborted) return;
    const part = message.kind === 'put-in' ? message.part : undefined;
    if (part) {
      // What is there already is not put in again, nor what is on its way: a warning would stand, and sound, twice.
      if (globalThis.sessionClockParts?.[part]) return use(part);
      if (coming.has(part)) return;
      coming.add(part);
    }
    try {
      const answer = await api.runtime.sendMessage(message);
      if (answer?.kind === 'show') show(answer);
      if (part) use(part);
      return answer;
    } catch {
      if (!api.runtime?.id) stop();
    } finally {
      coming.delete(part);
    }
  }

  /** Uses a part that is put in when it is wanted. @param {import('../messages.js').PutIn['part']} part */
  function use(part) {
    if (built && shown) globalThis.sessionClockParts?.[part]?.(built, shown, send);
  }

  /** @param {Show} message */
  function show(message) {
    // What comes while the notice is put in takes no tone from it.
    message.sound ||= Boolean(shown?.sound && message.view?.notice);
    shown = message;
    if (message.ends) globalThis.sessionClockTime.know(message.lang, message.ends);
    if (!message.view) {
      built?.remove();
      built = undefined;
      return;
    }
    if (!built) {
      const element = document.createElement(TAG);
      built = globalThis.sessionClockCountdown.build(element.attachShadow({ mode: 'closed' }), element, send);
    }
    tick();
    built.place(message.look);
  }

  function tick() {
    clearTimeout(timer);
    if (!api.runtime?.id) return stop();
    const view = shown?.view;
    if (gone.signal.aborted || !shown || !view || !built) return;
    const now = Date.now() / 1000;
    built.tick(shown, now);
    const parts = globalThis.sessionClockParts;
    for (const [part, wanted] of /** @type {const} */ ([['notice', view.notice], ['title', shown.look.title], ['bell', view.muted]])) {
      if (wanted || parts?.[part]) send({ kind: 'put-in', part });
    }
    // The page may have taken it away. Beside the body, since what filters or moves that would move this too.
    if (built.host.parentNode !== document.documentElement) document.documentElement.append(built.host);
    // Only the title of a tab is seen while its page is not.
    const { hidden } = document;
    if (hidden && !shown.look.title) return;
    const left = (view.end ?? 0) - now;
    // The toolbar says the same, so it asks at each minute.
    const minute = Math.floor(left / 60);
    if (!hidden && ((minute !== asked && asked !== undefined) || (view.next !== null && view.next <= now))) look();
    asked = minute;
    // The next full minute, in the last one or beside a notice's figure the next second, the next change, or the next sign of life.
    const toNext = hidden || view.next === null ? TICK : Math.max(200, (view.next - now) * 1000 + 20);
    const step = (parts?.notice && view.notice) || left < 60 ? 1 : 60;
    timer = setTimeout(tick, Math.min(TICK, left > 0 ? (left % step) * 1000 + 20 : TICK, toNext));
  }

  /** What a page can cause without end: a few at once, then one a second, and the last. @param {Function} work @param {any} [last] */
  function paced(work, last) {
    let [due, waiting] = [0, 0];
    const go = () => {
      due = Math.max(due, performance.now()) + 1000;
      work(last);
      last = undefined;
      return waiting = 0;
    };
    return (given = last) => {
      last = given || last;
      const wait = due - performance.now() - 4000;
      waiting ||= wait > 0 ? setTimeout(go, wait) : go();
    };
  }

  /** A cookie that this page never had says nothing by not being there. */
  async function sessionCookie() {
    const cookie = await cookies.session(sessionId);
    hadCookie ||= cookie?.present ?? false;
    return hadCookie ? cookie : undefined;
  }

  const look = paced(async (logged_out = false) => {
    if (!said) return;
    const [cookie, user] = await Promise.all([sessionCookie(), cookies.user()]);
    send({ kind: 'looked', cookie, sign_in: user?.sign_in, logged_out });
  });
  const switching = paced(send);
  const leaving = paced(send);

  async function observe(restored = false) {
    const page = facts.read();
    if (restored) {
      Object.assign(page, { navigation: 'back-forward', answered: false });
      // What was on its way when the page was left, Chromium never answers.
      coming.clear();
    }
    sessionId = page.meta.session_id ?? /^\d{12}-[0-9a-z]{8}(?=\.)/.exec(page.host)?.[0] ?? '';
    const [user, cookie] = await Promise.all([cookies.user(), sessionCookie()]);
    said = true;
    await send({ kind: 'observed', page: { ...page, user }, age: restored ? 0 : Math.round(performance.now()), cookie });
  }

  /** A page's own request to switch role names its source, at the length of a session's id; whether it is one, the core says. @type {PerformanceObserver | undefined} */
  let resources;
  function watchRequests() {
    if (gone.signal.aborted) return;
    resources = new PerformanceObserver((list) => {
      for (const entry of /** @type {any[]} */ (list.getEntries())) {
        const source = /^https:\/\/[^/]+\/sessions\/([\w-]{21})\/v1\/switchrole(\?|$)/.exec(entry.name)?.[1];
        if (source) switching({ kind: 'switching', source, status: entry.responseStatus ?? 0 });
      }
    });
    resources.observe({ type: 'resource', buffered: true });
  }

  function start() {
    // Nobody switches while the page still loads, and what came before is told too.
    requestIdleCallback(watchRequests, { timeout: 1000 });
    if (facts.metaText() !== null) return observe();
    const found = () => {
      waiting.disconnect();
      clearTimeout(late);
      observe();
    };
    const waiting = new MutationObserver(() => facts.metaText() !== null && found());
    // Some pages add it a little later.
    const late = setTimeout(found, TICK);
    waiting.observe(document, { childList: true, subtree: true });
  }

  globalThis.sessionClockStop = stop;
  // Called by the background (effects.js, "tell"). A listener for messages would cost each page in a new process almost a millisecond.
  globalThis.sessionClockShow = (message) => {
    if (gone.signal.aborted || !said) return false;
    show(message);
    return true;
  };
  // First, so that all else is done while the browser looks for the cookies. A prerendered page is no visit yet.
  if (/** @type {any} */ (document).prerendering) document.addEventListener('prerenderingchange', start, { once: true });
  else start();
  // Not a forged one.
  document.addEventListener('visibilitychange', ({ isTrusted }) => {
    if (!isTrusted) return;
    tick();
    if (!document.hidden) look();
  }, until);
  // Later, once another page has its place, nothing that this one says arrives.
  addEventListener('beforeunload', ({ isTrusted }) => isTrusted && leaving({ kind: 'left' }), until);
  // From the back-forward cache.
  addEventListener('pageshow', ({ isTrusted, persisted }) => isTrusted && persisted && observe(true), until);
  // The console's word that it was logged out. A page can forge it for its own session only.
  addEventListener('auth-change-detected', () => look(true), until);
}
