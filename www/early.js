// Runs before anything is drawn: language and theme as they were chosen, so that nothing flashes. The rest is the module's.
(() => {
  const root = document.documentElement;
  root.classList.add('script');
  // Storage can be turned off; then everything is as the browser prefers.
  let stored = () => null;
  try {
    const storage = globalThis.localStorage;
    stored = (key) => storage.getItem(key);
    stored('lang');
  } catch {
    stored = () => null;
  }
  const lang = stored('lang') ?? navigator.language;
  root.lang = /^ja\b/i.test(lang) ? 'ja' : 'en';
  const theme = stored('theme');
  if (theme === 'light' || theme === 'dark') root.dataset.theme = theme;
})();
