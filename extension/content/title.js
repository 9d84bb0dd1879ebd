// The time left in the tab's title, where the user wants it. Put in only then.
'use strict';
{
  let own = '';
  /** Takes away what was written, whatever the page has made of the rest. */
  function clear() {
    if (own && document.title.startsWith(own)) document.title = document.title.slice(own.length);
    own = '';
  }
  /** @param {Countdown} _ @param {Show} shown */
  (globalThis.sessionClockParts ??= {}).title = (_, shown) => {
    const { seen, left } = globalThis.sessionClockTime.told(shown, Date.now() / 1000);
    const wanted = shown.look.title && seen ? `${globalThis.sessionClockTime.say(seen, left)} · ` : '';
    if (wanted && wanted === own && document.title.startsWith(own)) return;
    clear();
    if (wanted) document.title = wanted + document.title;
    own = wanted;
  };
}
