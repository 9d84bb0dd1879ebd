// What AWS's answers and a ~/.aws/config say of roles and sign-ins. `aws iam list-roles`, `get-role` and `get-login-profile` tell how long they last. A config
// file does not: it tells what is asked for, and a role that grants it may allow more; so from it only the roles come, for the user to complete.

/** @typedef {{ role: string, seconds: number }} Maximum */
/** @typedef {{ maxima: Maximum[], signIns: Maximum[], asked: { role: string, seconds: number | null }[], fault: string | null }} Read */

const [LEAST, MOST, MOST_SIGN_IN] = [3600, 43_200, 7_776_000];
/** @type {(fault: string) => Read} */
const wrong = (fault) => ({ maxima: [], signIns: [], asked: [], fault });

/** @param {string} text @returns {Read} all of it or, where there is a fault, nothing */
export function readMaxima(text) {
  const bare = text.replace(/^\uFEFF/, '').trim();
  return /^[[{]\s*(["{\]}]|$)/.test(bare) ? fromJson(bare) : fromConfig(bare);
}

/** JSON, also several answers one after the other: of many accounts. @param {string} text @returns {any} */
function parse(text) {
  try {
    return JSON.parse(text);
  } catch (fault) {
    try {
      return JSON.parse(`[${text.replace(/([}\]])(\s*)(?=[{[])/g, '$1,$2')}]`);
    } catch {
      throw fault;
    }
  }
}

/** The roles and login profiles of an answer of `list-roles`, `get-role` or `get-login-profile`, of `--query Roles`, or of a list of any, each with its place. @param {any} data @returns {Generator<[any, string]>} */
function* rolesOf(data, place = '') {
  const within = (/** @type {string} */ key) => (place ? `${place}.${key}` : key);
  if (Array.isArray(data)) for (const [at, one] of data.entries()) yield* rolesOf(one, `${place}[${at}]`);
  else if (Array.isArray(data?.Roles)) yield* rolesOf(data.Roles, within('Roles'));
  else if (data?.Role) yield [data.Role, within('Role')];
  else if (data?.LoginProfile) yield [data.LoginProfile, within('LoginProfile')];
  else yield [data, place];
}

/** @param {string} text @returns {Read} */
function fromJson(text) {
  let data;
  try {
    data = parse(text);
  } catch (fault) {
    return wrong(String(/** @type {Error} */ (fault).message));
  }
  /** @type {Maximum[]} */ const maxima = [];
  /** @type {Maximum[]} */ const signIns = [];
  for (const [one, place] of rolesOf(data)) {
    if (!place) return wrong('Roles');
    const isUser = typeof one?.UserName === 'string' && one.Arn === undefined;
    // A login profile names its user, and no account.
    const arn = isUser ? `arn:aws*:iam::*:user/${one.UserName}` : one?.Arn;
    if (typeof arn !== 'string' || (isUser ? !/^[\w+=,.@-]{1,64}$/.test(one.UserName) : !isRole(arn) || arn.includes('*'))) return wrong(`${place}.${isUser ? 'UserName' : 'Arn'}`);
    const lasts = one.MaxSigninSessionDuration;
    if (lasts !== undefined && lasts !== null) {
      if (!isWithin(lasts, MOST_SIGN_IN)) return wrong(`${place}.MaxSigninSessionDuration`);
      signIns.push({ role: arn, seconds: lasts });
    }
    if (isUser) continue;
    if (!isWithin(one.MaxSessionDuration, MOST)) return wrong(`${place}.MaxSessionDuration`);
    maxima.push({ role: arn, seconds: one.MaxSessionDuration });
  }
  return { maxima, signIns, asked: [], fault: null };
}

/** @param {unknown} seconds @param {number} most */
const isWithin = (seconds, most) => Number.isInteger(seconds) && Number(seconds) >= LEAST && Number(seconds) <= most;

/** Each role of a config file once, with the longest that is asked for. @param {string} text @returns {Read} */
function fromConfig(text) {
  /** @type {Map<string, number | null>} */
  const asked = new Map();
  for (const section of text.split(/^\s*\[/m)) {
    const value = (/** @type {string} */ key) => new RegExp(`^${key}[ \\t]*[=:][ \\t]*(.+?)\\s*$`, 'm').exec(section)?.[1];
    const role = value('role_arn');
    if (role === undefined || !isRole(role)) continue;
    const seconds = /^\d{1,6}$/.test(value('duration_seconds') ?? '') ? Number(value('duration_seconds')) : null;
    const before = asked.get(role) ?? null;
    asked.set(role, seconds === null || (before !== null && before > seconds) ? before : seconds);
  }
  return { maxima: [], signIns: [], asked: [...asked].map(([role, seconds]) => ({ role, seconds })), fault: null };
}

/** Whether it is a role's ARN or a pattern for some. @param {string} text */
export const isRole = (text) => text.length <= 300 && (text.includes('*') ? /^[\w+=,.@:/*-]+$/ : /^arn:aws[a-z-]*:iam::\d{12}:role\/[\w+=,.@/-]+$/).test(text);

/** The same, or a user's. @param {string} text */
export const isIdentity = (text) => isRole(text) || (text.length <= 300 && /^arn:aws[a-z-]*:iam::\d{12}:user\/[\w+=,.@/-]+$/.test(text));

/**
 * Those told before and now, each role once; what says more stands first, since the first that fits counts: ARNs, then patterns, the longest first.
 * @param {Maximum[]} before @param {Maximum[]} now @returns {Maximum[]}
 */
export function together(before, now) {
  const all = new Map([...before, ...now].map(({ role, seconds }) => [role, seconds]));
  const stars = (/** @type {string} */ role) => Number(role.includes('*'));
  const says = (/** @type {string} */ role) => role.replaceAll('*', '').length;
  return [...all].map(([role, seconds]) => ({ role, seconds })).sort((a, b) => stars(a.role) - stars(b.role) || says(b.role) - says(a.role));
}
