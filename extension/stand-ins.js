// Takes out of a host what may name a company, and out of other text whose it is. AWS's own words and a host's Regions stay, so that a reader still sees what kind it was.

/** What AWS's own hosts end with. */
const OWN = ['amazon.com', 'amazonaws.com', 'amazonaws.com.cn', 'amazonaws.cn', 'amazonaws-us-gov.com', 'amazonaws-eusc.eu', 'awsapps.com', 'awsapps.cn', 'app.aws',
  'app.amazonwebservices.com.cn'];
/** What AWS puts before that. */
const WORDS = ['aws', 'console', 'signin', 'portal', 'start', 'home', 'us-gov-home', 'health', 'phd', 'docs', 'www'];
export const REGION = /^[a-z]{2,5}(-[a-z]+)+-\d+$/;
/** The id of a session under multi-session. */
export const SESSION = /^\d{12}-[0-9a-z]{8}$/;
const ACCOUNT = /^\d{12}$/;

/** Text in which a stand-in stands for each id of a session, account number and Region. @param {string} text */
export const shape = (text) => Object.entries({ session: SESSION, account: ACCOUNT, region: REGION })
  .reduce((rest, [kind, whole]) => rest.replace(new RegExp(whole.source.slice(1, -1), 'g'), `<${kind}>`), text);

/** @param {string} label */
const kindOf = (label) => (REGION.test(label) ? 'region' : SESSION.test(label) ? 'session' : ACCOUNT.test(label) ? 'account' : 'name');

/**
 * The host with everything in it that is not AWS's own word given to `standIn`; a host that is not AWS's is a name as a whole.
 * @param {string} host @param {(label: string, kind: 'region' | 'session' | 'account' | 'name') => string} standIn
 */
export function withoutNames(host, standIn) {
  const own = OWN.find((end) => host === end || host.endsWith(`.${end}`));
  if (own === undefined) return standIn(host, 'name');
  const before = host.slice(0, host.length - own.length).split('.').filter(Boolean);
  return [...before.map((label) => (WORDS.includes(label) ? label : standIn(label, kindOf(label)))), own].join('.');
}
