// How long roles and sign-ins last, as the core reads it. Its module for this page is loaded when it is first wanted.
import init, * as core from '../core/lengths.js';
import { platform } from '../platform.js';

/** @typedef {import('../core/lengths.js').Length} Length */

/** @type {Promise<typeof core> | undefined} */
let loading;

/** The core's functions, once they are there. A load that failed is not kept. */
export function lengths() {
  loading ??= init({ module_or_path: platform.runtime.getURL('core/lengths_bg.wasm') }).then(() => core, (fault) => {
    loading = undefined;
    throw fault;
  });
  return loading;
}
