/**
 * Which loop is running? Whoever is inside a coroutine may ask: a future that wants to wake somebody, a
 * sleep that needs an alarm. Python has `asyncio.get_running_loop()` for it.
 *
 * This file is given; there is nothing to do in it.
 */
import type { TimerLoop } from '../mini-timers.ts'

let running: TimerLoop | null = null

/** The loop that is running. @throws when none is */
export function getLoop(): TimerLoop {
  if (!running) throw new Error('No loop is running')
  return running
}

/** Says which loop is running from now on; `null` says that none is. */
export function setLoop(loop: TimerLoop | null): void {
  running = loop
}

/** Whether a loop is running. */
export function hasLoop(): boolean {
  return running !== null
}
