// Reads strings off the console's page. What this extension knows of the page's names stands here and in cookies.js; it decides nothing.
// Each fact may be missing, renamed or malformed; then it is left out, and nothing is thrown.
'use strict';
{
  const META = 'meta[name="awsc-session-data"]';
  // Ours ← the console's, with the type that each has.
  const KEYS = [
    ['account', 'accountId', 'string'], ['alias', 'accountAlias', 'string'], ['arn', 'sessionARN', 'string'],
    ['sign_in_host', 'signInEndpoint', 'string'], ['multi_session', 'prismModeEnabled', 'boolean'], ['session_id', 'sessionDifferentiator', 'string'],
  ];
  // For people, or not used yet: without them the session is the same.
  const SPARE = ['alias', 'sign_in_host'];
  const LONGEST = 2048;

  const metaText = () => document.querySelector(META)?.getAttribute('content') ?? null;

  /** @returns {import('../messages.js').Meta} */
  function meta() {
    const text = metaText();
    if (text === null) return { fault: 'missing' };
    let data;
    try {
      data = JSON.parse(text);
    } catch {
      return { fault: 'not-json' };
    }
    if (data === null || typeof data !== 'object' || Array.isArray(data)) return { fault: 'not-an-object' };
    /** @type {Record<string, string | boolean>} */
    const read = {};
    for (const [ours, theirs, type] of KEYS) {
      let value = data[theirs];
      // One extension meets the string "true" here.
      if (type === 'boolean' && (value === 'true' || value === 'false')) value = value === 'true';
      if (value === undefined || value === null) continue;
      if (typeof value === type && String(value).length <= LONGEST) read[ours] = value;
      else if (!SPARE.includes(ours)) return { fault: `wrong-type:${theirs}` };
    }
    return read;
  }

  /** The host of a web address. The first `new URL` of a process costs it a quarter of a millisecond, and so does the first search that ignores case. @param {unknown} url */
  const host = (url) => /^https?:\/\/([\w.-]+)(:\d+)?([/?#]|$)/.exec(String(url).toLowerCase())?.[1];

  /** How the page came to be shown, and whether the server answered this very navigation: not the cache, not back-forward. */
  function arrival() {
    const entry = /** @type {any} */ (performance.getEntriesByType('navigation')[0]);
    const navigation = ['navigate', 'reload', 'back_forward'].includes(entry?.type) ? entry.type.replace('_', '-') : 'other';
    const cached = entry?.deliveryType === 'cache' || (entry?.transferSize === 0 && entry?.decodedBodySize > 0);
    return { navigation, answered: (navigation === 'navigate' || navigation === 'reload') && !cached };
  }

  globalThis.sessionClockFacts = {
    metaText, host, arrival,
    read: () => ({ host: location.hostname, meta: meta(), referrer: host(document.referrer), ...arrival() }),
  };
}
