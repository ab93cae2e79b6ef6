/**
 * A clock that really sleeps. Checked, it stands on simulated time, like everything here; played, it
 * puts the thread to sleep until the moment has come.
 *
 * This file is given; there is nothing to do in it.
 */
import { now } from '#kit'
import type { Clock } from '../mini-loop.ts'

export const clock: Clock = {
  now,
  sleepUntil(moment) {
    // A thread may wake up a little early.
    for (let ms = moment - now(); ms > 0; ms = moment - now()) Atomics.wait(cell, 0, 0, ms)
  },
}

/** Nobody ever writes into it, so only the time limit ends the wait. */
const cell = new Int32Array(new SharedArrayBuffer(4))
