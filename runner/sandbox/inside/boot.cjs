/**
 * Starts the inside of the sandbox. This file is JavaScript because it has to run in plain Node, from
 * 20.19 on, where TypeScript cannot be imported and, behind the permission flags, nothing can be
 * spawned to compile it; it is CommonJS because Node starts that in half the time.
 *
 * Removing the types of our own files and compiling them and their packages takes many times as long
 * as all the rest of a start. So `--prepare` does it once, and writes to standard output what
 * `--prepared <file>` starts from; without either it is done on the spot.
 */
const { readFileSync, writeSync } = require('node:fs')
const { join } = require('node:path')
const vm = require('node:vm')

/** @typedef {{ readonly text: string, readonly compiled?: Buffer | undefined }} Source */
/** @typedef {{ readonly main: Source, readonly stage: Source }} Sources */

/** What stands at the beginning of a prepared file, for those who may doubt that it is whole. */
const DIGEST_BYTES = 32

const [mode = '', file = ''] = process.argv.slice(2)
if (mode === '--prepared') start(unpack(readFileSync(file).subarray(DIGEST_BYTES)))
else void assemble().then(mode === '--prepare' ? prepare : start)

/** @returns {Promise<Sources>} */
async function assemble() {
  // Behind the flags of a start from what is prepared, its packages cannot be read.
  const { bundle } = await import('./bundle.mjs')
  return {
    main: { text: bundle(join(__dirname, 'main.ts')) },
    stage: { text: bundle(join(__dirname, 'stage.ts')) },
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
async function prepare({ main, stage }) {
  const inside = compile(main, 'sandbox')
  const world = compile(stage, 'stage')
  await run(inside).rehearse(world, readFileSync(join(__dirname, 'sample.ts'), 'utf8'))
  const bytes = pack([
    Buffer.from(main.text, 'latin1'),
    inside.createCachedData(),
    Buffer.from(stage.text, 'latin1'),
    world.createCachedData(),
  ])
  for (let at = 0; at < bytes.length;) at += writeSync(1, bytes, at)
}

/** @param {Source} source @param {string} filename */
function compile({ text, compiled }, filename) {
  return new vm.Script(text, { filename, ...(compiled && { cachedData: compiled }) })
}

/** @param {vm.Script} script */
function run(script) {
  return script.runInThisContext()(require)
}

/** Each part after its length. @param {readonly Buffer[]} parts */
function pack(parts) {
  return Buffer.concat(
    parts.flatMap((part) => {
      const length = Buffer.alloc(4)
      length.writeUInt32LE(part.length)
      return [length, part]
    }),
  )
}

/** @param {Buffer} bytes @returns {Sources} */
function unpack(bytes) {
  let at = 0
  const next = () => {
    const from = at + 4
    at = from + bytes.readUInt32LE(at)
    return bytes.subarray(from, at)
  }
  const source = () => ({ text: next().toString('latin1'), compiled: next() })
  return { main: source(), stage: source() }
}
