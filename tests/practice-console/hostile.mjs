// What a hostile page does, from before any other script of it runs. It is served on console hosts, under the same strict policy.

/**
 * Attacks, joined by dots in the variant's `hostile`:
 * `idle` waits for `hang(ms)`, which keeps the main thread busy; `worlds` redefines what a script leans on; `clobber` names elements after the document's own members; `meta` rewrites the session data a thousand times a second,
 * naming the `victim`'s session too; `claim` says once that it is the victim's page; `entries` makes resource entries of switches without end; `events` forges events a thousand times a second;
 * `elements` removes and covers whatever is not its own, and replaces the body; `cookies` sets session cookies with other dates; `reload` reloads itself without end.
 * `practiceHostile` counts what was done; `stop()` ends it.
 */
export const HOSTILE_SCRIPT = `
'use strict';
{
  const { hostile, victim } = window.practiceSetup;
  const done = window.practiceHostile = { meta: 0, entries: 0, events: 0, elements: 0, cookies: 0, reached: 0 };
  // What the attacks need, from before they spoil it.
  const { Event, PointerEvent, PageTransitionEvent, JSON: { stringify, parse }, fetch, document, location, Date } = window;
  const performanceNow = performance.now.bind(performance);
  const create = document.createElement.bind(document);
  const query = document.querySelector.bind(document);
  const timers = [];
  // Twenty at a time, fifty times a second: more often no browser calls back.
  const often = (act) => timers.push(setInterval(() => { for (let i = 0; i < 20; i += 1) act(); }, 20), act());
  let isStopped = false;
  done.stop = () => { isStopped = true; timers.forEach((timer) => clearInterval(timer)); };
  done.hang = (ms) => { for (const until = performanceNow() + ms; performanceNow() < until;); };
  const extension = { test: RegExp.prototype.test.bind(/-extension:/) };
  const markup = '<img src=x onerror="window.practiceEvil=1">';
  const attacks = {
    idle() {},
    worlds() {
      // Only what a script of an extension calls counts.
      const reached = () => { const error = new Error('hostile'); if (extension.test(error.stack)) done.reached += 1; throw error; };
      Date.now = () => 0;
      window.Date = function () { return { getTime: () => 0 }; };
      JSON.parse = () => ({ accountId: '999988887777', sessionARN: 'arn:aws:iam::999988887777:root' });
      JSON.stringify = () => '{}';
      window.MutationObserver = window.PerformanceObserver = window.CSSStyleSheet = window.AbortController = reached;
      performance.now = performance.getEntriesByType = reached;
      Object.defineProperty(window, 'crypto', { value: { subtle: { digest: reached } } });
      Object.defineProperty(window, 'performance', { value: { now: reached, getEntriesByType: reached } });
      Object.defineProperty(window, 'chrome', { value: undefined });
      Object.defineProperty(window, 'browser', { value: { runtime: { id: 'hostile', sendMessage: reached, onMessage: { addListener: reached } } } });
      Object.defineProperty(Document.prototype, 'cookie', { get: () => 'aws-userInfo=hostile', set: () => {} });
      Object.defineProperty(Document.prototype, 'hidden', { get: () => true });
      const { attachShadow } = Element.prototype;
      Element.prototype.attachShadow = function () { done.reached += 1; return attachShadow.call(this, { mode: 'open' }); };
      for (const name of ['append', 'remove', 'setAttribute', 'getAttribute', 'querySelector', 'closest']) Element.prototype[name] = reached;
      for (const name of ['appendChild', 'addEventListener']) Node.prototype[name] = reached;
      for (const name of ['querySelector', 'querySelectorAll', 'createElement']) Document.prototype[name] = reached;
      for (const name of ['map', 'find', 'join', 'flatMap', Symbol.iterator]) Array.prototype[name] = reached;
      for (const name of ['replace', 'split', 'startsWith', 'slice']) String.prototype[name] = reached;
      Object.defineProperty(Object.prototype, 'kind', { set: reached, get: () => 'show' });
      window.setTimeout = window.setInterval = window.clearTimeout = reached;
      window.sessionClockStop = window.sessionClockShow = window.sessionClockFacts = window.sessionClockCookies = window.sessionClockParts = reached;
    },
    clobber() {
      for (const name of ['querySelector', 'querySelectorAll', 'cookie', 'hidden', 'createElement', 'body', 'visibilityState', 'sessionClockStop', 'sessionClockShow', 'sessionClockFacts', 'browser', 'chrome']) {
        const [form, image] = [create('form'), create('img')];
        form.name = form.id = image.name = image.id = name;
        document.head.append(form, image);
      }
    },
    meta() {
      const meta = query('meta[name=awsc-session-data]');
      const own = parse(meta.content);
      const forged = [
        { ...own, sessionARN: 'arn:aws:iam::' + own.accountId + ':user/mallory' }, { ...own, sessionDifferentiator: victim.sessionDifferentiator },
        victim, { ...victim, sessionARN: 'arn:aws:iam::' + victim.accountId + ':root' },
        { ...own, accountAlias: markup, displayName: markup, sessionARN: markup }, { ...own, accountId: {} }, [own],
      ].map((data) => stringify(data));
      forged.push('{', '', 'null');
      often(() => { meta.content = forged[done.meta % forged.length]; done.meta += 1; });
    },
    claim() {
      query('meta[name=awsc-session-data]').content = stringify(victim);
    },
    entries() {
      const ask = async (status) => {
        while (!isStopped) {
          await fetch('/sessions/' + victim.sessionDifferentiator + '/v1/switchrole?status=' + status, { method: 'POST' }).catch(() => undefined);
          done.entries += 1;
          performance.clearResourceTimings();
        }
      };
      for (const status of [200, 204, 403]) ask(status);
    },
    events() {
      often(() => {
        dispatchEvent(new Event('auth-change-detected'));
        dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
        for (const name of ['visibilitychange', 'prerenderingchange', 'resume']) document.dispatchEvent(new Event(name));
        const ours = query('session-clock');
        for (const name of ['pointerenter', 'pointerdown', 'pointerup', 'click']) ours?.dispatchEvent(new PointerEvent(name, { bubbles: true, composed: true }));
        done.events += 1;
      });
    },
    elements() {
      addEventListener('load', () => timers.push(setInterval(() => {
        done.elements += 1;
        if (done.elements % 3 === 0) document.body.replaceWith(create('body'));
        query('session-clock')?.remove();
        const cover = document.body.appendChild(create('div'));
        cover.style.cssText = 'position:fixed;inset:0;z-index:2147483647;background:#fff';
      }, 5)));
    },
    cookies() {
      often(() => {
        const expires = new Date(Date.now() + 3_600_000 + done.cookies * 1000).toUTCString();
        document.cookie = 'aws-signer-token_us-east-' + done.cookies % 3 + '=x; Path=/; Secure; Expires=' + expires;
        done.cookies += 1;
      });
    },
    reload() {
      sessionStorage.loads = Number(sessionStorage.loads ?? 0) + 1;
      addEventListener('load', () => setTimeout(() => { if (!sessionStorage.stop) location.reload(); }));
    },
  };
  for (const name of hostile.split('.')) attacks[name]();
}
`;
