// Waiting for something that sends no event to wait on: asks again until it is so, or until the deadline.

/**
 * @template T
 * @param {() => T | Promise<T>} ask anything but undefined, null and false ends the waiting
 * @param {{ what: string, timeout?: number, interval?: number, detail?: () => unknown }} options `detail` is told when time runs out
 * @returns {Promise<NonNullable<T>>}
 */
export async function waitFor(ask, { what, timeout = 10_000, interval = 40, detail }) {
  const deadline = Date.now() + timeout;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined && answer !== null && answer !== false) return /** @type {NonNullable<T>} */ (answer);
    if (Date.now() > deadline) throw new Error(`waited ${timeout} ms in vain for ${what}${detail ? `; last seen: ${JSON.stringify(await detail())}` : ''}`);
    await new Promise((resolve) => setTimeout(resolve, interval));
  }
}
