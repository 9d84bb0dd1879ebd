// What a load of a console page costs its main thread, by the processor's own clock: without an extension, with bare ones, with ours. All of them live in one browser, each in a region of
// its own, since a running browser can be a millisecond cheaper or dearer than its twin in every load of its life.
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { launchBrowser } from '../harness/browsers.mjs';

/** @typedef {{ name: string, ph: string, pid: number, tid: number, ts: number, tts: number, dur?: number, tdur?: number }} TraceEvent */

const REGIONS = ['eu-west-1', 'eu-west-2', 'eu-west-3', 'eu-north-1', 'eu-south-1', 'us-west-1', 'us-west-2', 'us-east-2'];
/** So long a page has nothing to do before its load counts as over, in ms. */
const QUIET = 150;

/** A copy of an extension that runs in one region's console only. @param {string} folder @param {string} region */
async function confine(folder, region) {
  const copy = await mkdtemp(join(tmpdir(), 'session-clock-confined-'));
  await cp(folder, copy, { recursive: true });
  const file = join(copy, 'manifest.json');
  const manifest = JSON.parse(await readFile(file, 'utf8'));
  const matches = [`https://*.${region}.console.aws.amazon.com/*`];
  manifest.host_permissions = matches;
  for (const script of manifest.content_scripts) script.matches = matches;
  await writeFile(file, JSON.stringify(manifest));
  return copy;
}

/** So many loads of a browser are dearer than all that follow. */
export const WARM_UP = 3;

/**
 * The browser's own record of a load, until the page has been quiet: again in that page, or without one in a new tab, which has a new process.
 * @param {import('../harness/harness.mjs').Harness} browser @param {string} url @param {import('puppeteer-core').Page} [again] @returns {Promise<TraceEvent[]>}
 */
export async function traceLoad(browser, url, again) {
  const page = again ?? await browser.newPage();
  try {
    await page.tracing.start({ categories: ['toplevel', 'blink.user_timing'] });
    await page.goto(url);
    await page.evaluate((ms) => new Promise((idle) => setTimeout(() => requestIdleCallback(idle), ms)), QUIET);
    return JSON.parse(new TextDecoder().decode(await page.tracing.stop())).traceEvents;
  } finally {
    if (!again) await page.close();
  }
}

/**
 * All that the page's main thread did from the moment at which its document began, without what is inside something else. Promises go on between tasks, in events of their own.
 * What the page before it does when it is left is no part of it.
 * @param {TraceEvent[]} events
 */
export function work(events) {
  const [begun] = events.filter(({ name }) => name === 'domLoading').sort((a, b) => b.ts - a.ts);
  const own = events.filter(({ ph, pid, tid, ts }) => ph === 'X' && pid === begun.pid && tid === begun.tid && ts >= begun.ts).sort((a, b) => a.ts - b.ts || Number(b.dur) - Number(a.dur));
  let until = 0;
  return own.filter(({ ts, dur = 0 }) => {
    if (ts < until) return false;
    until = ts + dur;
    return true;
  });
}

/** The processor's time for it, in ms. @param {TraceEvent[]} events */
const busy = (events) => work(events).reduce((sum, { tdur = 0 }) => sum + tdur, 0) / 1000;

/**
 * Loads again in one process, and each in a new one, in random order, so that none has always the same before it.
 * @template {string} T
 * @param {import('../practice-console/practice-console.mjs').PracticeConsole} pc
 * @param {Record<T, string | null>} kinds the folder of each extension, null for none
 * @param {{ sittings: number, rounds: number }} often how often a browser is started anew, and how many rounds it does
 * @returns {Promise<Record<'again' | 'anew', Record<T, number[]>>>}
 */
export async function busyPages(pc, kinds, { sittings, rounds }) {
  const names = /** @type {T[]} */ (Object.keys(kinds));
  const regions = new Map(names.map((name, at) => [name, REGIONS[at]]));
  const folders = await Promise.all(names.flatMap((name) => (kinds[name] === null ? [] : [confine(kinds[name], String(regions.get(name)))])));
  const empty = () => /** @type {Record<T, number[]>} */ (Object.fromEntries(names.map((name) => [name, []])));
  const all = { again: empty(), anew: empty() };
  try {
    for (let sitting = 0; sitting < sittings; sitting += 1) {
      const browser = await launchBrowser('chromium', { port: pc.port });
      try {
        for (const folder of folders) await browser.installExtension(folder);
        const signedIn = await browser.newPage();
        const arrival = pc.signIn({ kind: 'iam-user', multiSession: true });
        await browser.arrive(signedIn, arrival);
        const here = pc.url(arrival.session);
        const load = async (/** @type {T} */ name, /** @type {import('puppeteer-core').Page | undefined} */ page) => busy(await traceLoad(browser, here.replace(arrival.session.region, String(regions.get(name))), page));
        for (let round = 0; round < WARM_UP; round += 1) for (const name of names) await load(name, signedIn);
        for (const [way, page] of /** @type {const} */ ([['again', signedIn], ['anew', undefined]])) {
          for (let round = 0; round < rounds; round += 1) {
            for (const name of [...names].sort(() => Math.random() - 0.5)) all[way][name].push(await load(name, page));
          }
        }
      } finally {
        await browser.close();
      }
    }
  } finally {
    for (const folder of folders) await rm(folder, { recursive: true, force: true });
  }
  return all;
}
