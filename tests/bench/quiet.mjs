// What the extension costs while nothing happens: `node bench/quiet.mjs [seconds]`. Memory of its process (Linux), and how often it wakes for a tab.
import { readFileSync } from 'node:fs';
import { launchBrowser, waitFor } from '../harness/browsers.mjs';
import { startPracticeConsole } from '../practice-console/practice-console.mjs';
import { extensionFolder, World } from '../e2e/setup.mjs';
import { makeFloor } from './floor.mjs';
import { row, spread } from './row.mjs';

/** @typedef {import('../harness/chromium.mjs').ChromiumHarness} Chromium */

const SECONDS = Number(process.argv[2] ?? 65);
const MEASURED = 7;
const pc = await startPracticeConsole();

/** Memory that is the extension's process's alone, in MiB. @param {Chromium} harness */
async function privateMemory(harness) {
  const session = await harness.browser.target().createCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  const own = processInfo.filter(({ id }) => readFileSync(`/proc/${id}/cmdline`, 'utf8').includes('--extension-process'));
  if (own.length !== 1) throw new Error(`${own.length} processes of extensions`);
  const lines = readFileSync(`/proc/${own[0].id}/smaps_rollup`, 'utf8').matchAll(/^Private_(?:Clean|Dirty): +(\d+) kB$/gm);
  return [...lines].reduce((sum, [, size]) => sum + Number(size), 0) / 1024;
}

/** The same, so many times, each with a page just opened and nothing of the extension but its worker. @param {string} folder @param {boolean} isOurs */
async function memory(folder, isOurs) {
  const values = [];
  for (let round = 0; round < MEASURED; round += 1) {
    const harness = /** @type {Chromium} */ (await launchBrowser('chromium', { port: pc.port, extension: folder }));
    try {
      const world = new World('chromium', pc, harness);
      if (isOurs) await world.installed();
      await harness.helper?.close();
      const { page } = await world.signIn({ kind: 'iam-user', multiSession: true });
      await page.waitForSelector('session-clock');
      values.push(await privateMemory(harness));
    } finally {
      await harness.close();
    }
  }
  return spread(values);
}

async function wakes() {
  const harness = /** @type {Chromium} */ (await launchBrowser('chromium', { port: pc.port, extension: extensionFolder('chromium') }));
  try {
    const world = new World('chromium', pc, harness);
    await world.installed();
    const { page } = await world.signIn({ kind: 'iam-user', multiSession: true });
    await page.waitForSelector('session-clock');
    // Every message of the content script goes to all pages of the extension.
    await harness.inExtension((api) => {
      /** @type {any} */ (globalThis).heard = 0;
      api.runtime.onMessage.addListener(() => { /** @type {any} */ (globalThis).heard += 1; });
    });
    for (const hidden of [false, true]) {
      const front = hidden ? await harness.newPage() : page;
      await front.bringToFront();
      await waitFor(async () => (await page.evaluate(() => document.hidden)) === hidden, { what: `hidden: ${hidden}` });
      // What comes of being shown or hidden is no waking of its own.
      await new Promise((done) => setTimeout(done, 1000));
      await harness.stopBackground();
      let starts = 0;
      const started = (/** @type {any} */ target) => { starts += Number(target.type() === 'service_worker'); };
      harness.browser.on('targetcreated', started);
      const before = await harness.inExtension(() => /** @type {any} */ (globalThis).heard);
      const styles = async () => /** @type {number} */ ((await page.metrics()).RecalcStyleCount);
      const stylesBefore = await styles();
      await page.tracing.start({ categories: ['devtools.timeline'] });
      await new Promise((done) => setTimeout(done, SECONDS * 1000));
      const trace = JSON.parse(new TextDecoder().decode(await page.tracing.stop()));
      harness.browser.off('targetcreated', started);
      const heard = (await harness.inExtension(() => /** @type {any} */ (globalThis).heard)) - before;
      const ran = trace.traceEvents.filter((/** @type {any} */ event) => event.name === 'FunctionCall' && /^chrome-extension:.*\/content\//.test(event.args?.data?.url ?? '')).length;
      const tab = hidden ? 'hidden' : 'visible';
      const perMinute = (/** @type {number} */ count) => Math.round((count * 60) / SECONDS);
      row(`${tab} tab: its script runs, a minute`, perMinute(ran), 'times', hidden ? 0 : null);
      row(`${tab} tab: the page's styles are worked out, a minute`, perMinute(await styles() - stylesBefore), 'times', hidden ? 0 : 12);
      row(`${tab} tab: messages to the background, a minute`, perMinute(heard), '', hidden ? 0 : 1);
      row(`${tab} tab: starts of the worker, a minute`, perMinute(starts), '', hidden ? 0 : 1);
    }
  } finally {
    await harness.close();
  }
}

try {
  for (const kind of /** @type {const} */ (['message', 'module'])) {
    const floor = await makeFloor(kind);
    try {
      row(`memory of the extension's process alone, floor: ${kind === 'message' ? 'a bare message' : 'that, with the smallest module'}`, await memory(floor.folder, false), 'MiB');
    } finally {
      await floor.remove();
    }
  }
  row("memory of the extension's process alone", await memory(extensionFolder('chromium'), true), 'MiB');
  await wakes();
} finally {
  await pc.close();
}
