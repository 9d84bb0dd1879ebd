// "No names" and "with stand-ins" are promises: a canary in every string that a page, a user or a browser can put into a report or a recording.
import { test } from 'node:test';
import assert from 'node:assert/strict';

/** @type {any} */ (globalThis).chrome = { runtime: {}, storage: {} };
const { withoutNames } = await import('../../extension/stand-ins.js');
const { standIns } = await import('../../extension/background/recording.js');
const { named } = await import('../../extension/popup/report.js');

const CANARY = /canary/i;
const HOSTS = ['canary-corp.awsapps.com', 'sso.canary-corp.example', 'canary.signin.aws.amazon.com', 'd-canary12345.portal.us-east-1.app.aws', 'ssoins-canary.us-east-1.portal.amazonaws.com',
  'canary.start.eu-west-1.us-gov-home.awsapps.com', 'canary.amazon.com.canary.example', 'canary-amazon.com'];

test('a host keeps what is AWS\'s, and nothing of a company', () => {
  const stand = (/** @type {string} */ label, /** @type {string} */ kind) => (kind === 'name' ? 'name' : label);
  for (const [host, kept] of [
    ['us-east-1.console.aws.amazon.com', 'us-east-1.console.aws.amazon.com'],
    ['111122223333-abcd1234.us-east-1.console.aws.amazon.com', '111122223333-abcd1234.us-east-1.console.aws.amazon.com'],
    ['eu-west-1.signin.aws.amazon.com', 'eu-west-1.signin.aws.amazon.com'],
    ['acme.signin.aws.amazon.com', 'name.signin.aws.amazon.com'],
    ['acme.awsapps.com', 'name.awsapps.com'],
    ['start.us-gov-home.awsapps.com', 'start.us-gov-home.awsapps.com'],
    ['ssoins-1.portal.us-east-1.app.aws', 'name.portal.us-east-1.app.aws'],
    ['sso.acme.example', 'name'],
    ['acmeamazon.com', 'name'],
  ]) assert.equal(withoutNames(host, stand), kept);
  for (const host of HOSTS) assert.doesNotMatch(withoutNames(host, stand), CANARY, host);
});

test('no string of a recording names anybody', () => {
  const recording = { events: [], accounts: [], names: [], ids: [] };
  const page = (/** @type {string} */ host) => ({ host: 'us-east-1.console.aws.amazon.com', referrer: host, navigation: 'navigate', answered: true,
    meta: { account: '111122223333', alias: 'canary', arn: 'arn:aws:sts::111122223333:assumed-role/AWSReservedSSO_Canary_0123456789abcdef/canary@canary.example', sign_in_host: `https://${host}/canary`, session_id: '111122223333-abcd1234' },
    user: { arn: 'arn:aws:iam::111122223333:user/canary/canary', issuer: host, sign_in: 'canary' } });
  const events = [
    ...HOSTS.map((host) => ({ now: 1, what: { observed: { tab: 1, window: 1, store: 'default', navigated_at: 1, page: page(host), cookie: { name: '__Secure-aws-session-id-111122223333-abcd1234', present: true } } } })),
    { now: 2, what: { looked: { tab: 1, sign_in: 'canary', logged_out: false, cookie: { name: 'canary', present: true } } } },
    { now: 3, what: { switching: { store: 'firefox-container-3', tab: 1, source: 'canary', status: 302 } } },
    { now: 4, what: { cookie: { store: 'default', domain: '.aws.amazon.com', name: '__Secure-aws-session-id-111122223333-abcd1234', expires: 5 } } },
    // The page's own word is a part of the name, and AWS may change what ids look like.
    { now: 4, what: { looked: { tab: 1, logged_out: false, cookie: { name: '__Secure-aws-session-id-canary', present: true } } } },
    { now: 4, what: { looked: { tab: 1, logged_out: false, cookie: { name: '__Secure-aws-session-id-111122223333-abcd12345', present: true } } } },
    { now: 4, what: { cookie: { store: 'default', domain: '111122223333-abcd12345.us-east-1.console.aws.amazon.com', name: 'aws-signer-token_us-east-1', expires: 5 } } },
    { now: 4, what: { cookie: { store: 'default', domain: 'canary.us-east-1.console.aws.amazon.com', name: 'aws-signer-token_canary', expires: 5 } } },
    { now: 5, what: { settings: { role_maxima: [{ role: 'arn:aws:iam::111122223333:role/canary/Canary', seconds: 3600 }, { role: 'canary*', seconds: 3600 }],
      sign_in_maxima: [{ identity: 'arn:aws:iam::111122223333:user/canary', seconds: 3600 }], other: ['canary', { deep: 'Canary' }] } } },
    { now: 6, what: { 'forget-role': { role: 'arn:aws:iam::111122223333:role/Canary' } } },
  ];
  const text = JSON.stringify(events.map((event) => standIns(recording, event)));
  assert.doesNotMatch(text, CANARY);
  assert.doesNotMatch(text, /111122223333/);
  // It can be replayed: the forms stay, and one name is one stand-in.
  assert.match(text, /"navigation":"navigate"/);
  assert.match(text, /"referrer":"name-\d+\.awsapps\.com"/);
  assert.match(text, /"store":"firefox-container-3"/);
  assert.match(text, /"host":"us-east-1\.console\.aws\.amazon\.com"/);
  assert.match(text, /"name":"__Secure-aws-session-id-000000000001-00000001"/);
  assert.match(text, /"domain":"\.aws\.amazon\.com"/);
  assert.match(text, /"name":"aws-signer-token_us-east-1"/);
  assert.match(text, /assumed-role\/AWSReservedSSO_name-\d+_0\/name-\d+/);
});

test('no host, key or cookie of a report names anybody', () => {
  const page = { meta: 'missing', cookies: [], referrer: 'none' };
  for (const host of HOSTS) {
    const text = JSON.stringify(named({ ...page, host, referrer: host, navigation: 'navigate' }));
    assert.doesNotMatch(text, CANARY, host);
  }
  assert.deepEqual(named({ ...page, host: '111122223333-abcd1234.us-east-1.console.aws.amazon.com' }), { ...page, host: '<session>.<region>.console.aws.amazon.com' });
  assert.equal(named({ ...page, host: 'x', referrer: '111122223333.signin.aws.amazon.com' }).referrer, '<account>.signin.aws.amazon.com');
  const { meta, cookies } = named({ ...page, host: 'x', meta: { 'accountId': 'string', 'x-111122223333': 'string' },
    cookies: ['aws-userInfo', 'aws-signer-token_us-gov-west-1', '__Secure-aws-session-id-111122223333-abcd1234', 'aws-1111222233334'] });
  assert.deepEqual([meta, cookies], [{ 'accountId': 'string', 'x-<account>': 'string' }, ['__Secure-aws-session-id-<session>', 'aws-<account>4', 'aws-signer-token_<region>', 'aws-userInfo']]);
});
