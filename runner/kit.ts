/**
 * What an exercise may import as `#kit`, in real time: this is what `npm run play` and any plain Node
 * give it. When an exercise is checked, the same four functions stand on the simulated clock.
 */

/** Prints one line; the parts are put together as `console.log` does it. */
export function print(...parts: readonly unknown[]): void {
  console.log(...parts)
}

/** A promise that is fulfilled after `ms` milliseconds. The thread is free meanwhile. */
export function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms)
  })
}

/** Holds the thread for `ms` milliseconds: time passes, and nothing else can run. */
export function busyWait(ms: number): void {
  const end = performance.now() + ms
  while (performance.now() < end);
}

/** Milliseconds since the run began. */
export function now(): number {
  return Math.round(performance.now() - start)
}

const start = performance.now()
