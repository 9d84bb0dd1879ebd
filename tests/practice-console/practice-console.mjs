// The practice console: an HTTPS server on loopback that plays AWS's console, sign-in hosts, an access portal, an identity
// provider and a broker. It plays AWS, and knows nothing of the extension. Source of all it does: docs/console-facts.md.
import { createServer } from 'node:https';
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { meaningOfHost, PORTAL_HOST, IDP_HOST, BROKER_HOST, ELSEWHERE_HOST } from './hosts.mjs';
import { makeCertificate } from './certificate.mjs';
import { newSignIn, newSwitch, startSession, isAlive, nowSeconds } from './sessions.mjs';
import { OWN_COOKIE, parseCookies, sessionIdCookie, signInCookies, consoleCookies, clearedCookies } from './cookies.mjs';
import { HOSTILE_SCRIPT } from './hostile.mjs';
import { NORMAL, PAGE_SCRIPT, consolePage, plainPage, form, escapeHtml } from './pages.mjs';

/**
 * @typedef {import('./sessions.mjs').Session} Session
 * @typedef {import('./sessions.mjs').SignInOptions} SignInOptions
 * @typedef {import('./sessions.mjs').SwitchOptions} SwitchOptions
 * @typedef {import('./pages.mjs').Variant} Variant
 *
 * @typedef {{ at: number, host: string, method: string, path: string, headers: import('node:http').IncomingHttpHeaders }} SeenRequest
 *
 * @typedef {object} Arrival a way to a session that a browser can be sent on
 * @property {Session} session
 * @property {string} url opens by itself and goes on by itself
 * @property {string} manualUrl the same, but waits for a click on `#practice-go`
 * @property {string} landing the console page that it leads to
 *
 * @typedef {object} Ticket
 * @property {Session} session @property {Session | null} source
 * @property {'sign-in' | 'saml' | 'federation' | 'form' | 'sign-in-page' | 'fetch'} via
 * @property {boolean} chooser
 */

const SAVED_PAGES = new URL('../saved-pages/', import.meta.url);

class PracticeConsole {
  /** Every request that arrived, first to last. @type {SeenRequest[]} */
  requests = [];
  /** The host name of every TLS connection that was tried, also of those that failed. @type {string[]} */
  connections = [];
  port = 0;
  /** @type {Map<string, Session>} */ #sessions = new Map();
  /** @type {Map<string, Ticket>} */ #tickets = new Map();
  /** @type {Partial<Variant>} */ #variant = {};
  /** @type {Map<string, Partial<Variant>>} */ #variantOfPath = new Map();
  /** @type {string | null} */ #signInReferrerPolicy = null;
  #mayKeep = false;
  /** @type {import('node:https').Server} */ #server;

  /** @param {{ key: string, cert: string }} certificate */
  constructor(certificate) {
    this.#server = createServer({ ...certificate, SNICallback: (name, done) => { this.connections.push(name); done(null); } }, (request, response) => {
      this.#answer(request, response).catch((error) => {
        console.error('practice console:', error);
        response.destroy();
      });
    });
  }

  /** @param {number} port */
  async listen(port) {
    await new Promise((resolve, reject) => this.#server.once('error', reject).listen(port, '127.0.0.1', () => resolve(undefined)));
    this.port = /** @type {import('node:net').AddressInfo} */ (this.#server.address()).port;
  }

  async close() {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  /** Sets how every console page is from now on. @param {Partial<Variant>} variant */
  set(variant) { this.#variant = { ...this.#variant, ...variant }; }

  /** Sets how the console pages of one path are, over `set`. @param {string} path @param {Partial<Variant>} variant */
  setPath(path, variant) { this.#variantOfPath.set(path, variant); }

  /** The Referrer-Policy of every page from which a sign-in or switch starts; null for the browser's default. @param {string | null} policy */
  setReferrerPolicy(policy) { this.#signInReferrerPolicy = policy; }

  /** Whether a browser may keep pages in its back-forward cache. What AWS's own headers say of it is not known. @param {boolean} may */
  setMayKeep(may) { this.#mayKeep = may; }

  /** Back to documented pages. The sessions stay. */
  reset() { this.#variant = {}; this.#variantOfPath.clear(); this.#signInReferrerPolicy = null; this.#mayKeep = false; this.requests.length = 0; this.connections.length = 0; }

  /**
   * A sign-in that a browser can make. The referrer of its landing is that of a real navigation: the sign-in host for IAM user and
   * root (a form POST and its redirect), the IdP for SAML, the sign-in host too where SAML asks for the role (`chooser`),
   * the access portal for Identity Center, the broker for the federation endpoint.
   * @param {SignInOptions & { chooser?: boolean }} options @returns {Arrival}
   */
  signIn(options) {
    const session = this.#add(newSignIn(options));
    const { kind } = options;
    const via = kind === 'saml' ? 'saml' : kind === 'iam-user' || kind === 'root' ? 'sign-in' : 'federation';
    const start = via === 'sign-in' ? `https://${session.signInHost}/oauth?` : via === 'saml' ? `https://${IDP_HOST}/sso?`
      : kind === 'identity-center' ? `https://${PORTAL_HOST}/start/?` : `https://${BROKER_HOST}/?`;
    return this.#arrival({ session, source: null, via, chooser: options.chooser ?? false }, start);
  }

  /**
   * A switch of role from the console page of `source`. `form`: the page posts to the sign-in host, which redirects (referrer: the
   * source's host). `sign-in-page`: the form is a page of the sign-in host (referrer: that host). `fetch`: the page itself asks, with
   * CORS, then goes to the answer (referrer: the source's host; leaves a resource entry).
   * @param {Session} source @param {SwitchOptions & { via?: 'form' | 'sign-in-page' | 'fetch' }} [options] @returns {Arrival}
   */
  switchRole(source, options = {}) {
    const session = this.#add(newSwitch(source, options));
    const via = options.via ?? 'form';
    const start = via === 'sign-in-page'
      ? `https://${source.signInHost}/switchrole?account=${session.account}&roleName=${encodeURIComponent(session.displayName.split('/')[0])}&displayName=practice&`
      : `https://${source.landing.host}/practice/switch?`;
    return this.#arrival({ session, source, via, chooser: false }, start);
  }

  /** Without multi-session: back from a role to the original sign-in. @param {Session} session @returns {Arrival} */
  switchBack(session) {
    if (session.multiSession || session === session.signIn) throw new Error('only a switched role without multi-session can be switched back from');
    return this.#arrival({ session: session.signIn, source: session, via: 'form', chooser: false }, `https://${session.landing.host}/practice/switch?`);
  }

  /** The page that signs the browser out when it is opened. @param {Session} session */
  signOutUrl(session) { return `https://${session.signInHost}/logout?practice-session=${session.id}`; }

  /** A console page of a session. @param {Session} session @param {string} [path] @param {Partial<Variant>} [variant] */
  url(session, path = session.landing.path, variant) {
    const url = new URL(path, `https://${session.landing.host}`);
    if (variant) url.searchParams.set('variant', Object.entries(variant).map((pair) => pair.join(':')).join(','));
    return url.href;
  }

  /** AWS ends the session early: from now on its pages are refused and its cookies cleared. Open pages learn by asking. @param {Session} session */
  revoke(session) { session.over = true; }

  /** AWS gives the session a later (or earlier) end; the next answer of a console page carries the new date. @param {Session} session @param {number} seconds from now */
  renew(session, seconds) { session.endsAt = nowSeconds() + seconds; }

  /** A saved page, on a host that the test chooses; no session is asked for. @param {string} host @param {string} name */
  savedUrl(host, name) { return `https://${host}/practice/saved/${name}`; }

  /** A page that is no console and holds one in a frame. @param {string} url */
  framedUrl(url) { return `https://${ELSEWHERE_HOST}/framed?src=${encodeURIComponent(url)}`; }

  /** Requests for hosts that are neither the console's nor ones this server plays. */
  foreignRequests() { return this.requests.filter((seen) => meaningOfHost(seen.host).role === 'unknown'); }

  #add(/** @type {Session} */ session) { this.#sessions.set(session.id, session); return session; }

  /** @returns {Arrival} */
  #arrival(/** @type {Ticket} */ ticket, /** @type {string} */ start) {
    const id = randomBytes(9).toString('hex');
    this.#tickets.set(id, ticket);
    const manualUrl = `${start}practice-ticket=${id}`;
    return { session: ticket.session, url: `${manualUrl}&auto=1`, manualUrl, landing: `https://${ticket.session.landing.host}${ticket.session.landing.path}` };
  }

  /** @param {import('node:http').IncomingMessage} request @param {import('node:http').ServerResponse} response */
  async #answer(request, response) {
    const host = (request.headers.host ?? '').replace(/:\d+$/, '').toLowerCase();
    const url = new URL(request.url ?? '/', `https://${host || 'localhost'}`);
    this.requests.push({ at: Date.now(), host, method: request.method ?? '', path: request.url ?? '', headers: request.headers });
    const body = new URLSearchParams(request.method === 'POST' ? await text(request) : '');
    const exchange = { request, response, url, host, body, cookies: parseCookies(request.headers.cookie), meaning: meaningOfHost(host) };
    response.setHeader('Cache-Control', this.#mayKeep ? 'no-cache' : 'no-store');
    if (url.pathname === '/favicon.ico') return void response.writeHead(204).end();
    switch (exchange.meaning.role) {
      case 'console': return this.#console(exchange);
      case 'sign-in': return this.#signIn(exchange);
      case 'portal': case 'idp': case 'broker': return this.#start(exchange);
      case 'elsewhere': case 'lookalike': return this.#elsewhere(exchange);
      default: return void response.writeHead(404, { 'Content-Type': 'text/plain' }).end('no such host');
    }
  }

  // --- console hosts -----------------------------------------------------------------------------------------------------

  /** @typedef {{ request: import('node:http').IncomingMessage, response: import('node:http').ServerResponse, url: URL, host: string, body: URLSearchParams, cookies: Map<string, string>, meaning: import('./hosts.mjs').HostMeaning }} Exchange */

  async #console(/** @type {Exchange} */ exchange) {
    const { response, url } = exchange;
    if (url.pathname === '/practice/page.js') return void response.writeHead(200, { 'Content-Type': 'text/javascript' }).end(PAGE_SCRIPT);
    if (url.pathname === '/practice/hostile.js') return void response.writeHead(200, { 'Content-Type': 'text/javascript' }).end(HOSTILE_SCRIPT);
    // What a hostile page asks for, to have it in its resource entries.
    if (/^\/sessions\/[^/]+\/v1\/switchrole$/.test(url.pathname)) return void response.writeHead(Number(url.searchParams.get('status')) || 200).end();
    if (url.pathname.startsWith('/practice/saved/')) return this.#saved(exchange);
    const session = this.#sessionOf(exchange);
    if (!session || !isAlive(session)) return this.#refuse(exchange, session);
    const isRenewal = url.pathname === '/practice/renew';
    if (isRenewal || !session.cookies.lateMs) response.setHeader('Set-Cookie', [...signInCookies(session), ...consoleCookies(session)]);
    if (isRenewal) return void response.writeHead(204).end();
    const ticket = url.pathname === '/practice/switch' ? this.#tickets.get(url.searchParams.get('practice-ticket') ?? '') : undefined;
    if (ticket) response.setHeader('Referrer-Policy', this.#signInReferrerPolicy ?? 'strict-origin-when-cross-origin');
    const nonce = randomBytes(12).toString('base64');
    const variant = { ...NORMAL, ...this.#variant, ...this.#variantOfPath.get(url.pathname), ...variantOfQuery(url.searchParams.get('variant')) };
    this.#html(response, nonce, consolePage(session, variant, { nonce, extra: ticket ? this.#switchForm(ticket, url, nonce) : '' }));
  }

  /** With multi-session the host names the session; without it the browser has one. Either way the browser must hold its cookie. */
  #sessionOf(/** @type {Exchange} */ { meaning, cookies }) {
    const { differentiator } = meaning;
    if (differentiator) {
      const secrets = [cookies.get(sessionIdCookie(differentiator)), cookies.get(`${OWN_COOKIE}-${differentiator}`)];
      return [...this.#sessions.values()].find((s) => s.differentiator === differentiator && secrets.includes(s.secret));
    }
    const [id, secret] = (cookies.get(OWN_COOKIE) ?? '').split(/\.(.*)/);
    const session = this.#sessions.get(id);
    return session?.secret === secret && session?.partition === meaning.partition ? session : undefined;
  }

  #refuse(/** @type {Exchange} */ { response, url, meaning }, /** @type {Session | undefined} */ session) {
    if (session) response.setHeader('Set-Cookie', clearedCookies(session, true));
    if (url.pathname === '/practice/renew') return void response.writeHead(403).end();
    const signIn = session?.signInHost ?? [...this.#sessions.values()].find((s) => s.partition === meaning.partition)?.signInHost ?? 'signin.aws.amazon.com';
    response.writeHead(302, { Location: `https://${signIn}/oauth?redirect_uri=${encodeURIComponent(url.href)}` }).end();
  }

  #switchForm(/** @type {Ticket} */ ticket, /** @type {URL} */ url, /** @type {string} */ nonce) {
    const { session, source, via } = ticket;
    if (!source) throw new Error('a switch has a source');
    const action = source.multiSession ? `https://${source.signInHost}/sessions/${source.differentiator}/v1/switchrole` : `https://${source.signInHost}/switchrole`;
    const fields = { account: session.account, roleName: session.displayName.split('/')[0], 'practice-ticket': url.searchParams.get('practice-ticket') ?? '' };
    const auto = url.searchParams.has('auto');
    const fetches = via !== 'fetch' ? '' : `document.forms[0].addEventListener('submit', async (event) => {
      event.preventDefault();
      const answer = await fetch(event.target.action, { method: 'POST', mode: 'cors', credentials: 'include', body: new URLSearchParams(new FormData(event.target)), headers: { Accept: 'application/json' } });
      if (answer.ok) location.assign((await answer.json()).destination);
    });`;
    return `${form(action, fields, 'Switch role')}<script nonce="${nonce}">${fetches}${auto ? 'addEventListener("load", () => document.forms[0].requestSubmit());' : ''}</script>`;
  }

  async #saved(/** @type {Exchange} */ { response, url }) {
    const name = url.pathname.slice('/practice/saved/'.length);
    if (!/^[a-z0-9-]+\.html$/.test(name)) return void response.writeHead(404).end();
    const nonce = randomBytes(12).toString('base64');
    const html = await readFile(new URL(name, SAVED_PAGES), 'utf8');
    this.#html(response, nonce, html.replaceAll('PRACTICE-NONCE', nonce));
  }

  /** Source of the policy: the strictest that a console page is held to here, so that nothing of the extension can lean on a lax one. */
  #html(/** @type {import('node:http').ServerResponse} */ response, /** @type {string} */ nonce, /** @type {string} */ html) {
    response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8',
      'Content-Security-Policy': `script-src 'self' 'nonce-${nonce}'; require-trusted-types-for 'script'` }).end(html);
  }

  // --- sign-in hosts -----------------------------------------------------------------------------------------------------

  #signIn(/** @type {Exchange} */ exchange) {
    const { request, response, url, body } = exchange;
    if (url.pathname === '/logout') return this.#logout(exchange);
    if (request.method === 'OPTIONS') return void this.#cors(exchange).writeHead(204).end();
    const ticket = this.#tickets.get(body.get('practice-ticket') ?? url.searchParams.get('SigninToken') ?? '');
    const asked = this.#tickets.get(url.searchParams.get('practice-ticket') ?? '');
    if (request.method === 'GET' && !ticket) return asked ? this.#start(exchange) : this.#page(response, plainPage('Sign in', '<p>Sign in to go on.</p>'));
    if (!ticket) return void response.writeHead(400, { 'Content-Type': 'text/plain' }).end('no ticket');
    if (ticket.chooser && !body.has('chosen')) {
      const fields = { 'practice-ticket': body.get('practice-ticket') ?? '', chosen: '1' };
      return this.#page(response, plainPage('Select a role', form('/saml', fields, 'Sign in') + auto(body.has('auto'))));
    }
    return this.#enter(exchange, ticket);
  }

  /** The session begins here: cookies, and on to the console. */
  #enter(/** @type {Exchange} */ exchange, /** @type {Ticket} */ { session, source, via }) {
    const { response, request, url } = exchange;
    if (via === 'fetch') this.#cors(exchange);
    const needed = source && (source.multiSession ? source : source.signIn);
    const named = /^\/sessions\/([^/]+)\/v1\/switchrole$/.exec(url.pathname)?.[1];
    const wrongPath = source && (source.multiSession ? named !== source.differentiator : url.pathname !== '/switchrole');
    if (wrongPath || (needed && !isAlive(needed))) return void response.writeHead(403, { 'Content-Type': 'text/plain' }).end('not allowed');
    startSession(session, nowSeconds());
    response.setHeader('Set-Cookie', signInCookies(session));
    const destination = `https://${session.landing.host}${session.landing.path}`;
    if (via === 'fetch' && request.headers.accept?.includes('application/json')) {
      return void response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify({ destination }));
    }
    response.writeHead(302, { Location: destination }).end();
  }

  #cors(/** @type {Exchange} */ { request, response }) {
    const { origin } = request.headers;
    if (origin && meaningOfHost(new URL(origin).hostname).role === 'console') {
      response.setHeader('Access-Control-Allow-Origin', origin);
      response.setHeader('Access-Control-Allow-Credentials', 'true');
      response.setHeader('Vary', 'Origin');
    }
    return response;
  }

  #logout(/** @type {Exchange} */ { response, url }) {
    const session = this.#sessions.get(url.searchParams.get('practice-session') ?? '');
    if (session) {
      session.over = true;
      if (!session.multiSession) session.signIn.over = true;
      response.setHeader('Set-Cookie', clearedCookies(session, false));
    }
    this.#page(response, plainPage('Signed out', '<p>You have signed out.</p>'));
  }

  // --- where sign-ins start ----------------------------------------------------------------------------------------------

  #start(/** @type {Exchange} */ { response, url, meaning }) {
    const id = url.searchParams.get('practice-ticket') ?? '';
    const ticket = this.#tickets.get(id);
    if (!ticket) return void response.writeHead(404, { 'Content-Type': 'text/plain' }).end('no ticket');
    const { session, source, via } = ticket;
    const isAuto = url.searchParams.has('auto');
    const host = session.signInHost;
    const fields = { 'practice-ticket': id, ...(isAuto ? { auto: '1' } : {}) };
    let body;
    if (via === 'sign-in') body = form('/authenticate', fields, 'Sign in');
    else if (via === 'sign-in-page') {
      body = `<p>Switch role in ${escapeHtml(session.account)}</p>` + form(source?.multiSession ? `/sessions/${source.differentiator}/v1/switchrole` : '/switchrole', fields, 'Switch Role');
    } else if (via === 'saml') body = form(`https://${host}/saml`, fields, 'Continue to AWS');
    else {
      const federation = new URLSearchParams({ Action: 'login', Issuer: session.issuer, Destination: `https://${session.landing.host}${session.landing.path}`, SigninToken: id });
      body = `<p><a id="practice-go" href="https://${host}/federation?${escapeHtml(federation.toString())}">${escapeHtml(session.displayName)}</a></p>`;
    }
    const title = { portal: 'AWS access portal', idp: 'Example identity provider', broker: 'Example broker' }[/** @type {string} */ (meaning.role)] ?? 'Amazon Web Services Sign-In';
    this.#page(response, plainPage(title, body + auto(isAuto)));
  }

  #page(/** @type {import('node:http').ServerResponse} */ response, /** @type {string} */ html) {
    if (this.#signInReferrerPolicy) response.setHeader('Referrer-Policy', this.#signInReferrerPolicy);
    response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' }).end(html);
  }

  async #elsewhere(/** @type {Exchange} */ exchange) {
    const { response, url, meaning } = exchange;
    if (url.pathname.startsWith('/practice/saved/')) return this.#saved(exchange);
    if (meaning.role === 'lookalike') return void response.writeHead(302, { Location: '/practice/saved/iam-user.html' }).end();
    if (url.pathname === '/framed') return this.#page(response, plainPage('A page with a frame', `<iframe width="900" height="500" src="${escapeHtml(url.searchParams.get('src') ?? '')}"></iframe>`));
    this.#page(response, plainPage('Elsewhere', `<p><a id="practice-go" href="${escapeHtml(url.searchParams.get('to') ?? '#')}">Go</a></p>`));
  }
}

const auto = (/** @type {boolean} */ wanted) => (wanted ? '<script>addEventListener("load", () => document.getElementById("practice-go").click())</script>' : '');

/** @param {string | null} text @returns {Partial<Variant>} */
function variantOfQuery(text) {
  const pairs = (text ?? '').split(',').filter(Boolean).map((pair) => {
    const [key, value] = pair.split(':');
    return [key, key === 'lateMs' ? Number(value) : key === 'watch' ? value === 'true' : value];
  });
  return Object.fromEntries(pairs);
}

/** @param {import('node:http').IncomingMessage} request */
async function text(request) {
  let whole = '';
  for await (const chunk of request.setEncoding('utf8')) whole += chunk;
  return whole;
}

/** @param {{ port?: number }} [options] port 0, the default: the system chooses */
export async function startPracticeConsole({ port = 0 } = {}) {
  const practice = new PracticeConsole(await makeCertificate());
  await practice.listen(port);
  return practice;
}
