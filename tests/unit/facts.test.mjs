// What the content script reads off a page, where no page is needed for it.
import { test } from 'node:test';
import assert from 'node:assert/strict';
import '../../extension/content/facts.js';

test('of a web address only the host is read, and of anything else nothing', () => {
  const hosts = /** @type {[unknown, string | undefined][]} */ ([
    ['https://acme.awsapps.com/start/#/?tab=accounts', 'acme.awsapps.com'], ['https://signin.aws.amazon.com', 'signin.aws.amazon.com'], ['http://SSO.acme-corp.example:8443/saml?x=/y', 'sso.acme-corp.example'],
    ['https://my_broker.example?a', 'my_broker.example'], ['https://a.example#b', 'a.example'], ['https://xn--bcher-kva.example/', 'xn--bcher-kva.example'],
    ['https://user:secret@a.example/', undefined], ['https://a.example\\@b.example/', undefined], ['https://a.example:secret/', undefined], ['https://', undefined], ['ftp://a.example/', undefined],
    ['javascript:https://a.example/', undefined], [' https://a.example/', undefined], ['', undefined], [undefined, undefined], [null, undefined], [{}, undefined], [7, undefined],
  ]);
  for (const [url, host] of hosts) assert.equal(globalThis.sessionClockFacts.host(url), host, String(url));
});
