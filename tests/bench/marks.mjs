// Where the time of a load goes: `node bench/marks.mjs FOLDER [again | anew] [loads]`. FOLDER is a copy of `dist/chrome` into which you have put `performance.mark('at …')`, wherever you want to know.
// A row is the thread's own time from the mark before it, or from where the browser began. A mark costs 5 to 10 µs by itself: put two side by side to see.
import { launchBrowser } from '../harness/browsers.mjs';
import { startPracticeConsole } from '../practice-console/practice-console.mjs';
import { WARM_UP, traceLoad, work } from './busy.mjs';
import { row, spread } from './row.mjs';

const [folder, way = 'again', loads = '30'] = process.argv.slice(2);
const pc = await startPracticeConsole();
const browser = await launchBrowser('chromium', { port: pc.port, extension: folder });
try {
  const signedIn = await browser.newPage();
  const arrival = pc.signIn({ kind: 'iam-user', multiSession: true });
  await browser.arrive(signedIn, arrival);
  /** By mark, in the order in which each was first met. @type {Map<string, number[]>} */
  const times = new Map();
  for (let load = 0; load < WARM_UP + Number(loads); load += 1) {
    const events = await traceLoad(browser, pc.url(arrival.session), way === 'anew' ? undefined : signedIn);
    if (load < WARM_UP) continue;
    for (const { ts, tts, dur = 0, tdur = 0 } of work(events)) {
      const marks = events.filter((event) => event.name.startsWith('at ') && event.ts >= ts && event.ts <= ts + dur).sort((a, b) => a.ts - b.ts);
      let before = tts;
      for (const mark of marks) {
        times.set(mark.name, [...times.get(mark.name) ?? [], (mark.tts - before) / 1000]);
        before = mark.tts;
      }
      const last = marks.at(-1)?.name;
      if (last) times.set(`after ${last}`, [...times.get(`after ${last}`) ?? [], (tts + tdur - before) / 1000]);
    }
  }
  for (const [name, all] of times) row(name, spread(all), 'ms');
} finally {
  await browser.close();
  await pc.close();
}
