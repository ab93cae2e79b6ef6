import { mkdirSync } from 'node:fs'
import * as module from 'node:module'
import { load, CACHE } from './loader/load.mjs'

/**
 * From here on TypeScript can be imported, in this thread: types are removed, nothing is checked.
 *
 * This is the one thing that the workbook needs of a loader; one that also bundles, maps sources and
 * rewrites `require` takes four times as long to start.
 */
export function readTypeScript() {
  try {
    mkdirSync(CACHE, { recursive: true })
  } catch {
    // Then nothing is kept.
  }
  // From Node 22.15 on; before, hooks have a thread of their own.
  if ('registerHooks' in module) module.registerHooks({ load })
  else module.register('./loader/hooks.mjs', import.meta.url)
}
