// Sizes of what ships, held against their budgets: `node bench/sizes.mjs`. The test run holds the same table (`unit/conventions.test.mjs`).
import { readdirSync, readFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { constants, brotliCompressSync } from 'node:zlib';

const DIST = new URL(process.env.SESSION_CLOCK_DIST ?? '../../dist/', import.meta.url).pathname;
const BASE = ['cookies.js', 'facts.js', 'countdown.js', 'main.js'].map((file) => `content/${file}`);
const ON_DEMAND = ['inside.js', 'notice.js', 'panel.js', 'drag.js', 'report.js'].map((file) => `content/${file}`);
const WASM = ['core/session_clock_wasm_bg.wasm', 'core/session_clock_wasm.js'];

/** @param {string} folder @param {string[]} files */
const read = (folder, files) => files.map((file) => readFileSync(join(DIST, folder, file)));
/** @param {Buffer[]} files */
const bytes = (files) => files.reduce((sum, file) => sum + file.length, 0);
/** @param {Buffer[]} files */
const brotli = (files) => files.reduce((sum, file) => sum + brotliCompressSync(file, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length, 0);

/** What, figure, budget. Budgets are design's, but for the module's: 250 KB and 75 KB brotli were set before the grammar, the ledger and the reasons were
 * whole, to be measured again then. */
export function sizes() {
  const rows = [
    ['content script in every page, bytes', bytes(read('chrome', BASE)), 16_384],
    ['content put in on demand, bytes', bytes(read('chrome', ON_DEMAND)), 30 * 1024],
    ["the extension's WebAssembly and glue, bytes", bytes(read('chrome', WASM)), 264_000],
    ["the extension's WebAssembly and glue, brotli", brotli(read('chrome', WASM)), 96_000],
  ];
  const page = join(DIST, 'www');
  if (existsSync(page)) {
    const loaded = readdirSync(page, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile() && /\.(html|css|js|wasm)$/.test(entry.name));
    rows.push(['calculator, all that it loads, brotli', brotli(loaded.map((entry) => readFileSync(join(entry.parentPath, entry.name)))), 120 * 1024]);
  }
  return rows.map(([what, figure, budget]) => ({ what: String(what), figure: Number(figure), budget: Number(budget) }));
}

if (process.argv[1] === new URL(import.meta.url).pathname) {
  for (const { what, figure, budget } of sizes()) console.log(`${what.padEnd(48)} ${String(figure).padStart(8)} of ${String(budget).padStart(8)}  ${(figure / budget).toFixed(2)}`);
}
