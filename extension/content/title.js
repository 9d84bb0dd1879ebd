// The time left in the tab's title, where the user wants it. Put in only then.
'use strict';
{
  // No space that a title without a word behind it would lose.
  const END = '\u00a0·\u00a0';
  /** What was written last: at first by an older script, which the browser has stopped without a word. */
  let own = new RegExp(`^[^·]*${END}`).exec(document.title)?.[0] ?? '';
  /** Takes away what was written, whatever the page has made of the rest. */
  function clear() {
    if (own) document.title = document.title.replace(own, '');
    own = '';
  }
  /** @param {Countdown} countdown @param {Show} shown */
  (globalThis.sessionClockParts ??= {}).title = ({ signal }, shown) => {
    // Where the countdown goes, so does this. Adding it twice adds it once.
    signal.addEventListener('abort', clear);
    const { seen, left } = globalThis.sessionClockTime.told(shown, Date.now() / 1000);
    const wanted = shown.look.title && seen ? globalThis.sessionClockTime.say(seen, left) + END : '';
    if (wanted && wanted === own && document.title.startsWith(own)) return;
    clear();
    if (wanted) document.title = wanted + document.title;
    own = wanted;
  };
}
