// Every vector through the WebAssembly library, in each browser: native tests hold the core to the same ones.
import { after, before, describe, test } from 'node:test';
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { browsersToTest, launchBrowser } from '../harness/browsers.mjs';
import { DIST, serveCalculator } from './calculator-server.mjs';

const vectors = JSON.parse(await readFile(new URL('../vectors/vectors.json', import.meta.url), 'utf8'));

/** Whether every part of `expected` is in `found`: in an object all its keys, anything else as it is. @param {any} expected @param {any} found @returns {boolean} */
function holds(expected, found) {
  if (typeof expected !== 'object' || expected === null || Array.isArray(expected)) return JSON.stringify(expected) === JSON.stringify(found);
  return typeof found === 'object' && found !== null && Object.entries(expected).every(([key, value]) => holds(value, found[key]));
}

for (const name of browsersToTest()) describe(`the boundary, in ${name}`, () => {
  /** @type {Awaited<ReturnType<typeof serveCalculator>>} */ let host;
  /** @type {Awaited<ReturnType<typeof launchBrowser>>} */ let browser;
  before(async () => {
    host = await serveCalculator({ from: join(DIST, 'library') });
    browser = await launchBrowser(name);
  });
  after(async () => {
    await browser?.close();
    await host?.close();
  });

  /** Asks the core as any page can have it. @param {unknown[]} questions @param {string} lang */
  async function ask(questions, lang = 'en') {
    const page = await browser.newPage();
    await page.goto(`${host.url}session_clock_wasm.d.ts`);
    const answers = await page.evaluate(async (questions, lang, at) => {
      const core = await import(`${at}session_clock_wasm.js`);
      await core.default({ module_or_path: `${at}session_clock_wasm_bg.wasm` });
      return questions.map((/** @type {unknown} */ question) => core.answer(question, lang));
    }, questions, lang, host.url);
    await page.close();
    return answers;
  }

  test('every vector', async () => {
    assert.ok(vectors.length >= 60, `vectors are missing: ${vectors.length} of 60 at least`);
    const answers = await ask(vectors.map((/** @type {any} */ { id, client, session }) => ({ id, session, ...(client ? { client } : {}) })));
    for (const [at, vector] of vectors.entries()) {
      const found = answers[at];
      assert.ok(holds(vector.expect, found), `${vector.id}: expected ${JSON.stringify(vector.expect)}, found ${JSON.stringify(found)}`);
      assert.equal(found.id, vector.id);
      assert.ok(found.invalid || /\.$/.test(found.why), `${vector.id}: ${found.why}`);
    }
  });

  test('the same figures in Japanese, in other words', async () => {
    const questions = vectors.map((/** @type {any} */ { id, client, session }) => ({ id, session, ...(client ? { client } : {}) }));
    const [english, japanese] = [await ask(questions), await ask(questions, 'ja')];
    for (const [at, vector] of vectors.entries()) {
      assert.ok(holds(vector.expect, japanese[at]), vector.id);
      if (english[at].why) assert.notEqual(japanese[at].why, english[at].why, vector.id);
    }
  });

  test('what is no question is an answer too, and nothing throws', async () => {
    for (const answer of await ask([null, 42, '', [], {}, { session: null }, { session: { via: 'nowhere' } }, { session: { via: 'console', at: 1e300 } }])) {
      assert.ok(answer.invalid?.message, JSON.stringify(answer));
    }
  });
});
