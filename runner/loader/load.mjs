import { createHash, randomUUID } from 'node:crypto'
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Where modules without their types are kept, one file each. */
export const CACHE = join(
  dirname(dirname(dirname(fileURLToPath(import.meta.url)))),
  'node_modules/.cache/async-workbook/typescript',
)

const require = createRequire(import.meta.url)

/**
 * A hook for Node's loader that reads TypeScript. Lines stay where they are, so a stack needs no map.
 *
 * @template Context, Answer
 * @param {string} url
 * @param {Context} context
 * @param {(url: string, context: Context) => Answer} next
 * @returns {Answer | { format: 'module', source: string, shortCircuit: true }}
 */
export function load(url, context, next) {
  if (!/^file:[^?#]*\.ts(?=[?#]|$)/.test(url) || url.includes('/node_modules/'))
    return next(url, context)
  const path = fileURLToPath(url)
  return { format: 'module', source: withoutTypes(path), shortCircuit: true }
}

/** @param {string} path */
function withoutTypes(path) {
  const text = readFileSync(path, 'utf8')
  // At the end: what has it is whole, and no line has moved.
  const mark = `\n// ${digest(`${version()} ${text}`)}\n`
  const kept = join(CACHE, `${digest(path)}.js`)
  const known = readKept(kept)
  if (known?.endsWith(mark)) return known
  const { code } = require('sucrase').transform(text, {
    transforms: ['typescript'],
    disableESTransforms: true,
    keepUnusedImports: true,
    preserveDynamicImport: true,
    filePath: path,
  })
  keep(kept, code + mark)
  return code + mark
}

/** @param {string} file */
function readKept(file) {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return undefined
  }
}

/** Beside and renamed: another process may be reading it. @param {string} file @param {string} text */
function keep(file, text) {
  const draft = `${file}-${randomUUID()}`
  try {
    writeFileSync(draft, text)
    renameSync(draft, file)
  } catch {
    // A full disk, or a folder that may not be written: next time it is done again.
    rmSync(draft, { force: true })
  }
}

/** @param {string} text */
const digest = (text) => createHash('sha1').update(text).digest('hex')

/** @type {string | undefined} */
let known
const version = () => (known ??= String(require('sucrase/package.json').version))
