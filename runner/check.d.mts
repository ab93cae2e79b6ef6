import type { Worker } from 'node:worker_threads'

/** The thread that Vitest lives in. */
export interface VitestThread {
  readonly worker: Worker
  /** Settles with the first thing that it says. */
  readonly ready: Promise<void>
  readonly alive: boolean
}

/**
 * Starts Vitest for the workbook at `root`, for whoever opens a checker later. Until then it keeps no
 * process alive.
 */
export function startVitest(root: string): void

/** The thread that has been started for the workbook whose real path is `root`, or else a new one. */
export function takeVitest(root: string): VitestThread
