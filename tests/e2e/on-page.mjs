// What stands on the console's page, built in an open root from the very files that ship, in every state: neither axe-core nor a test can see into the
// closed one. Looked at in `looks.test.mjs`, and shown by `cargo xtask demo look`.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { LOOKALIKE_HOST } from '../practice-console/hosts.mjs';
import { extensionFolder } from './setup.mjs';

/** @typedef {import('./setup.mjs').Page} Page */
/**
 * A state. `left`: seconds to the end, null where nothing is known of it. `gone`: since when, in seconds. `lead`: of the notice that stands.
 * @typedef {object} State
 * @property {number | null} left @property {number} [gone] @property {number} [lead] @property {number | null} [next] @property {string | null} [bound] @property {string} [sure] @property {number} [latest]
 * @property {string} [show] @property {boolean} [folded] @property {boolean} [muted] @property {{ right: number, bottom: number }} [position] @property {string} [place]
 * @property {boolean} [panel] @property {boolean} [focus] @property {string} [badge] @property {{ kind: string, link: string | null }} [back] @property {number} [beside] @property {boolean} [sound]
 * @property {'user' | 'set'} [who] a role where it is neither @property {'sign' | 'set' | 'lasts' | 'range'} [why] role chaining where it is none of these
 */

export const HOST = 'practice-host';
const [MINUTE, HOUR] = [60, 3_600];
const SWITCH = { kind: 'switch-role', link: 'https://signin.aws.amazon.com/switchrole?account=444455556666&roleName=Admin' };

/** @type {Record<string, State>} */
export const STATES = {
  'countdown-hours': { left: 9 * HOUR + 14 * MINUTE + 20, gone: 2 * HOUR },
  'countdown-minutes': { left: 42 * MINUTE + 20, gone: 18 * MINUTE - 20 },
  'countdown-amber': { left: 14 * MINUTE + 20, gone: 46 * MINUTE - 20 },
  'countdown-red': { left: 4 * MINUTE + 20, gone: 56 * MINUTE - 20 },
  'countdown-seconds': { left: 48, gone: 59 * MINUTE + 12 },
  'countdown-about': { left: 11 * HOUR + 59 * MINUTE + 20, gone: 40, bound: 'about', sure: 'expected' },
  'countdown-at-least': { left: 59 * MINUTE + 20, gone: 40, bound: 'at-least', sure: 'between', latest: 4 * HOUR },
  'countdown-at-most': { left: 7 * HOUR + 20, gone: 5 * HOUR - 20, bound: 'at-most', sure: 'met-running' },
  'countdown-not-known': { left: null, sure: 'unknown' },
  'countdown-overdue': { left: -HOUR, gone: 13 * HOUR, bound: 'about', sure: 'expected' },
  'countdown-over': { left: -30, gone: HOUR + 30 },
  'countdown-both': { left: 2 * HOUR + 20, gone: HOUR, show: 'both', bound: 'at-least', sure: 'between' },
  'countdown-end': { left: 2 * HOUR + 20, gone: HOUR, show: 'end' },
  'countdown-focus': { left: 42 * MINUTE + 20, gone: 18 * MINUTE - 20, focus: true },
  'countdown-muted': { left: 42 * MINUTE + 20, gone: 18 * MINUTE - 20, muted: true },
  'countdown-circle': { left: 42 * MINUTE + 20, gone: 18 * MINUTE - 20, folded: true, badge: '42' },
  'countdown-circle-about': { left: 11 * HOUR + 20, gone: HOUR, bound: 'about', sure: 'expected', folded: true, badge: '~11h' },
  'notice-first': { left: 15 * MINUTE, gone: 45 * MINUTE, lead: 900, next: 300 },
  'notice-second': { left: 5 * MINUTE, gone: 55 * MINUTE, lead: 300, next: 60 },
  'notice-last': { left: 58, gone: 59 * MINUTE + 2, lead: 60, folded: true, badge: '<1' },
  'notice-expected': { left: 15 * MINUTE, gone: 12 * HOUR - 15 * MINUTE, who: 'user', lead: 900, next: 300, bound: 'about', sure: 'expected' },
  'notice-earliest': { left: 15 * MINUTE, gone: 45 * MINUTE, lead: 900, next: 300, bound: 'at-least', sure: 'between' },
  'notice-several': { left: 14 * MINUTE + 30, gone: 45 * MINUTE + 30, lead: 900, next: 300, beside: 2 },
  'ended-role': { left: -30, gone: HOUR + 30, lead: 0, back: SWITCH },
  'ended-user': { left: -30, gone: 12 * HOUR + 30, lead: 0, who: 'user', why: 'sign', back: { kind: 'sign-in', link: 'https://444455556666.signin.aws.amazon.com/console' } },
  'ended-portal': { left: -30, gone: 8 * HOUR + 30, lead: 0, who: 'set', why: 'set', back: { kind: 'portal', link: 'https://acme.awsapps.com/start/#/console?account_id=444455556666&role_name=PowerUser' } },
  'ended-broker': { left: -30, gone: HOUR + 30, lead: 0, why: 'lasts', back: { kind: 'broker', link: 'https://sso.acme.example/' } },
  'ended-outside': { left: -30, gone: HOUR + 30, lead: 0, why: 'lasts', back: { kind: 'outside', link: null } },
  'panel-exact': { left: 42 * MINUTE + 20, gone: 18 * MINUTE - 20, panel: true },
  'panel-expected': { left: 11 * HOUR + 59 * MINUTE + 20, gone: 40, who: 'user', bound: 'about', sure: 'expected', panel: true },
  'panel-range': { left: 59 * MINUTE + 20, gone: 40, bound: 'at-least', sure: 'between', latest: 4 * HOUR, why: 'range', panel: true },
  'panel-over': { left: -30, gone: HOUR + 30, panel: true, back: SWITCH },
  'panel-over-a-notice': { left: 14 * MINUTE + 20, gone: 46 * MINUTE - 20, lead: 900, next: 300, panel: true },
};

/** What the core says of them: the sentences have to be as long as the longest. */
const SAID = {
  en: { why: 'You came here from another role. AWS ends such a session 1 hour after the switch, whatever the role allows (role chaining).', first: 'Switch to this role from IAM user alice instead of from role Deploy, if the role allows it. Then the role\'s own maximum applies.',
    second: "Ask an administrator to raise the role's maximum session duration (up to 12 hours). Then switch to it again.", exact: 'The exact end is the date of the session cookie. Session Clock reads that date and nothing else.',
    expected: 'AWS ends a sign-in after 12 hours, unless your administrator has set another length (1 hour to 90 days).', what: { role: 'role', user: 'IAM user', set: 'permission set' }, from: 'role Deploy',
    whys: { sign: "AWS ends alice's sign-in after 12 hours.", set: 'Sessions of this permission set last 8 hours.', lasts: 'Sessions of this role last 1 hour, its maximum session duration.', range: "Sessions of this role last at least 1 hour. How much longer isn't known. You switched here from IAM user alice. When that session ends, this one does, too." },
    title: ['AWS signs you out at ', ''], about: ['AWS should sign you out at ', ''], least: ['AWS may sign you out any time after ', ''], ended: ['Your session ended at ', ''],
    do: ["You can't extend this session. Save your work before then.", 'Save your work now.', 'Save or copy your work now.', 'That is AWS\'s default: 12 hours after the sign-in. Your administrator may have set another length. Save your work before then.', 'Save your work before then.'] },
  ja: { why: '別のロールからスイッチしたため、ロールの連鎖になります。ロールの設定に関係なく、AWS はスイッチから 1 時間でセッションを終了します。', first: 'ロール Deploy からではなく IAM ユーザー alice からこのロールにスイッチしてください (ロールが許可している場合)。ロール自体の最大セッション期間まで使えます。',
    second: 'ロールの最大セッション期間を延ばすよう管理者に依頼し (最長 12 時間)、もう一度スイッチしてください。', exact: 'セッション Cookie の期限が正確な終了時刻です。読み取るのはその期限だけです。',
    expected: 'サインインは 12 時間で終了します。ただし、管理者が別の長さ (1 時間〜90 日) を設定している場合があります。', what: { role: 'ロール', user: 'IAM ユーザー', set: 'アクセス許可セット' }, from: 'ロール Deploy',
    whys: { sign: 'AWS は alice のサインインを 12 時間で終了します。', set: 'このアクセス許可セットのセッションは 8 時間で終了します。', lasts: 'このロールのセッションは、最大セッション期間の 1 時間で終了します。', range: 'このロールのセッションは少なくとも 1 時間続きます。それより長いかどうかは不明です。IAM ユーザー alice からスイッチしました。そのセッションが終わると、このセッションも終わります。' },
    title: ['', ' にサインアウトされます'], about: ['', ' ごろサインアウトされる見込みです'], least: ['', ' 以降、サインアウトされる可能性があります'], ended: ['セッションは ', ' に終了しました'],
    do: ['このセッションは延長できません。それまでに作業を保存してください。', '今すぐ作業を保存してください。', '今すぐ作業を保存するか、コピーしてください。', 'AWS のデフォルトでは、サインインから 12 時間で終わります。管理者が別の長さを設定している場合もあります。それまでに作業を保存してください。', 'それまでに作業を保存してください。'] },
};

/** @param {'chromium' | 'firefox'} name */
export async function surfaces(name) {
  const folder = extensionFolder(name);
  const files = ['shared/time', 'shared/spoken', 'shared/address', 'content/countdown', 'shared/end', 'shared/icons', 'content/cards', 'content/notice', 'content/panel', 'content/title', 'content/move', 'content/bell'];
  const scripts = await Promise.all(files.map((file) => readFile(join(folder, `${file}.js`), 'utf8')));
  const { words } = await import(pathToFileURL(join(folder, 'core/words.js')).href);
  return {
    /** A page that looks like the console's, where the extension is not. @param {import('./setup.mjs').World} world @param {Page} [page] */
    async bare(world, page) {
      page ??= await world.browser.newPage();
      await page.goto(world.pc.savedUrl(LOOKALIKE_HOST, 'iam-user.html'));
      for (const script of scripts) await page.evaluate(script);
      return page;
    },

    /** Builds a state. @param {Page} page @param {State} state @param {'en' | 'ja'} lang @param {[string, string]} [names] of the role and the account */
    stand: (page, state, lang, names = [{ role: 'Admin', user: 'alice', set: 'PowerUser' }[state.who ?? 'role'], 'acme-dev']) => page.evaluate(build, { id: HOST, state, lang, said: SAID[lang], words: { ...words[lang].page, ...words[lang].panel, ...words[lang].pages }, names }),
  };
}

/** Runs in the page. @param {{ id: string, state: State, lang: string, said: typeof SAID.en, words: Record<string, string>, names: [string, string] }} what */
async function build({ id, state, lang, said, words, names: [name, account] }) {
  document.getElementById(id)?.remove();
  // In Firefox it is seen by content/alive.css, which goes with the extension.
  const host = document.documentElement.appendChild(Object.assign(document.createElement('div'), { id, style: 'visibility: visible' }));
  const now = Math.floor(Date.now() / 1000);
  const end = state.left === null ? null : now + state.left;
  const start = now - (state.gone ?? 0);
  const sure = state.sure ?? 'exact';
  const bound = state.bound ?? null;
  const phase = end === null ? 'unknown' : end > now ? 'running' : bound === 'about' ? 'overdue' : 'ended';
  const view = {
    session: 1, phase, end, bound, sure, since: { at: start, seen: true }, latest: null, lead: state.next ?? null, back: state.back ?? { kind: 'outside', link: null }, muted: state.muted ?? false,
    notice: state.lead === undefined ? null : { lead: state.lead, end }, urgent: state.lead !== undefined && state.lead <= 60, next: null,
  };
  const title = state.lead === 0 ? said.ended : bound === 'about' ? said.about : bound === 'at-least' ? said.least : said.title;
  const why = [{ text: state.why ? said.whys[state.why] : said.why }];
  const what = state.lead === 0 ? '' : bound === 'about' ? said.do[3] : bound === 'at-least' ? said.do[4] : said.do[state.lead === 900 ? 0 : state.lead === 300 ? 1 : 2];
  const who = (/** @type {number} */ at) => ({ account: at ? ['acme-prod', '444455556666'][at - 1] : account, number: '111122223333', colour: ['green', 'pink', 'violet'][at], who: at ? `${said.what.role} ReadOnly` : `${said.what[state.who ?? 'role']} ${name}`, name });
  const shown = /** @type {any} */ ({
    kind: 'show', view, words, lang, sound: state.sound ?? false, who: who(0), badge: state.badge ?? '', warning: state.lead === undefined ? null : { title: [{ text: title[0] }, { moment: end }, { text: title[1] }], what: state.lead === 0 ? why : [{ text: what }], last: state.lead === 60 },
    beside: Array.from({ length: state.beside ?? 0 }, (_, at) => ({ session: at + 2, who: who(at + 1), end: Number(end) + 60 * (at + 1) })),
    look: { show: state.show ?? 'remaining', folded: state.folded ?? false, position: state.position ?? null, place: state.place ?? 'bottom-right', title: false, leads: [900, 300, 60] },
  });
  const advice = bound === 'about' ? [{ kind: 'set-sign-in', pieces: [{ text: said.exact }], command: null }, { kind: 'allow-exact', pieces: [{ text: said.exact }], command: null }]
    : [state.why === 'range' ? { kind: 'set-role-max', pieces: [], command: null } : { kind: 'switch-from', pieces: [{ text: said.first }], command: null }, ...(bound ? [{ kind: 'raise-role-max', pieces: [{ text: said.second }], command: `aws iam update-role --role-name ${name} --max-session-duration 43200` }] : [])];
  const session = {
    session: 1, view, span: { earliest: null, latest: state.latest ? { at: now + state.latest } : null }, start: { from: start, by: start }, origin: state.who ? 'sign-in' : { switch: { source: 2 } }, ended: null, muted: view.muted,
    from: state.who ? null : state.why === 'range' ? `${said.what.user} alice` : said.from, why: bound === 'about' ? [{ text: said.expected }] : why, advice,
  };
  const sent = /** @type {any[]} */ ([]);
  const send = async (/** @type {{ kind: string }} */ { kind, ...more }) => (sent.push(more), kind === 'details' ? { session, words, lang, folded: false, locked: [], cookies: false, service: 'EC2' } : undefined);
  const countdown = globalThis.sessionClockCountdown.build(host.attachShadow({ mode: 'open' }), host, send);
  Object.assign(window, { countdown, sent });
  countdown.tick(shown, now);
  globalThis.sessionClockParts?.bell?.(countdown, shown, send);
  countdown.place(shown.look);
  let later = now;
  Object.assign(window, { practiceTick: () => {
    later += 60;
    countdown.tick(shown, later);
    return globalThis.sessionClockParts?.notice?.(countdown, shown, send);
  } });
  if (state.panel) await globalThis.sessionClockParts?.panel?.(countdown, shown, send);
  await globalThis.sessionClockParts?.notice?.(countdown, shown, send);
  if (state.focus) countdown.pill.focus();
  await Promise.all(host.shadowRoot?.getAnimations?.().filter((animation) => /** @type {CSSAnimation} */ (animation).animationName === 'in').map((animation) => animation.finished) ?? []);
}
