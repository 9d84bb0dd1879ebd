// Starts the module. Where WebAssembly is not there or fails, the page stays the table of rules in words.
import { initSync } from './calculator.js';

const at = new URL('calculator_bg.wasm', import.meta.url);
const compiled = async () => {
  try {
    return await WebAssembly.compileStreaming(fetch(at));
  } catch {
    // A host that does not say what it is: compiled once it is here.
    return WebAssembly.compile(await (await fetch(at)).arrayBuffer());
  }
};
compiled().then((module) => initSync({ module })).then(
  () => document.documentElement.classList.add('ready'),
  () => document.documentElement.classList.replace('script', 'no-wasm'),
);
// Offline after the first visit. Not everywhere: private windows of some browsers have no service workers.
if (location.protocol.startsWith('http')) navigator.serviceWorker?.register('sw.js').catch(() => {});
