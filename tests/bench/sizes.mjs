// Sizes of what ships, and every budget of a size: `node bench/sizes.mjs`. The tests hold this very table (`unit/conventions.test.mjs`, `e2e/calculator.test.mjs`).
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { constants, brotliCompressSync } from 'node:zlib';
import { DIST, weigh } from '../e2e/calculator-server.mjs';
import { row } from './row.mjs';

const WASM = ['core/session_clock_wasm_bg.wasm', 'core/session_clock_wasm.js'];
const LENGTHS = ['core/lengths_bg.wasm', 'core/lengths.js'];

/** @typedef {{ what: string, figure: number, budget: number, unit: string }} Size */

/** @param {Buffer[]} files */
const bytes = (files) => files.reduce((sum, file) => sum + file.length, 0);
/** @param {Buffer[]} files */
const brotli = (files) => files.reduce((sum, file) => sum + brotliCompressSync(file, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length, 0);

/** The extension in one folder of `dist/`. The module's budget was raised: 250 KB and 75 KB brotli were set before the grammar, the ledger and the
 * reasons were whole, to be measured again then. @param {string} folder @returns {Size[]} */
export function sizes(folder) {
  const read = (/** @type {string[]} */ names) => names.map((name) => readFileSync(join(folder, name)));
  const always = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')).content_scripts[0].js;
  const onDemand = ['content', 'shared'].flatMap((part) => readdirSync(join(folder, part)).map((name) => `${part}/${name}`)).filter((name) => !always.includes(name));
  return [
    { what: 'content script in every page, all files', figure: bytes(read(always)), budget: 20_480, unit: 'bytes' },
    { what: 'loaded when needed: notice, panel, moving, title, report', figure: bytes(read(onDemand)), budget: 40_960, unit: 'bytes' },
    { what: "the extension's WebAssembly and its glue", figure: bytes(read(WASM)), budget: 264_000, unit: 'bytes' },
    { what: 'the same, brotli', figure: brotli(read(WASM)), budget: 96_000, unit: 'bytes' },
    { what: 'the WebAssembly and glue that the options load for lengths', figure: bytes(read(LENGTHS)), budget: 143_360, unit: 'bytes' },
  ];
}

/** All that a visit of the calculator loads. @returns {Promise<Size>} */
export async function calculatorSize() {
  const figure = Object.values(await weigh()).reduce((sum, size) => sum + size, 0);
  return { what: 'calculator, all that a visit loads, brotli', figure, budget: 120 * 1024, unit: 'bytes' };
}

if (process.argv[1] === new URL(import.meta.url).pathname) {
  for (const { what, figure, budget, unit } of [...sizes(join(DIST, 'chrome')), await calculatorSize()]) row(what, figure, unit, budget);
}
