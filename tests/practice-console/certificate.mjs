// A certificate for one run: made at start, kept in memory, so no private key lies in git.
import { generate } from 'selfsigned';
import { PARTITIONS, PORTAL_HOST, IDP_HOST, BROKER_HOST, ELSEWHERE_HOST, LOOKALIKE_HOST } from './hosts.mjs';

/** @returns {Promise<{ key: string, cert: string }>} */
export async function makeCertificate() {
  const names = ['localhost', PORTAL_HOST, IDP_HOST, BROKER_HOST, ELSEWHERE_HOST, LOOKALIKE_HOST];
  for (const hosts of Object.values(PARTITIONS)) {
    names.push(hosts.consoleDomain, `*.${hosts.consoleDomain}`, hosts.signInDomain, `*.${hosts.signInDomain}`, ...hosts.otherConsoleHosts);
  }
  const made = await generate([{ name: 'commonName', value: 'Session Clock practice console' }], {
    keyType: 'ec', algorithm: 'sha256', notAfterDate: new Date(Date.now() + 2 * 86_400_000),
    extensions: [{ name: 'subjectAltName', altNames: names.map((value) => ({ type: 2, value })) }],
  });
  return { key: made.private, cert: made.cert };
}
