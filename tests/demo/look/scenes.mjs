// The sessions that pictures show: made up whole, so that every state is there, also one that takes hours to come about.

const [MINUTE, HOUR] = [60, 3600];
const text = (/** @type {string} */ said) => [{ text: said }];

/** A console session as the background tells of one. `began` and `ends` in seconds before and from now. @param {Record<string, any>} what */
function session({ id, account, number, colour, who, began, ends = null, sure = 'exact', bound = null, latest = null, from = null, why = [], advice = [], phase, back = { kind: 'outside', link: null }, ...more }) {
  const now = Math.floor(Date.now() / 1000);
  const end = ends === null ? null : now + ends;
  const start = { from: sure === 'met-running' || sure === 'unknown' ? null : now - began, by: now - began };
  return {
    session: id, identity: { partition: 'aws', account: number, who }, alias: null, session_id: null, store: '0', account, colour, start, tabs: [id], muted: false,
    isPrivate: false, given: [], ended: null, origin: from === null ? 'sign-in' : { switch: { source: from } }, origin_by: 'referrer', sources: null,
    span: { earliest: end === null || bound === 'at-most' ? null : { at: end }, latest: latest === null ? (end === null ? null : { at: end }) : { at: now + latest }, sure },
    view: { session: id, phase: phase ?? (end === null ? 'unknown' : end <= now ? 'ended' : 'running'), end, bound, sure, notice: null, urgent: false, next: null, latest: null, muted: false, back },
    why, advice, ...more,
  };
}

/** What the sessions say, in each language. */
const SAID = {
  en: {
    sign: text("AWS ends alice's sign-in after 12 hours."),
    week: text("AWS ends alice's sign-in after 7 days."),
    chain: text('You came here from another role. AWS ends such a session 1 hour after the switch, whatever the role allows (role chaining).'),
    from: text('Switch to this role from IAM user alice instead of from role Deploy, if the role allows it. Then the role\'s own maximum applies.'),
    again: text('Nothing can extend this session. Sign in again for a new one.'),
    range: text("Sessions of this role last at least 1 hour. How much longer isn't known. You switched here from IAM user alice. When that session ends, this one does, too."),
    unsaid: text("Sessions of this role last at least 1 hour. How much longer isn't known. When the session you switched from ends, this one does, too."),
    enter: text("Enter this role's maximum session duration in the options. Then the time shown is more exact."),
    expected: text('AWS ends a sign-in after 12 hours, unless your administrator has set another length (1 hour to 90 days).'),
    unknown: text('Nothing on the page says when this session ends.'),
    source: text('You switched here from IAM user alice. When that session ends, this one does, too.'),
    raise: text("Ask an administrator to raise the role's maximum session duration (up to 12 hours). Then switch to it again."),
    gone: text('By 18:52, the session cookie was gone.'),
  },
  ja: {
    sign: text('AWS は alice のサインインを 12 時間で終了します。'),
    week: text('AWS は alice のサインインを 7 日で終了します。'),
    chain: text('別のロールからスイッチしたため、ロールの連鎖になります。ロールの設定に関係なく、AWS はスイッチから 1 時間でセッションを終了します。'),
    from: text('ロール Deploy からではなく IAM ユーザー alice からこのロールにスイッチしてください (ロールが許可している場合)。ロール自体の最大セッション期間まで使えます。'),
    again: text('このセッションは延長できません。もう一度サインインすると、新しいセッションが始まります。'),
    range: text('このロールのセッションは少なくとも 1 時間続きます。それより長いかどうかは不明です。IAM ユーザー alice からスイッチしました。そのセッションが終わると、このセッションも終わります。'),
    unsaid: text('このロールのセッションは少なくとも 1 時間続きます。それより長いかどうかは不明です。スイッチ元のセッションが終わると、このセッションも終わります。'),
    enter: text('このロールの最大セッション期間をオプションに入力すると、終了時刻がより正確にわかります。'),
    expected: text('サインインは 12 時間で終了します。ただし、管理者が別の長さ (1 時間〜90 日) を設定している場合があります。'),
    unknown: text('終了時刻の手がかりがページにありません。'),
    source: text('IAM ユーザー alice からスイッチしました。そのセッションが終わると、このセッションも終わります。'),
    raise: text('ロールの最大セッション期間を延ばすよう管理者に依頼し (最長 12 時間)、もう一度スイッチしてください。'),
    gone: text('18:52 までに、セッション Cookie がなくなっていました。'),
  },
};

const ALICE = { 'iam-user': 'alice' };
const role = (/** @type {string} */ name) => ({ role: { role: name, session: 'alice' } });

/** How the core says who a session is. @param {'en' | 'ja'} lang @param {any} told */
function inWords(lang, { identity: { account, who }, account: alias }) {
  const [kind, name] = who.role ? [{ en: 'role', ja: 'ロール' }, who.role.role] : [{ en: 'IAM user', ja: 'IAM ユーザー' }, who['iam-user']];
  return { account, alias, hidden: null, who: `${kind[lang]} ${name}`, name };
}

/** The same session while names are hidden. @param {'en' | 'ja'} lang @param {any} one @param {number} account */
function withoutNames(lang, { who, ...one }, account) {
  const [name, hidden] = ['1', { account, who: 1 }];
  return {
    ...one, hidden, why: [], account: { en: `Account ${account}`, ja: `アカウント ${account}` }[lang],
    who: { ...who, hidden, who: who.who.replace(who.name, name), name },
  };
}

/** Every session, by name. @param {'en' | 'ja'} lang */
function cast(lang) {
  const all = sessions(lang);
  for (const one of Object.values(all)) /** @type {any} */ (one).who = inWords(lang, one);
  return all;
}

/** @param {'en' | 'ja'} lang */
function sessions(lang) {
  const said = SAID[lang];
  const command = 'aws iam update-role --role-name ReadOnly --max-session-duration 43200';
  return {
    main: session({ id: 1, account: 'acme-main', number: '222233334444', colour: 'blue', who: ALICE, began: 40 * MINUTE, ends: 11 * HOUR + 20 * MINUTE + 20, sure: 'expected', bound: 'about', why: said.expected, advice: [{ kind: 'sign-in-again', pieces: said.again, command: null }] }),
    exact: session({ id: 1, account: 'acme-main', number: '222233334444', colour: 'blue', who: ALICE, began: 2 * HOUR + 46 * MINUTE, ends: 9 * HOUR + 14 * MINUTE + 20, why: said.sign, advice: [{ kind: 'sign-in-again', pieces: said.again, command: null }] }),
    days: session({ id: 1, account: 'acme-main', number: '222233334444', colour: 'blue', who: ALICE, began: 30 * MINUTE, ends: 6 * 24 * HOUR + 23.5 * HOUR + 20, why: said.week, advice: [] }),
    overdue: session({ id: 1, account: 'acme-main', number: '222233334444', colour: 'blue', who: ALICE, began: 13 * HOUR, ends: -HOUR, sure: 'expected', bound: 'about', phase: 'overdue', why: said.expected }),
    prod: session({ id: 2, account: 'acme-prod', number: '555566667777', colour: 'pink', who: role('ReadOnly'), from: 1, began: 56 * MINUTE, ends: 4 * MINUTE + 20, why: said.source, given: [{ lead: 900, end: 0 }] }),
    dev: session({ id: 3, account: 'acme-dev', number: '111122223333', colour: 'green', who: role('Admin'), from: 9, began: 18 * MINUTE, ends: 42 * MINUTE + 20, why: said.chain, advice: [{ kind: 'switch-from', pieces: said.from, command: null }] }),
    range: session({ id: 4, account: '444455556666', number: '444455556666', colour: 'violet', who: role('ReadOnly'), from: 1, began: MINUTE, ends: 59 * MINUTE + 20, sure: 'between', bound: 'at-least', latest: 11 * HOUR + 20 * MINUTE + 20, why: said.range, advice: [{ kind: 'set-role-max', pieces: said.enter, command: null }, { kind: 'raise-role-max', pieces: said.raise, command }] }),
    latest: session({ id: 5, account: 'acme-data', number: '333344445555', colour: 'teal', who: ALICE, began: 5 * HOUR, ends: 7 * HOUR + 20, sure: 'met-running', bound: 'at-most', why: said.sign }),
    sandbox: session({ id: 6, account: 'acme-sandbox', number: '777788889999', colour: 'bronze', who: role('Auditor'), began: 90 * MINUTE, sure: 'unknown', why: said.unknown }),
    over: session({ id: 7, account: 'acme-sandbox', number: '777788889999', colour: 'bronze', who: role('Auditor'), from: 1, began: 3 * HOUR, ends: -30 * MINUTE, tabs: [], why: said.gone, ended: Math.floor(Date.now() / 1000) - 30 * MINUTE,
      back: { kind: 'switch-role', link: 'https://signin.aws.amazon.com/switchrole?account=777788889999&roleName=Auditor' } }),
    deploy: session({ id: 9, account: 'acme-dev', number: '111122223333', colour: 'green', who: role('Deploy'), from: 1, began: 25 * MINUTE, ends: 5 * HOUR, why: said.source }),
  };
}

/**
 * What the background tells of the popup's states, by name. @param {'en' | 'ja'} lang @param {any} base what it tells really
 * @returns {Record<string, { told: any, open?: string }>}
 */
export function popupStates(lang, base) {
  const { main, exact, days, overdue, prod, dev, range, latest, sandbox, over, deploy } = cast(lang);
  const told = (/** @type {any[]} */ sessions, more = {}) => ({ ...base, access: true, cookies: false, notifications: true, damaged: false, unsaved: '', dropped: 0, misunderstood: [], roles: [], ...more, sessions, options: { ...base.options, ...more.options } });
  const asked = { ...range, why: SAID[lang].unsaid, origin: null, sources: [9, 1], muted: true };
  return {
    'popup': { told: told([prod, dev, range, deploy, main, sandbox]), open: 'o3-open' },
    'popup-range': { told: told([prod, range, latest, main, sandbox]), open: 'o4-open' },
    'popup-one': { told: told([{ ...exact, given: [{ lead: 900, end: 0 }] }], { cookies: true, notifications: false }) },
    'popup-one-days': { told: told([days], { cookies: true }) },
    'popup-one-expected': { told: told([main]), open: 'o1-open' },
    'popup-none': { told: told([]) },
    'popup-no-access': { told: told([], { access: false }) },
    'popup-not-understood': { told: told([dev, deploy], { cookies: true, misunderstood: [{ tab: 1, window: 1, misunderstood: { 'session-data': 'missing' } }] }) },
    'popup-origin': { told: told([asked, deploy, main], { cookies: true }), open: 'o4-open' },
    'popup-ended': { told: told([dev, deploy, overdue, over], { cookies: true }) },
    'popup-hidden': { told: told([prod, main].map((one, at) => withoutNames(lang, one, at + 1)), { cookies: true, options: { off_services: ['EC2'], hide_names: true } }) },
    'popup-stored': { told: told([exact], { cookies: true, damaged: true, unsaved: 'QuotaExceededError', dropped: 3 }) },
  };
}
