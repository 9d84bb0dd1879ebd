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
  assert.equal(await changeOptions(({ off_services }) => ({ off_services: [...off_services, 'EC2'] })), 'off_services');
  assert.deepEqual(stored.options, { show: 'both' }, 'all or none');
  assert.equal(await changeOptions({ sound: true }), null);
  assert.deepEqual(stored.options, { show: 'both', sound: true }, 'what the user had is theirs again once it is not locked');
  assert.deepEqual((await loadOptions()).locked, ['off', 'off_services', 'show']);
});

test('of two changes of one list at once none is lost', async () => {
  begin({ off_services: ['S3'] });
  await Promise.all(['EC2', 'Lambda'].map((service) => changeOptions(({ off_services }) => ({ off_services: [...off_services, service] }))));
  assert.deepEqual(stored.options.off_services, ['S3', 'EC2', 'Lambda']);
});

test('options that could not be read once are read again', async () => {
  begin({ show: 'both' });
  isBroken = true;
  await assert.rejects(loadOptions());
  isBroken = false;
  assert.equal((await loadOptions()).options.show, 'both');
});
