// Which hosts the practice console plays, and what a host name says.
// Source: docs/console-facts.md, "Hosts" (partitions, console and sign-in hosts) and "Multi-session" (the host names the session).

/**
 * @typedef {'aws' | 'aws-us-gov' | 'aws-cn' | 'aws-eusc'} Partition
 * @typedef {{
 *   consoleDomain: string, signInDomain: string, regionalSignIn: boolean, cookieDomain: string, userInfoDomain: string,
 *   otherConsoleHosts: string[], region: string, regionName: string }} PartitionHosts
 */

/**
 * `cookieDomain` is the narrowest domain that sign-in and console hosts share; the facts give a domain for
 * `aws-userInfo` alone (`.amazon.com`), the others are this server's choice.
 * @type {Record<Partition, PartitionHosts>}
 */
export const PARTITIONS = {
  'aws': {
    consoleDomain: 'console.aws.amazon.com', signInDomain: 'signin.aws.amazon.com', regionalSignIn: false,
    cookieDomain: 'aws.amazon.com', userInfoDomain: 'amazon.com',
    otherConsoleHosts: ['health.aws.amazon.com', 'lightsail.aws.amazon.com'], region: 'us-east-1', regionName: 'N. Virginia',
  },
  'aws-us-gov': {
    consoleDomain: 'console.amazonaws-us-gov.com', signInDomain: 'signin.amazonaws-us-gov.com', regionalSignIn: false,
    cookieDomain: 'amazonaws-us-gov.com', userInfoDomain: 'amazonaws-us-gov.com',
    otherConsoleHosts: ['phd.amazonaws-us-gov.com'], region: 'us-gov-west-1', regionName: 'US-West',
  },
  'aws-cn': {
    consoleDomain: 'console.amazonaws.cn', signInDomain: 'signin.amazonaws.cn', regionalSignIn: false,
    cookieDomain: 'amazonaws.cn', userInfoDomain: 'amazonaws.cn',
    otherConsoleHosts: ['health.amazonaws.cn'], region: 'cn-north-1', regionName: 'Beijing',
  },
  'aws-eusc': {
    consoleDomain: 'console.amazonaws-eusc.eu', signInDomain: 'signin.amazonaws-eusc.eu', regionalSignIn: true,
    cookieDomain: 'amazonaws-eusc.eu', userInfoDomain: 'amazonaws-eusc.eu',
    otherConsoleHosts: [], region: 'eusc-de-east-1', regionName: 'Brandenburg',
  },
};

/** Hosts that are nobody's console: where people come from. Reserved or made-up names only. */
export const PORTAL_HOST = 'd-example.awsapps.com';
export const IDP_HOST = 'idp.example.com';
export const BROKER_HOST = 'broker.example.com';
/** A page of no interest, to leave the console to. It can also hold a console page in a frame. */
export const ELSEWHERE_HOST = 'elsewhere.example.com';
/** A host that only looks like the console. */
export const LOOKALIKE_HOST = 'console.aws.amazon.com.evil.example';

const OUTSIDE = new Map([
  [PORTAL_HOST, 'portal'], [IDP_HOST, 'idp'], [BROKER_HOST, 'broker'], [ELSEWHERE_HOST, 'elsewhere'], [LOOKALIKE_HOST, 'lookalike'],
]);

/** @param {Partition} partition @param {string} [region] the sign-in host of that region, where a partition has one host for all */
export function signInHost(partition, region) {
  const hosts = PARTITIONS[partition];
  if (hosts.regionalSignIn) return `${region ?? hosts.region}.${hosts.signInDomain}`;
  return region && partition === 'aws' ? `${region}.${hosts.signInDomain}` : hosts.signInDomain;
}

/** @param {Partition} partition @param {string} region @param {string | null} differentiator */
export function consoleHost(partition, region, differentiator) {
  const host = `${region}.${PARTITIONS[partition].consoleDomain}`;
  return differentiator ? `${differentiator}.${host}` : host;
}

/**
 * @typedef {{ role: 'console' | 'sign-in' | 'portal' | 'idp' | 'broker' | 'elsewhere' | 'lookalike' | 'unknown',
 *   partition?: Partition, region?: string, differentiator?: string }} HostMeaning
 */

/** @param {string} host without a port @returns {HostMeaning} */
export function meaningOfHost(host) {
  const outside = OUTSIDE.get(host);
  if (outside) return { role: /** @type {HostMeaning['role']} */ (outside) };
  for (const [name, hosts] of Object.entries(PARTITIONS)) {
    const partition = /** @type {Partition} */ (name);
    if (host === hosts.signInDomain || host.endsWith(`.${hosts.signInDomain}`)) return { role: 'sign-in', partition };
    if (hosts.otherConsoleHosts.includes(host)) return { role: 'console', partition, region: hosts.region };
    if (host === hosts.consoleDomain) return { role: 'console', partition, region: hosts.region };
    if (host.endsWith(`.${hosts.consoleDomain}`)) {
      const labels = host.slice(0, -hosts.consoleDomain.length - 1).split('.');
      const differentiator = labels.length > 1 && /^\d{12}-[0-9a-z]{8}$/.test(labels[0]) ? labels[0] : undefined;
      return { role: 'console', partition, region: labels[labels.length - 1], differentiator };
    }
  }
  return { role: 'unknown' };
}
