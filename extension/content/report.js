// Put in by the popup for *Copy report*: the structure of what a page shows, without a value, so that the first person on a real console can tell us
// what AWS shows. Its result is the report, once the popup has taken ids, Regions and what names a company out of its names.
'use strict';
(() => {
  const { metaText, host, arrival } = globalThis.sessionClockFacts ?? {};
  if (!metaText) return null;
  const text = metaText();
  let data = null;
  try {
    data = JSON.parse(text ?? 'null');
  } catch {
    data = undefined;
  }
  const from = host(document.referrer);
  return {
    host: location.hostname,
    meta: text === null ? 'missing' : data === undefined ? 'not JSON' : data === null || typeof data !== 'object' ? typeof data
      : Object.fromEntries(Object.entries(data).map(([key, value]) => [key, typeof value])),
    arn: typeof data?.sessionARN !== 'string' ? null : /^arn:[a-z-]+:(iam|sts)::\d{12}:[a-z-]+/.exec(data.sessionARN)?.[0].replace(/\d{12}/, '<account>') ?? 'not an ARN',
    // A cookie that is not AWS's has a name that somebody gave it.
    cookies: globalThis.sessionClockCookies.names().filter(Boolean).map((name) => (/^(__Secure-|__Host-)?(aws|noflush)/.test(name) ? name : '<other>')),
    referrer: from ?? 'none',
    ...arrival(),
  };
})();
