// Lighthouse on the built page: accessibility, best practices and SEO have to be 100; performance is told.
import { after, before, describe, test } from 'node:test';
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import lighthouse, { desktopConfig } from 'lighthouse';
import puppeteer from 'puppeteer-core';
import { browsersToTest } from '../harness/browsers.mjs';
import { findExecutable } from '../harness/executables.mjs';
import { serveCalculator } from '../e2e/calculator-server.mjs';

const QUESTION = { session: { via: 'switch-role', at: 36_000, role_max: 43_200, source: { via: 'iam-user', at: 0 } } };

describe('the calculator before Lighthouse', { skip: !browsersToTest().includes('chromium'), timeout: 300_000 }, () => {
  /** @type {Awaited<ReturnType<typeof serveCalculator>>} */ let host;
  /** @type {import('puppeteer-core').Browser} */ let browser;
  /** @type {string} */ let profile;
  before(async () => {
    host = await serveCalculator();
    profile = await mkdtemp(join(tmpdir(), 'session-clock-lighthouse-'));
    // A port, and not a pipe as elsewhere: Lighthouse comes in by the side.
    browser = await puppeteer.launch({ executablePath: findExecutable('chromium'), userDataDir: profile, headless: true,
      args: ['--host-resolver-rules=MAP * 127.0.0.1:1, EXCLUDE 127.0.0.1', '--disable-background-networking', '--disable-component-update', ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])] });
  });
  after(async () => {
    await browser?.close();
    await host?.close();
    if (profile) await rm(profile, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  });

  for (const [device, config] of /** @type {[string, import('lighthouse').Config | undefined][]} */ ([['phone', undefined], ['desktop', desktopConfig]])) {
    test(`on a ${device}`, async (context) => {
      const port = Number(new URL(browser.wsEndpoint()).port);
      const result = await lighthouse(`${host.url}#${encodeURIComponent(JSON.stringify(QUESTION))}`, { port, logLevel: 'error', output: 'json',
        onlyCategories: ['accessibility', 'best-practices', 'seo', 'performance'] }, config);
      assert.ok(result, 'Lighthouse answers');
      const { categories, audits } = result.lhr;
      const scores = Object.fromEntries(Object.entries(categories).map(([name, { score }]) => [name, Math.round((score ?? 0) * 100)]));
      context.diagnostic(`${device}: ${JSON.stringify(scores)}; first paint ${audits['first-contentful-paint']?.displayValue}, largest ${audits['largest-contentful-paint']?.displayValue}, shift ${audits['cumulative-layout-shift']?.displayValue}`);
      const { performance, ...rest } = scores;
      assert.ok(performance > 0, 'performance was measured');
      const failed = ['accessibility', 'best-practices', 'seo'].flatMap((name) => categories[name].auditRefs
        .filter(({ id, weight }) => weight > 0 && (audits[id].score ?? 1) < 1).map(({ id }) => `${name}: ${id}: ${audits[id].title}`));
      assert.deepEqual(rest, { accessibility: 100, 'best-practices': 100, seo: 100 }, failed.join('\n'));
    });
  }
});
