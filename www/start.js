// Starts the module. Where WebAssembly is not there or fails, the page stays the table of rules in words.
import start from './calculator.js';

start({ module_or_path: new URL('calculator_bg.wasm', import.meta.url) }).then(
  () => document.documentElement.classList.add('ready'),
  () => document.documentElement.classList.replace('script', 'no-wasm'),
);
// Offline after the first visit. Not everywhere: private windows of some browsers have no service workers.
if (location.protocol.startsWith('http')) navigator.serviceWorker?.register('sw.js').catch(() => {});
