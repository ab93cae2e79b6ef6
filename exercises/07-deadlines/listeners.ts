import { getEventListeners } from 'node:events'

/** How many listeners are waiting for `signal` to abort. */
export const listenersOf = (signal: AbortSignal): number =>
  getEventListeners(signal, 'abort').length
