// The only file that knows which name the browser gives its extension API.
/** @type {typeof chrome} */
export const platform = globalThis.browser ?? globalThis.chrome;
