// The core as the background loads it, and the lengths as the options page does: what failed once is loaded again.
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { extensionFolder } from '../e2e/setup.mjs';

const built = (/** @type {string} */ path) => join(extensionFolder('chromium'), path);
let isBroken = true;
globalThis.fetch = /** @type {any} */ (async (/** @type {string} */ path) => {
  if (isBroken) throw new TypeError('Failed to fetch');
  return new Response(await readFile(built(path)), { headers: { 'content-type': 'application/wasm' } });
});
/** @type {any} */ (globalThis).chrome = { runtime: { getURL: (/** @type {string} */ path) => path } };

for (const [file, load, one] of [['background/core.js', 'loadCore', 'step'], ['options/lengths.js', 'lengths', 'pasted']]) {
  test(file, async () => {
    const module = await import(pathToFileURL(built(file)).href);
    isBroken = true;
    await assert.rejects(module[load]());
    isBroken = false;
    assert.equal(typeof (await module[load]())[one], 'function');
  });
}
