// #region solution
import { sleep } from '#kit'

// #endregion
/** Calls `work` with 0, 1, 2 … and lets everybody who is due have a turn between two chunks. */
export async function crunch(chunks: number, work: (chunk: number) => void): Promise<void> {
  for (let chunk = 0; chunk < chunks; chunk++) {
    work(chunk)
    // #region stub
    // await Promise.resolve() // after every chunk, a turn for others
    // #endregion
    // #region solution
    // Only a timer leads past the timers that are due.
    await sleep(0)
    // #endregion
  }
}
