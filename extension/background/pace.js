// What a page can cause as often as it likes is done a few times at once, then once a second, and in the end with the last of it.

const PACE = 1000;
const AT_ONCE = 5;

/** @template T @param {(held: T[]) => void} work is given the last that came under each name @returns {(name: string, what: T) => void} */
export function paced(work) {
  /** @type {Map<string, T>} */
  const held = new Map();
  let [due, waiting] = [0, false];
  const go = () => {
    waiting = false;
    due = Math.max(due, performance.now()) + PACE;
    const all = [...held.values()];
    held.clear();
    work(all);
  };
  return (name, what) => {
    held.set(name, what);
    if (waiting) return;
    const wait = due - performance.now() - (AT_ONCE - 1) * PACE;
    waiting = wait > 0;
    if (waiting) setTimeout(go, wait);
    else go();
  };
}
