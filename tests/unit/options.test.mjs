// What the options take: from a file, from a page, from two pages at once, and under a policy.
import { beforeEach, test } from 'node:test';
import assert from 'node:assert/strict';

/** @type {Record<string, any>} */ let stored = {};
/** @type {Record<string, any>} */ let policy = {};
let isBroken = false;
const local = { get: async () => { if (isBroken) throw new Error('broken'); return structuredClone(stored); }, set: async (/** @type {any} */ values) => void Object.assign(stored, structuredClone(values)) };
/** @type {((changes: any, name: string) => void)[]} */ const listeners = [];
const onChanged = { addListener: (/** @type {any} */ listener) => listeners.push(listener) };
/** @type {any} */ (globalThis).chrome = { runtime: {}, storage: { local, managed: { get: async () => structuredClone(policy) }, onChanged } };
const { changeOptions, fault, loadOptions, onOptionsChanged } = await import('../../extension/background/options.js');
const { withEntries } = await import('../../extension/background/lists.js');
onOptionsChanged(() => undefined);

/** @param {any} options @param {any} [set] what the organisation set */
function begin(options = {}, set = {}) {
  [stored, policy] = [{ options }, set];
  for (const listener of listeners) listener({}, 'managed');
}
beforeEach(() => begin());

test('a key that every object has is no option', () => {
  for (const key of ['constructor', 'toString', 'valueOf', 'hasOwnProperty', '__proto__']) {
    for (const value of ['{}', '1', 'null']) assert.equal(fault(JSON.parse(`{${JSON.stringify(key)}:${value}}`)), key);
  }
});

test('an ARN is one line', () => {
  for (const role of ['a\n43200 *', 'a\r43200 *', 'a\u0000', 'a\u0085b']) {
    assert.equal(fault({ role_maxima: [{ role, seconds: 3600 }] }), 'role_maxima', JSON.stringify(role));
    assert.equal(fault({ sign_in_maxima: [{ identity: role, seconds: 3600 }] }), 'sign_in_maxima', JSON.stringify(role));
  }
  assert.equal(fault({ role_maxima: [{ role: 'arn:aws:iam::*:role/Admin*', seconds: 3600 }] }), null);
});

test('what is locked cannot be changed by any way', async () => {
  begin({ show: 'both' }, { off: true, locked: ['off', 'off_services', 'show', 'constructor'] });
  assert.equal(await changeOptions({ sound: true, off: false }), 'off');
  assert.equal(await changeOptions(({ options: { off_services } }) => ({ off_services: [...off_services, 'EC2'] })), 'off_services');
  assert.deepEqual(stored.options, { show: 'both' }, 'all or none');
  assert.equal(await changeOptions({ sound: true }), null);
  assert.deepEqual(stored.options, { show: 'both', sound: true }, 'what the user had is theirs again once it is not locked');
  assert.deepEqual((await loadOptions()).locked, ['off', 'off_services', 'show']);
});

/** As the core has it: an ARN says more than any pattern. @param {string} arn */
const howSpecific = (arn) => (arn.includes('*') ? 0 : 10_000) + arn.length;
/** @param {import('../../extension/messages.js').Entries} entries */
const changeLists = (entries) => changeOptions((now) => withEntries(now, entries, howSpecific));

test('of changes of one list at once none is lost, and what is dropped by one is not brought back by another', async () => {
  begin({ off_services: ['S3'], accounts: { 111122223333: 'one', 444455556666: 'two' } });
  await Promise.all([{ off_services: { put: ['EC2'] } }, { off_services: { put: ['Lambda', 'S3'] } }, { off_services: { drop: ['S3'] }, accounts: { drop: ['111122223333'] } }, { accounts: { put: { 444455556666: 'new' } } }].map(changeLists));
  assert.deepEqual(stored.options, { off_services: ['EC2', 'Lambda'], accounts: { 444455556666: 'new' } });
});

test('lengths: each ARN once with what was said last, what says most first, and none of the organisation\'s', async () => {
  begin({ role_maxima: [{ role: '*', seconds: 3600 }] }, { role_maxima: [{ role: 'theirs', seconds: 3600 }], accounts: { 111122223333: 'theirs' } });
  await changeLists({ role_maxima: { put: [{ role: 'arn:a', seconds: 3600 }, { role: '*', seconds: 7200 }] }, sign_in_maxima: { put: [{ identity: 'arn:u', seconds: 3600 }] }, accounts: { put: { 444455556666: 'mine' } } });
  assert.deepEqual(stored.options, { role_maxima: [{ role: 'arn:a', seconds: 3600 }, { role: '*', seconds: 7200 }], sign_in_maxima: [{ identity: 'arn:u', seconds: 3600 }], accounts: { 444455556666: 'mine' } });
  await changeLists({ role_maxima: { drop: ['*'] }, sign_in_maxima: { drop: ['arn:u', 'arn:v'] } });
  assert.deepEqual([stored.options.role_maxima, stored.options.sign_in_maxima], [[{ role: 'arn:a', seconds: 3600 }], []]);
});

test('lists that take the place of the organisation\'s begin as that; what cannot be used is refused whole', async () => {
  begin({}, { lead_times: [60, 900], off_hosts: ['a', 'b'] });
  await changeLists({ lead_times: { put: [300] }, off_hosts: { drop: ['a'] } });
  assert.deepEqual(stored.options, { lead_times: [900, 300, 60], off_hosts: ['b'] });
  assert.equal(await changeLists({ lead_times: { drop: [60] }, colours: { put: { 111122223333: 'none' } } }), 'colours');
  assert.deepEqual(stored.options, { lead_times: [900, 300, 60], off_hosts: ['b'] });
});

test('options that could not be read once are read again', async () => {
  begin({ show: 'both' });
  isBroken = true;
  await assert.rejects(loadOptions());
  isBroken = false;
  assert.equal((await loadOptions()).options.show, 'both');
});
