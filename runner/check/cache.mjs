import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * Keeps modules on disk as Vite has transformed them: that is a third of a cold start.
 *
 * Vitest cannot go on when it cannot write there, so where the disk is full or may not be written,
 * nothing is kept.
 *
 * @param {string} folder
 * @returns {{ fsModuleCache: boolean, fsModuleCachePath?: string }} For Vitest's `experimental`.
 */
export function openCache(folder) {
  try {
    mkdirSync(folder, { recursive: true })
    const room = join(folder, 'room')
    writeFileSync(room, ' '.repeat(NEEDED_BYTES))
    rmSync(room, { force: true })
    return { fsModuleCache: true, fsModuleCachePath: folder }
  } catch {
    return { fsModuleCache: false }
  }
}

/** About twice what the runner's modules take. */
const NEEDED_BYTES = 500_000
