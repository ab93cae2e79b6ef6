/**
 * Starts the inside of the sandbox. This file is JavaScript because it has to run in plain Node, from
 * 20.19 on, where TypeScript cannot be imported and, behind the permission flags, nothing can be
 * spawned to compile it.
 *
 * Removing the types of our own files and compiling them and their packages takes many times as long
 * as all the rest of a start. So `--prepare` does it once, and writes to standard output what
 * `--prepared <file>` starts from; without either it is done on the spot.
 */
import { readFileSync, writeSync } from 'node:fs'
import { createRequire } from 'node:module'
import { deserialize, serialize } from 'node:v8'
import vm from 'node:vm'

/** @typedef {{ readonly text: string, readonly compiled?: Buffer }} Source */
/** @typedef {{ readonly main: Source, readonly stage: Source }} Sources */

/** What stands at the beginning of a prepared file, for those who may doubt that it is whole. */
const DIGEST_BYTES = 32

const [mode = '', file = ''] = process.argv.slice(2)
if (mode === '--prepare') prepare(await assemble())
else if (mode === '--prepared') start(deserialize(readFileSync(file).subarray(DIGEST_BYTES)))
else start(await assemble())

/** @returns {Promise<Sources>} */
async function assemble() {
  // Behind the flags of a start from what is prepared, its packages cannot be read.
  const { bundle } = await import('./bundle.mjs')
  return {
    main: { text: bundle(new URL('./main.ts', import.meta.url)) },
    stage: { text: bundle(new URL('./stage.ts', import.meta.url)) },
  }
}

/** @param {Sources} sources */
function start({ main, stage }) {
  const { begin } = run(compile(main, 'sandbox'))
  begin({
    stage: compile(stage, 'stage'),
    search: process.argv.includes('--search'),
    atOnce: process.argv.includes('--at-once'),
  })
}

/** Runs a sample first, so that the functions which every run needs are kept as well. @param {Sources} sources */
function prepare({ main, stage }) {
  const inside = compile(main, 'sandbox')
  const world = compile(stage, 'stage')
  const { rehearse } = run(inside)
  rehearse({
    stage: world,
    sample: readFileSync(new URL('./stage-timers.ts', import.meta.url), 'utf8'),
  })
  const keep = (/** @type {Source} */ { text }, /** @type {vm.Script} */ script) => ({
    text,
    compiled: script.createCachedData(),
  })
  const bytes = serialize({ main: keep(main, inside), stage: keep(stage, world) })
  for (let at = 0; at < bytes.length;) at += writeSync(1, bytes, at)
}

/** @param {Source} source @param {string} filename */
function compile({ text, compiled }, filename) {
  return new vm.Script(text, { filename, ...(compiled && { cachedData: compiled }) })
}

/** @param {vm.Script} script */
function run(script) {
  return script.runInThisContext()(createRequire(import.meta.url))
}
