// The pages: a console page with all that the facts know of one, and the small pages of sign-in hosts.
import { PARTITIONS } from './hosts.mjs';

/** @typedef {import('./sessions.mjs').Session} Session */

/**
 * How one page departs from the documented one. Chosen by `pc.set(...)`, by `pc.setPath(path, ...)`, or in the query as
 * `?variant=meta:late,lateMs:400`, weakest first.
 * @typedef {object} Variant
 * @property {'normal' | 'late' | 'missing' | 'empty' | 'not-json' | 'json-null' | 'json-array' | 'json-number' | 'number-account' |
 *   'number-arn' | 'short-account' | 'unknown-arn' | 'truncated-arn' | 'prism-string' | 'no-differentiator' | 'other-differentiator' |
 *   'other-account' | 'huge'} meta
 * @property {number} lateMs how long after parsing a late meta comes
 * @property {'globals' | 'elements' | 'both' | 'none'} nav how a page without multi-session tells of a switched role
 * @property {'none' | 'console'} frames `console`: the page holds a frame with another console page in it
 * @property {boolean} watch the page notices a changed or lost cookie, as the console does
 * @property {'light' | 'dark'} theme
 * @property {string} hostile what the page does to a script that reads it: names of attacks (hostile.mjs), joined by dots
 * @property {Session | null} victim with `hostile`: another session
 */

/** @type {Variant} */
export const NORMAL = { meta: 'normal', lateMs: 400, nav: 'globals', frames: 'none', watch: true, theme: 'light', hostile: '', victim: null };

export const escapeHtml = (/** @type {string} */ text) => text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);
/** JSON for inside a script element. */
const scriptJson = (/** @type {unknown} */ value) => JSON.stringify(value).replace(/</g, '\\u003c');

/** The documented meta. Source: docs/console-facts.md, "awsc-session-data". @param {Session} session */
export function sessionData(session) {
  return {
    accountId: session.account, accountAlias: session.alias, sessionARN: session.arn, displayName: session.canary + session.displayName,
    infrastructureRegion: session.canary + session.region, signInEndpoint: session.signInHost, prismModeEnabled: session.multiSession,
    ...(session.multiSession ? { sessionDifferentiator: session.differentiator } : {}),
    ...(session.canary ? { canary: session.canary } : {}),
  };
}

/** The meta's content under a variant; null where the page has none. @param {Session} session @param {Variant['meta']} kind @returns {string | null} */
export function metaContent(session, kind) {
  /** @type {Record<string, unknown>} */
  const data = sessionData(session);
  switch (kind) {
    case 'missing': return null;
    case 'empty': return '';
    case 'not-json': return '{"accountId":"111122223333", oops';
    case 'json-null': return 'null';
    case 'json-array': return JSON.stringify([data]);
    case 'json-number': return '42';
    case 'number-account': return JSON.stringify({ ...data, accountId: Number(session.account) });
    case 'number-arn': return JSON.stringify({ ...data, sessionARN: 7 });
    case 'short-account': return JSON.stringify({ ...data, accountId: session.account.slice(1) });
    case 'unknown-arn': return JSON.stringify({ ...data, sessionARN: `arn:${session.partition}:iam::${session.account}:robot/r2` });
    case 'truncated-arn': return JSON.stringify({ ...data, sessionARN: `arn:${session.partition}:sts::${session.account}:assumed-role/` });
    case 'prism-string': return JSON.stringify({ ...data, prismModeEnabled: String(session.multiSession) });
    case 'no-differentiator': return JSON.stringify({ ...data, sessionDifferentiator: undefined });
    case 'other-differentiator': return JSON.stringify({ ...data, prismModeEnabled: true, sessionDifferentiator: `${session.account}-zzzzzzzz` });
    case 'other-account': return JSON.stringify({ ...data, accountId: '999988887777' });
    case 'huge': return JSON.stringify({ ...data, displayName: 'x'.repeat(2_000_000) });
    default: return JSON.stringify(data);
  }
}

/** The page's own global. Source: docs/console-facts.md, "Without multi-session". @param {Session} session */
function accountInfo(session) {
  const { signIn } = session;
  const switched = session !== signIn;
  return {
    loginDisplayNameAccount: signIn.alias || signIn.account, loginDisplayNameUser: signIn.canary + signIn.displayName,
    roleDisplayNameAccount: switched ? session.alias || session.account : null, roleDisplayNameUser: switched ? session.canary + session.displayName : null,
  };
}

const LIGHT = '--page:#fff;--text:#16191f;--line:#d5dbdb;--card:#f8f8f8';
const DARK = '--page:#0f1b2a;--text:#d1d5db;--line:#414d5c;--card:#192534';
const STYLE = `
  *{box-sizing:border-box} body{margin:0;font:14px/1.45 "Amazon Ember","Helvetica Neue",Arial,sans-serif;background:var(--page);color:var(--text)}
  header{height:48px;background:#232f3e;color:#fff;display:flex;align-items:center;gap:18px;padding:0 16px;position:sticky;top:0}
  header b{font-size:20px} header .search{flex:1;max-width:480px;background:#fff;color:#687078;border-radius:4px;padding:5px 10px}
  header .right{margin-left:auto;display:flex;gap:18px} header button{all:unset;cursor:pointer}
  .bar{height:32px;border-bottom:1px solid var(--line);padding:5px 16px} main{display:flex;min-height:70vh}
  nav{width:220px;border-right:1px solid var(--line);padding:16px} nav p{margin:6px 0} section{flex:1;padding:16px 24px}
  .cards{display:flex;gap:16px;flex-wrap:wrap} .card{background:var(--card);border:1px solid var(--line);border-radius:8px;padding:12px 16px;width:210px}
  .card strong{display:block;font-size:26px} dialog{border:1px solid #d13212;border-radius:8px} iframe{width:100%;height:120px}`;

/**
 * @param {Session} session @param {Variant} variant
 * @param {{ nonce: string, extra?: string, title?: string }} page `extra` is HTML for the page's body (a form that switches role)
 */
export function consolePage(session, variant, { nonce, extra = '', title = 'EC2 Management Console' }) {
  const content = metaContent(session, variant.meta);
  const meta = content === null || variant.meta === 'late' ? '' : `<meta name="awsc-session-data" content="${escapeHtml(content)}">`;
  const info = accountInfo(session);
  const single = !session.multiSession;
  const globals = single && (variant.nav === 'globals' || variant.nav === 'both');
  const elements = single && (variant.nav === 'elements' || variant.nav === 'both');
  const switched = session !== session.signIn;
  const setup = { info: globals ? info : null, lateMeta: variant.meta === 'late' ? content : null, lateMs: variant.lateMs, watch: variant.watch,
    cookie: session.multiSession ? `__Secure-aws-session-id-${session.differentiator}` : 'aws-userInfo', cookiesLateMs: session.cookies.lateMs,
    ...(variant.hostile ? { hostile: variant.hostile, victim: variant.victim && sessionData(variant.victim) } : {}) };
  const who = escapeHtml(`${session.canary}${session.displayName} @ ${session.alias || session.account}`);
  const oldElements = !elements ? who : `<span id="awsc-login-display-name-account">${escapeHtml(info.loginDisplayNameAccount)}</span>
    <span id="awsc-login-display-name-user">${escapeHtml(info.loginDisplayNameUser)}</span>${!switched ? '' : `
    <span id="awsc-role-display-name-account">${escapeHtml(String(info.roleDisplayNameAccount))}</span>
    <span id="awsc-role-display-name-user">${escapeHtml(String(info.roleDisplayNameUser))}</span>`}`;
  const frame = variant.frames === 'console' ? '<iframe title="a frame" src="/practice/saved/root.html"></iframe>' : '';
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>${escapeHtml(session.canary + title)}</title>
<meta name="viewport" content="width=device-width">${meta}
<style>:root{${variant.theme === 'dark' ? DARK : LIGHT}}${STYLE}</style>
<script nonce="${nonce}">window.practiceSetup=${scriptJson(setup)}</script>${variant.hostile ? `<script nonce="${nonce}" src="/practice/hostile.js"></script>` : ''}<script nonce="${nonce}" src="/practice/page.js"></script></head>
<body><header id="awsc-nav-header"><b>aws</b><span>&#9783; Services</span><span class="search">Search</span>
<span class="right"><span>Help</span><span>${escapeHtml(PARTITIONS[session.partition].regionName)}</span>
<button id="nav-usernameMenu" class="${elements && switched ? 'awsc-has-switched-role' : ''}">${oldElements} &#9662;</button></span></header>
<div class="bar"${session.canary ? ` id="${escapeHtml(session.canary)}" data-${escapeHtml(session.canary)}` : ''}>EC2 &rsaquo; Dashboard</div>
<main><nav><p><strong>EC2</strong></p><p>Dashboard</p><p>Instances</p><p>Images</p><p>Volumes</p><p>Security Groups</p></nav>
<section><h1>Resources</h1><p>You are using the following resources in this Region.</p>
<div class="cards"><div class="card">Instances (running)<strong>3</strong></div><div class="card">Volumes<strong>7</strong></div>
<div class="card">Security groups<strong>5</strong></div><div class="card">Key pairs<strong>1</strong></div></div>
${extra}${frame}</section></main>
<dialog id="practice-logged-out"><p>You have been logged out. Reload the page to continue.</p></dialog></body></html>`;
}

/** The console page's own script: late meta, globals, the cookie's watch. Served under a strict CSP, so no markup from strings. */
export const PAGE_SCRIPT = `
'use strict';
{
  const setup = window.practiceSetup;
  if (setup.info) window.ConsoleNavService = { AccountInfo: setup.info };
  if (setup.lateMeta !== null) {
    addEventListener('DOMContentLoaded', () => setTimeout(() => {
      const meta = document.createElement('meta');
      meta.name = 'awsc-session-data';
      meta.content = setup.lateMeta;
      document.head.append(meta);
    }, setup.lateMs));
  }
  const read = () => document.cookie.split('; ').find((c) => c.startsWith(setup.cookie + '=')) ?? null;
  let announced = false;
  const announce = () => {
    if (announced) return;
    announced = true;
    // Source: docs/console-facts.md, "Cookies". The console announces a changed or lost cookie on window by this event, and shows its dialog.
    dispatchEvent(new Event('auth-change-detected'));
    document.getElementById('practice-logged-out').show();
  };
  const ask = async (path) => {
    const answer = await fetch(path, { method: 'POST', credentials: 'include' });
    if (!answer.ok) announce();
  };
  /** For tests, by page.evaluate. */
  window.practiceConsole = { announce, renew: () => ask('/practice/renew') };
  if (setup.cookiesLateMs) addEventListener('DOMContentLoaded', () => setTimeout(() => ask('/practice/renew'), setup.cookiesLateMs));
  const first = read();
  if (setup.watch && first !== null) setInterval(() => { if (read() !== first) announce(); }, 200);
}
`;

/** A small page of a host that is no console. @param {string} title @param {string} body */
export function plainPage(title, body) {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${escapeHtml(title)}</title>
<style>body{font:15px/1.5 Arial,sans-serif;max-width:420px;margin:80px auto;color:#16191f}button,a{font:inherit}</style></head>
<body><h1>${escapeHtml(title)}</h1>${body}</body></html>`;
}

/** @param {string} action @param {Record<string, string>} fields @param {string} label */
export function form(action, fields, label) {
  const inputs = Object.entries(fields).map(([name, value]) => `<input type="hidden" name="${escapeHtml(name)}" value="${escapeHtml(value)}">`);
  return `<form method="post" action="${escapeHtml(action)}">${inputs.join('')}<button id="practice-go">${escapeHtml(label)}</button></form>`;
}
