// The same from one file: the module's bytes stand in the page, and its glue above this line.
try {
  const text = document.getElementById('module').textContent;
  initSync({ module: Uint8Array.from(atob(text), (c) => c.charCodeAt(0)) });
  document.documentElement.classList.add('ready');
} catch {
  document.documentElement.classList.replace('script', 'no-wasm');
}
