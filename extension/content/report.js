// Put in by the popup for *Copy report*: the structure of what a page shows, without a value, so that the first person on a real console can tell us
// what AWS shows. Its result is the report.
'use strict';
(() => {
  const { metaText, host, arrival } = globalThis.sessionClockFacts ?? {};
  if (!metaText) return null;
  /** @param {string} text */
  const shape = (text) => text.replace(/\d{12}-[0-9a-z]{8}/g, '<session>').replace(/\d{12}/g, '<account>')
    .replace(/(?<![a-z])[a-z]{2,5}(-[a-z]+)+-\d(?!\d)/g, '<region>');
  // The console's own host is known; any other is somebody's.
  const known = /(^|\.)(amazon\.com|amazonaws[a-z-]*\.[a-z]+|awsapps\.com)$/;
  const text = metaText();
  let data = null;
  try {
    data = JSON.parse(text ?? 'null');
  } catch {
    data = undefined;
  }
  const from = host(document.referrer);
  return {
    host: shape(location.hostname),
    meta: text === null ? 'missing' : data === undefined ? 'not JSON' : data === null || typeof data !== 'object' ? typeof data
      : Object.fromEntries(Object.entries(data).map(([key, value]) => [shape(key), typeof value])),
    arn: typeof data?.sessionARN === 'string' ? data.sessionARN.split('/')[0].replace(/\d{12}/, '<account>') : null,
    cookies: globalThis.sessionClockCookies.names().filter(Boolean).map(shape).sort(),
    referrer: from ? (known.test(from) ? shape(from) : 'elsewhere') : 'none',
    ...arrival(),
  };
})();
