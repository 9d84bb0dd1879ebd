// The practice console does what docs/console-facts.md says, first asked plainly, then through each browser.
import { after, afterEach, before, describe, test } from 'node:test';
import assert from 'node:assert/strict';
import { request } from 'node:https';
import { readFile, readdir } from 'node:fs/promises';
import { startPracticeConsole } from './practice-console.mjs';
import { newSignIn, newSwitch, startSession } from './sessions.mjs';
import { PARTITIONS, meaningOfHost, LOOKALIKE_HOST } from './hosts.mjs';
import { metaContent } from './pages.mjs';
import { browsersToTest, launchBrowser, waitFor } from '../harness/browsers.mjs';

const HOUR = 3600;
/**
 * Both browsers correct Expires for the server's clock by its Date header, which has whole seconds: a cookie's date in a browser
 * is up to a second (and the time of the answer's way) later than what the server wrote.
 * @param {number | undefined} seconds @param {number | null} written
 */
function assertDate(seconds, written) {
  const later = (seconds ?? NaN) - (written ?? NaN);
  assert.ok(later > -1 && later < 2, `the cookie's date is ${later} s off`);
}
/** @typedef {Awaited<ReturnType<typeof startPracticeConsole>>} PC */

/** Asks the server without a browser. @param {PC} pc @param {string} address @param {{ method?: string, headers?: Record<string, string>, body?: string }} [options] */
async function ask(pc, address, { method = 'GET', headers = {}, body } = {}) {
  const url = new URL(address);
  return new Promise((/** @type {(answer: { status: number, headers: import('node:http').IncomingHttpHeaders, text: string }) => void} */ resolve, reject) => {
    const asked = request({ host: '127.0.0.1', port: pc.port, servername: url.hostname, path: url.pathname + url.search, method,
      headers: { host: url.host, ...headers }, rejectUnauthorized: false, agent: false }, async (answer) => {
      let text = '';
      for await (const chunk of answer.setEncoding('utf8')) text += chunk;
      resolve({ status: answer.statusCode ?? 0, headers: answer.headers, text });
    });
    asked.on('error', reject).end(body);
  });
}

/** Goes on a way as a browser without scripts would; answers with the cookies of the sign-in. @param {PC} pc @param {import('./practice-console.mjs').Arrival} arrival */
async function signInCookies(pc, arrival) {
  const ticket = new URL(arrival.manualUrl).searchParams.get('practice-ticket');
  const answer = await ask(pc, `https://${arrival.session.signInHost}/authenticate`, { method: 'POST', body: `practice-ticket=${ticket}`,
    headers: { 'content-type': 'application/x-www-form-urlencoded' } });
  assert.equal(answer.status, 302);
  assert.equal(answer.headers.location, arrival.landing);
  return answer.headers['set-cookie'] ?? [];
}
const jar = (/** @type {string[]} */ set) => set.map((cookie) => cookie.split(';')[0]).join('; ');
const expires = (/** @type {string | undefined} */ cookie) => Date.parse(/Expires=([^;]+)/.exec(cookie ?? '')?.[1] ?? '') / 1000;

describe('rules of the practice console', () => {
  const started = (/** @type {import('./sessions.mjs').Session} */ session, /** @type {number} */ at) => { startSession(session, at); return session; };

  test('a sign-in lasts 12 hours for an IAM user and root, else as it is told', () => {
    assert.equal(started(newSignIn({ kind: 'iam-user' }), 1000).endsAt, 1000 + 12 * HOUR);
    assert.equal(started(newSignIn({ kind: 'root' }), 0).endsAt, 12 * HOUR);
    assert.equal(started(newSignIn({ kind: 'identity-center' }), 0).endsAt, HOUR);
    assert.equal(started(newSignIn({ kind: 'saml', seconds: 2 * HOUR }), 0).endsAt, 2 * HOUR);
  });
  test('a switched role lasts the least of its maximum and the rest of the user\'s session', () => {
    for (const multiSession of [false, true]) {
      const user = started(newSignIn({ kind: 'iam-user', multiSession }), 0);
      assert.equal(started(newSwitch(user, { roleMaxSeconds: 2 * HOUR }), HOUR).endsAt, 3 * HOUR);
      assert.equal(started(newSwitch(user, { roleMaxSeconds: 12 * HOUR }), 10 * HOUR).endsAt, 12 * HOUR);
    }
  });
  test('a chain is exactly an hour with multi-session, and no chain without', () => {
    // The experiment of CONSOLE_ARTICLE (rules/sources.rs): B of an hour, half an hour gone, then C of 12 hours: an hour from the switch.
    const chain = (/** @type {boolean} */ multiSession) => {
      const b = started(newSwitch(started(newSignIn({ kind: 'iam-user', multiSession }), 0), { roleMaxSeconds: HOUR }), 0);
      return started(newSwitch(b, { roleMaxSeconds: 12 * HOUR }), HOUR / 2);
    };
    assert.equal(chain(true).endsAt, 1.5 * HOUR);
    assert.equal(chain(false).endsAt, 12 * HOUR);
  });
  test('hosts of every partition are told apart, and a lookalike is none', () => {
    for (const [partition, hosts] of Object.entries(PARTITIONS)) {
      assert.deepEqual(meaningOfHost(`111122223333-a1b2c3d4.${hosts.region}.${hosts.consoleDomain}`),
        { role: 'console', partition, region: hosts.region, differentiator: '111122223333-a1b2c3d4' });
      for (const host of hosts.otherConsoleHosts) assert.equal(meaningOfHost(host).role, 'console');
      assert.equal(meaningOfHost(newSignIn({ kind: 'root', partition: /** @type {any} */ (partition) }).signInHost).role, 'sign-in');
    }
    assert.equal(meaningOfHost(LOOKALIKE_HOST).role, 'lookalike');
    assert.equal(meaningOfHost('notconsole.aws.amazon.com').role, 'unknown');
  });
});

describe('the server, asked plainly', () => {
  /** @type {PC} */ let pc;
  before(async () => { pc = await startPracticeConsole(); });
  after(() => pc.close());

  test('a console page has the documented meta, cookies that end with the session, and the strict policy', async () => {
    const arrival = pc.signIn({ kind: 'iam-user', user: 'alice', alias: 'example', canary: 'CANARY' });
    const set = await signInCookies(pc, arrival);
    const answer = await ask(pc, arrival.landing, { headers: { cookie: jar(set) } });
    assert.match(String(answer.headers['content-security-policy']), /^script-src 'self' 'nonce-[\w+/=]+'; require-trusted-types-for 'script'$/);
    const meta = JSON.parse((/name="awsc-session-data" content="([^"]*)"/.exec(answer.text)?.[1] ?? '').replace(/&#(\d+);/g, (_, code) => String.fromCharCode(code)));
    assert.deepEqual(Object.keys(meta), ['accountId', 'accountAlias', 'sessionARN', 'displayName', 'infrastructureRegion', 'signInEndpoint', 'prismModeEnabled', 'canary']);
    assert.equal(meta.sessionARN, 'arn:aws:iam::111122223333:user/alice');
    const all = answer.headers['set-cookie'] ?? [];
    const info = all.find((cookie) => cookie.startsWith('aws-userInfo='));
    const value = JSON.parse(decodeURIComponent(info?.split(';')[0].slice('aws-userInfo='.length) ?? ''));
    assert.deepEqual(Object.keys(value).slice(0, 6), ['arn', 'alias', 'username', 'keybase', 'issuer', 'signinType']);
    assert.match(info ?? '', /Domain=amazon\.com/);
    assert.equal(expires(all.find((cookie) => cookie.startsWith('aws-signer-token_us-east-1='))), arrival.session.endsAt);
    assert.ok(all.every((cookie) => cookie.startsWith('aws-prism') || cookie.split(';')[0].includes('CANARY')), 'the canary is in every value');
  });

  test('with multi-session the cookie of its name ends with the session', async () => {
    const arrival = pc.signIn({ kind: 'root', multiSession: true, endsInSeconds: 900 });
    const set = await signInCookies(pc, arrival);
    assert.equal(expires(set.find((cookie) => cookie.startsWith(`__Secure-aws-session-id-${arrival.session.differentiator}=`))), arrival.session.endsAt);
    assert.ok(set.some((cookie) => cookie.startsWith('aws-prism-opt-in=true')));
    assert.ok(!set.some((cookie) => cookie.startsWith('aws-signer-token')));
  });

  test('an ended, a revoked and an unknown session are refused', async () => {
    for (const [options, change] of /** @type {const} */ ([[{ endsInSeconds: 0 }, null], [{}, 'revoke']])) {
      const arrival = pc.signIn({ kind: 'iam-user', ...options });
      const cookie = jar(await signInCookies(pc, arrival));
      if (change) {
        assert.equal((await ask(pc, arrival.landing, { headers: { cookie } })).status, 200);
        pc.revoke(arrival.session);
      }
      const refused = await ask(pc, arrival.landing, { headers: { cookie } });
      assert.equal(refused.status, 302);
      assert.match(String(refused.headers.location), /^https:\/\/signin\.aws\.amazon\.com\//);
    }
    assert.equal((await ask(pc, 'https://us-east-1.console.aws.amazon.com/')).status, 302);
  });

  test('renewal moves the date', async () => {
    const arrival = pc.signIn({ kind: 'iam-user', multiSession: true, endsInSeconds: 60 });
    const cookie = jar(await signInCookies(pc, arrival));
    pc.renew(arrival.session, 7200);
    const renewed = (await ask(pc, arrival.landing, { headers: { cookie } })).headers['set-cookie'] ?? [];
    const date = expires(renewed.find((c) => c.startsWith('__Secure-aws-session-id-')));
    assert.equal(date, arrival.session.endsAt);
    assert.ok(date - Date.now() / 1000 > 7000);
  });

  test('the signer token can be late, stale or missing', async () => {
    const dateOf = async (/** @type {any} */ cookies) => {
      const arrival = pc.signIn({ kind: 'iam-user', endsInSeconds: 5000, cookies });
      const cookie = jar(await signInCookies(pc, arrival));
      const set = (await ask(pc, arrival.landing, { headers: { cookie } })).headers['set-cookie'] ?? [];
      return Math.round(expires(set.find((c) => c.startsWith('aws-signer-token'))) - Date.now() / 1000);
    };
    assert.ok(Math.abs(await dateOf({}) - 5000) <= 2);
    assert.ok(Math.abs(await dateOf({ signerToken: 300 }) - 300) <= 2);
    assert.ok(Number.isNaN(await dateOf({ signerToken: 'none' })));
    assert.ok(Number.isNaN(await dateOf({ lateMs: 100 })));
  });

  test('a switch by the path of another session is refused', async () => {
    const user = pc.signIn({ kind: 'iam-user', multiSession: true, startedSecondsAgo: 0 }).session;
    const arrival = pc.switchRole(user);
    const body = `practice-ticket=${new URL(arrival.manualUrl).searchParams.get('practice-ticket')}`;
    const post = (/** @type {string} */ path) => ask(pc, `https://${user.signInHost}${path}`, { method: 'POST', body });
    assert.equal((await post('/sessions/999988887777-aaaaaaaa/v1/switchrole')).status, 403);
    assert.equal((await post('/switchrole')).status, 403);
    assert.equal((await post(`/sessions/${user.differentiator}/v1/switchrole`)).status, 302);
  });

  test('every malformed meta differs from the documented one, and every request is logged', async () => {
    const session = newSignIn({ kind: 'iam-user', multiSession: true });
    const kinds = /** @type {const} */ (['missing', 'empty', 'not-json', 'json-null', 'json-array', 'json-number', 'number-account', 'number-arn', 'short-account',
      'unknown-arn', 'truncated-arn', 'prism-string', 'no-differentiator', 'other-differentiator', 'other-account', 'huge']);
    const contents = kinds.map((kind) => metaContent(session, kind));
    assert.equal(new Set([...contents, metaContent(session, 'normal')]).size, kinds.length + 1);
    await ask(pc, 'https://tracker.example.net/x?y', { headers: { 'x-test': 'here' } });
    const [foreign] = pc.foreignRequests();
    assert.deepEqual([foreign.host, foreign.method, foreign.path, foreign.headers['x-test']], ['tracker.example.net', 'GET', '/x?y', 'here']);
    assert.ok(pc.connections.includes('tracker.example.net'));
  });

  test('the index of the saved pages names each of them once', async () => {
    const folder = new URL('../saved-pages/', import.meta.url);
    const index = JSON.parse(await readFile(new URL('index.json', folder), 'utf8'));
    const files = (await readdir(folder)).filter((file) => file.endsWith('.html')).sort();
    assert.deepEqual(index.map((/** @type {{ file: string }} */ entry) => entry.file).sort(), files);
    for (const { file, host } of index) {
      assert.equal(meaningOfHost(host).role, 'console', host);
      assert.equal((await ask(pc, pc.savedUrl(host, file))).status, 200);
    }
    assert.equal((await ask(pc, 'https://console.aws.amazon.com/practice/saved/..%2fpackage.json')).status, 404);
  });
});

for (const name of browsersToTest()) {
  describe(`practice console in ${name}`, { timeout: 180_000 }, () => {
    /** @type {PC} */ let pc;
    /** @type {Awaited<ReturnType<typeof launchBrowser>>} */ let harness;
    /** @type {import('../harness/harness.mjs').Page} */ let page;
    before(async () => {
      pc = await startPracticeConsole();
      harness = await launchBrowser(name, { port: pc.port });
      page = await harness.newPage();
    });
    after(async () => {
      await harness?.close();
      await pc?.close();
    });
    afterEach(async () => {
      pc.reset();
      await page.deleteCookie(...await page.cookies());
    });
    const meta = (on = page) => on.evaluate(() => document.querySelector('meta[name="awsc-session-data"]')?.getAttribute('content') ?? null);
    const referrer = () => page.evaluate(() => document.referrer);
    /** Counts the console's own "logged out" event on the page that is open. */
    const listen = () => page.evaluate(() => {
      Object.assign(window, { heard: 0 });
      addEventListener('auth-change-detected', () => { /** @type {any} */ (window).heard += 1; });
    });
    const heard = () => page.evaluate(() => /** @type {any} */ (window).heard);

    // Source: docs/console-facts.md, "Arrivals", and the issuers in docs/console-facts.md, "Cookies".
    for (const [kind, expected] of /** @type {const} */ ([
      ['iam-user', 'https://signin.aws.amazon.com/'], ['root', 'https://signin.aws.amazon.com/'], ['saml', 'https://idp.example.com/'],
      ['identity-center', 'https://d-example.awsapps.com/'], ['federation', 'https://broker.example.com/'], ['federated-user', 'https://broker.example.com/'],
    ])) {
      test(`${kind} arrives with its referrer`, async () => {
        const arrival = pc.signIn({ kind });
        await harness.arrive(page, arrival);
        assert.equal(page.url(), arrival.landing);
        assert.equal(await referrer(), expected);
        assert.equal(JSON.parse(await meta() ?? '').sessionARN, arrival.session.arn);
      });
    }
    test('SAML with a choice of roles arrives from the sign-in host', async () => {
      await harness.arrive(page, pc.signIn({ kind: 'saml', chooser: true }));
      assert.equal(await referrer(), 'https://signin.aws.amazon.com/');
    });
    test('an arrival also goes by itself', async () => {
      const arrival = pc.signIn({ kind: 'iam-user' });
      await page.goto(arrival.url);
      await waitFor(() => page.url() === arrival.landing, { what: 'the landing' });
    });
    test('a referrer can be withheld', async () => {
      pc.setReferrerPolicy('no-referrer');
      await harness.arrive(page, pc.signIn({ kind: 'iam-user' }));
      assert.equal(await referrer(), '');
    });

    for (const partition of /** @type {const} */ (['aws', 'aws-us-gov', 'aws-cn', 'aws-eusc'])) {
      test(`${partition}: a sign-in and a switch, with and without multi-session`, async () => {
        for (const multiSession of [false, true]) {
          const user = pc.signIn({ kind: 'iam-user', partition, multiSession });
          await harness.arrive(page, user);
          assert.equal(await referrer(), `https://${user.session.signInHost}/`);
          const role = pc.switchRole(user.session);
          await harness.arrive(page, role);
          assert.equal(await referrer(), `https://${user.session.landing.host}/`);
          assert.equal(JSON.parse(await meta() ?? '').sessionARN, `arn:${partition}:sts::444455556666:assumed-role/Admin/alice`);
        }
      });
    }

    for (const multiSession of [false, true]) {
      for (const via of /** @type {const} */ (['form', 'sign-in-page', 'fetch'])) {
        test(`switch by ${via}, ${multiSession ? 'with' : 'without'} multi-session`, async () => {
          const user = pc.signIn({ kind: 'iam-user', multiSession });
          await harness.arrive(page, user);
          const role = pc.switchRole(user.session, { via, roleMaxSeconds: 2 * HOUR });
          await harness.arrive(page, role);
          // Without multi-session the page's own navigation stays on one host, and then the referrer keeps its path.
          assert.equal(new URL(await referrer()).host, via === 'sign-in-page' ? 'signin.aws.amazon.com' : user.session.landing.host);
          assert.equal(page.url(), role.landing);
          const post = pc.requests.find((seen) => seen.method === 'POST' && seen.path.endsWith('switchrole'));
          assert.equal(post?.path, multiSession ? `/sessions/${user.session.differentiator}/v1/switchrole` : '/switchrole');
          assert.equal(role.session.endsAt, /** @type {number} */ (role.session.startedAt) + 2 * HOUR);
        });
      }
    }
    test('the page\'s own switch shows as a resource entry with its status', async () => {
      const user = pc.signIn({ kind: 'iam-user', multiSession: true });
      await harness.arrive(page, user);
      const role = pc.switchRole(user.session, { via: 'fetch' });
      await page.goto(role.manualUrl);
      // Held on the page: only the request is of interest, not where it leads.
      const entry = await page.evaluate(async () => {
        const form = /** @type {HTMLFormElement} */ (document.forms[0]);
        const entry = new Promise((/** @type {(entry: PerformanceResourceTiming) => void} */ resolve) => new PerformanceObserver((list) => {
          for (const e of list.getEntries()) if (e.name.includes('/v1/switchrole')) resolve(/** @type {PerformanceResourceTiming} */ (e));
        }).observe({ type: 'resource', buffered: true }));
        const answer = await fetch(form.action, { method: 'POST', mode: 'cors', credentials: 'include', headers: { Accept: 'application/json' }, body: new URLSearchParams(/** @type {any} */ (new FormData(form))) });
        await answer.text();
        const { name, responseStatus } = await entry;
        return { name, status: responseStatus };
      });
      assert.deepEqual(entry, { name: `https://signin.aws.amazon.com/sessions/${user.session.differentiator}/v1/switchrole`, status: 200 });
    });

    test('two sessions of one browser live side by side, each on its own host', async () => {
      const first = pc.signIn({ kind: 'iam-user', multiSession: true });
      const second = pc.signIn({ kind: 'identity-center', multiSession: true, account: '777788889999' });
      await harness.arrive(page, first);
      const other = await harness.newPage();
      await harness.arrive(other, second);
      await page.reload();
      assert.equal(JSON.parse(await meta() ?? '').sessionDifferentiator, first.session.differentiator);
      assert.equal(JSON.parse(await meta(other) ?? '').sessionDifferentiator, second.session.differentiator);
      await other.close();
    });

    test('without multi-session: globals, elements and switching back', async () => {
      const user = pc.signIn({ kind: 'iam-user', alias: 'example' });
      await harness.arrive(page, user);
      const info = () => page.evaluate(() => /** @type {any} */ (window).ConsoleNavService?.AccountInfo ?? null);
      assert.deepEqual(await info(), { loginDisplayNameAccount: 'example', loginDisplayNameUser: 'alice', roleDisplayNameAccount: null, roleDisplayNameUser: null });
      const role = pc.switchRole(user.session);
      await harness.arrive(page, role);
      assert.equal((await info()).roleDisplayNameUser, 'Admin/alice');
      await page.goto(pc.url(role.session, '/console/home', { nav: 'elements' }));
      assert.equal(await info(), null);
      assert.ok(await page.$('#nav-usernameMenu.awsc-has-switched-role #awsc-role-display-name-user'));
      await harness.arrive(page, pc.switchBack(role.session));
      assert.equal((await info()).roleDisplayNameUser, null);
    });

    test('signing in again changes keybase; an open page notices', async () => {
      const keybase = () => page.evaluate(() => JSON.parse(decodeURIComponent(document.cookie.split('; ').find((c) => c.startsWith('aws-userInfo='))?.slice(13) ?? '')).keybase);
      await harness.arrive(page, pc.signIn({ kind: 'iam-user' }));
      const first = await keybase();
      await listen();
      const other = await harness.newPage();
      await harness.arrive(other, pc.signIn({ kind: 'iam-user' }));
      await waitFor(async () => await heard() === 1, { what: 'the console\'s own event' });
      assert.notEqual(await keybase(), first);
      await other.close();
    });

    for (const multiSession of [false, true]) {
      test(`sign-out ${multiSession ? 'with' : 'without'} multi-session is noticed by an open page, and the next is refused`, async () => {
        const arrival = pc.signIn({ kind: 'iam-user', multiSession });
        await harness.arrive(page, arrival);
        await listen();
        const other = await harness.newPage();
        await other.goto(pc.signOutUrl(arrival.session));
        await waitFor(async () => await heard() === 1, { what: 'the console\'s own event' });
        await page.reload();
        assert.match(page.url(), /^https:\/\/signin\.aws\.amazon\.com\//);
        await other.close();
      });
    }

    test('a revoked session is noticed when the page asks, a renewed one is not taken for it', async () => {
      const { session, ...arrival } = pc.signIn({ kind: 'iam-user', multiSession: true, endsInSeconds: 600 });
      await harness.arrive(page, arrival);
      await listen();
      const renew = () => page.evaluate(() => /** @type {any} */ (window).practiceConsole.renew());
      pc.renew(session, 6000);
      await renew();
      const cookies = await page.cookies();
      assertDate(cookies.find((c) => c.name.startsWith('__Secure-aws-session-id-'))?.expires, session.endsAt);
      assert.equal(await heard(), 0);
      pc.revoke(session);
      await renew();
      assert.equal(await heard(), 1);
    });

    test('a session that ends is refused from then on', async () => {
      const { session, ...arrival } = pc.signIn({ kind: 'iam-user', multiSession: true });
      await harness.arrive(page, arrival);
      await listen();
      pc.renew(session, 2);
      await page.evaluate(() => /** @type {any} */ (window).practiceConsole.renew());
      await waitFor(async () => await heard() === 1, { what: 'the lapse of the cookie' });
      assert.ok(Date.now() / 1000 >= /** @type {number} */ (session.endsAt));
      await page.reload();
      assert.match(page.url(), /^https:\/\/signin\./);
    });

    test('a stale signer token stays from the sign-in before', async () => {
      const before_ = pc.signIn({ kind: 'iam-user', endsInSeconds: 500 });
      await harness.arrive(page, before_);
      const now = pc.signIn({ kind: 'iam-user', cookies: { signerToken: 'none' } });
      await harness.arrive(page, now);
      const token = (await page.cookies()).find((c) => c.name === 'aws-signer-token_us-east-1');
      assertDate(token?.expires, before_.session.endsAt);
    });

    test('cookies that come late come', async () => {
      await harness.arrive(page, pc.signIn({ kind: 'iam-user', cookies: { lateMs: 200 } }));
      await waitFor(async () => (await page.cookies()).some((c) => c.name === 'aws-signer-token_us-east-1'), { what: 'the late cookie' });
    });

    if (name === 'chromium') {
      test('cookieStore tells the date', async () => {
        const { session, ...arrival } = pc.signIn({ kind: 'iam-user', multiSession: true });
        await harness.arrive(page, arrival);
        const date = await page.evaluate(async (cookie) => /** @type {any} */ (await cookieStore.get(cookie))?.expires, `__Secure-aws-session-id-${session.differentiator}`);
        assertDate(date / 1000, session.endsAt);
      });
    }

    test('a late meta comes after the page has loaded', async () => {
      const { session } = pc.signIn({ kind: 'iam-user', multiSession: true });
      pc.setPath('/late', { meta: 'late', lateMs: 300 });
      await harness.arrive(page, pc.signIn({ kind: 'root' }));
      await page.goto(pc.url(pc.signIn({ kind: 'root' }).session, '/late'), { waitUntil: 'domcontentloaded' });
      assert.equal(await meta(), null);
      await waitFor(() => meta(), { what: 'the late meta' });
      assert.equal(session.startedAt, null, 'a session to which nobody arrived has not started');
    });

    test('a malformed meta reaches the page as it is, chosen by query or by set', async () => {
      const arrival = pc.signIn({ kind: 'iam-user' });
      await harness.arrive(page, arrival);
      await page.goto(pc.url(arrival.session, '/console/home', { meta: 'number-arn' }));
      assert.equal(JSON.parse(await meta() ?? '').sessionARN, 7);
      pc.set({ meta: 'missing' });
      await page.goto(pc.url(arrival.session));
      assert.equal(await meta(), null);
    });

    test('the policy holds: no script without the nonce, no markup from strings', async () => {
      await harness.arrive(page, pc.signIn({ kind: 'iam-user' }));
      const outcome = await page.evaluate(async () => {
        const violation = new Promise((resolve) => addEventListener('securitypolicyviolation', (event) => resolve(event.effectiveDirective), { once: true }));
        let threw = '';
        try { document.createElement('div').innerHTML = '<b>x</b>'; } catch (error) { threw = /** @type {Error} */ (error).name; }
        return { threw, directive: await violation };
      });
      assert.deepEqual(outcome, { threw: 'TypeError', directive: 'require-trusted-types-for' });
    });

    test('frames: a console in another\'s page, and a frame in a console page', async () => {
      await page.goto(pc.framedUrl(pc.savedUrl('us-east-1.console.aws.amazon.com', 'iam-user.html')));
      assert.equal(await meta(), null);
      const inFrame = () => page.frames().find((f) => f.url().includes('/practice/saved/'));
      assert.ok(await (await waitFor(inFrame, { what: 'the frame' })).waitForSelector('meta[name="awsc-session-data"]'));
      const arrival = pc.signIn({ kind: 'iam-user' });
      await harness.arrive(page, arrival);
      await page.goto(pc.url(arrival.session, '/console/home', { frames: 'console' }));
      assert.ok(await (await waitFor(inFrame, { what: 'the frame' })).waitForSelector('meta[name="awsc-session-data"]'));
    });

    test('the lookalike host looks alike', async () => {
      await page.goto(`https://${LOOKALIKE_HOST}/`);
      assert.equal(JSON.parse(await meta() ?? '').displayName, 'alice');
    });
  });
}
