// `cargo xtask demo status`: the picture of `session-clock status` in the README, from a home folder made for it. The terminal is util-linux's `script`.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { launchBrowser } from '../harness/browsers.mjs';
import { startPracticeConsole } from '../practice-console/practice-console.mjs';

const TOP = fileURLToPath(new URL('../..', import.meta.url));
const PICTURE = join(TOP, 'docs/status.png');
const at = (/** @type {number} */ minutes) => new Date(Math.floor(Date.now() / 1000 + minutes * 60 + 20) * 1000).toISOString().replace('.000', '');
const sha1 = (/** @type {string} */ text) => createHash('sha1').update(text).digest('hex');
const arn = (/** @type {string} */ role) => `arn:aws:iam::111122223333:role/${role}`;

const home = mkdtempSync(join(tmpdir(), 'session-clock-status-'));
const pc = await startPracticeConsole();
/** @type {Awaited<ReturnType<typeof launchBrowser>> | undefined} */ let browser;
try {
  const aws = join(home, '.aws');
  for (const folder of ['cli', 'sso']) mkdirSync(join(aws, folder, 'cache'), { recursive: true });
  writeFileSync(join(aws, 'config'), `
[profile base]
aws_access_key_id = AKIAIOSFODNN7EXAMPLE
aws_secret_access_key = example
[profile hub]
role_arn = ${arn('Hub')}
source_profile = base
mfa_serial = arn:aws:iam::111122223333:mfa/alice
[profile deploy]
role_arn = ${arn('Deploy')}
source_profile = hub
[profile data]
sso_session = company
sso_account_id = 444455556666
sso_role_name = Analyst
[sso-session company]
sso_start_url = https://example.awsapps.com/start
sso_region = eu-west-1
`);
  /** @type {(name: string, role: string, minutes: number) => void} */
  const cache = (name, role, minutes) => writeFileSync(join(aws, `cli/cache/${sha1(name)}.json`), JSON.stringify({
    Credentials: { AccessKeyId: 'ASIAIOSFODNN7EXAMPLE', Expiration: at(minutes) },
    AssumedRoleUser: { Arn: `arn:aws:sts::111122223333:assumed-role/${role}/alice` },
  }));
  cache(`{"RoleArn": "${arn('Hub')}", "SerialNumber": "arn:aws:iam::111122223333:mfa/alice"}`, 'Hub', 14);
  cache(`{"RoleArn": "${arn('Deploy')}"}`, 'Deploy', 42);
  writeFileSync(join(aws, `sso/cache/${sha1('company')}.json`), JSON.stringify({
    startUrl: 'https://example.awsapps.com/start', accessToken: 'example', expiresAt: at(50), refreshToken: 'example', clientId: 'example',
    clientSecret: 'example', registrationExpiresAt: at(90 * 24 * 60),
  }));

  const command = join(TOP, 'target/debug/session-clock');
  const environment = { PATH: process.env.PATH, HOME: home, AWS_PROFILE: 'deploy', TERM: 'xterm-256color', LC_ALL: 'C.UTF-8' };
  const text = execFileSync('script', ['-qec', `stty rows 40 cols 110; ${command} status --all`, '/dev/null'], { env: environment, encoding: 'utf8' });
  /** @type {Record<string, string>} */
  const classes = { 1: 'strong', 2: 'soft', 31: 'red', 33: 'amber', 34: 'calm' };
  const html = text.replaceAll('\r', '').replace(/[&<>]/g, (c) => `&#${c.codePointAt(0)};`)
    .replace(/\x1b\[(\d+)m/g, (_, code) => (code === '0' ? '</span>' : `<span class="${classes[code]}">`));

  browser = await launchBrowser('chromium', { port: pc.port, extension: null, headless: true, colorScheme: 'dark' });
  const page = await browser.browser.newPage();
  await page.setViewport({ width: 1000, height: 400, deviceScaleFactor: 2 });
  await page.setContent(`<style>
    body { margin: 0; background: #161d26; color: #eef0f3; font: 15px/1.45 "DejaVu Sans Mono", monospace }
    pre { margin: 0; padding: 16px 20px; width: max-content; font: inherit }
    .strong { font-weight: 700 } .soft { color: #aab3bf } .red { color: #ff8f8f } .amber { color: #ffc857 } .calm { color: #6cb2ff }
  </style><pre>$ session-clock status --all\n${html.trimEnd()}</pre>`);
  const pre = await page.$('pre');
  if (!pre) throw new Error('the page has no text');
  await pre.screenshot({ path: PICTURE });
  console.log('docs/status.png');
} finally {
  await browser?.close();
  pc.close();
  rmSync(home, { recursive: true });
}
