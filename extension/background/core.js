// The core: WebAssembly, loaded once for each life of the background, and its words. The only file of the background that knows where it comes from.
import init, * as core from '../core/session_clock_wasm.js';
import { words } from '../core/words.js';
import { platform } from '../platform.js';

/** @type {Promise<typeof core> | undefined} */
let loading;

/** The core's functions, once they are there. A load that failed is not kept: the next that wants them loads again. */
export function loadCore() {
  loading ??= init({ module_or_path: platform.runtime.getURL('core/session_clock_wasm_bg.wasm') }).then(() => core, (fault) => {
    loading = undefined;
    throw fault;
  });
  return loading;
}

/** The templates of a list of phrases by name: `page`, `panel`, `pages`. @param {string} list @param {string} lang @returns {Record<string, string>} */
export const phrases = (list, lang) => words[lang]?.[list] ?? words.en[list] ?? {};
