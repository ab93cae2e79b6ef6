import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { transform } from 'sucrase'

/**
 * A file and all that it imports, our own and packages, as the source of one script. Its value is a
 * function of Node's `require` that returns the file's exports. It is all ASCII, which is kept and
 * read in half the space.
 *
 * @param {string} entry its path
 * @returns {string}
 */
export function bundle(entry) {
  /** Number and code of each file, by its path. @type {Map<string, { readonly id: number, code: string }>} */
  const files = new Map()

  /** @param {string} path @returns {number} */
  function add(path) {
    const known = files.get(path)
    if (known) return known.id
    const file = { id: files.size, code: '' }
    files.set(path, file)
    const require = createRequire(path)
    const code = asCommonJs(path)
    // Those of Node are left to its own `require`.
    file.code = code.replace(/\brequire\((['"])(?!node:)([^'"]+)\1\)/g, (call, _, specifier) => {
      const found = resolve(require, specifier)
      return found === undefined ? call : `$load(${add(found)})`
    })
    return file.id
  }

  const start = add(entry)
  const functions = [...files.values()].map(
    ({ code }) => `function (exports, require, module) {${code}\n}`,
  )
  const source = `(function (require) { const $files = [\n${functions.join(',\n')}\n], $known = []
const $load = (id) => { let module = $known[id]; if (!module) { module = $known[id] = { exports: {} }; $files[id].call(module.exports, module.exports, require, module) } return module.exports }
return $load(${start}) })`
  return source.replace(
    /[^\0-\x7f]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}

/** @param {string} path */
function asCommonJs(path) {
  const source = readFileSync(path, 'utf8')
  if (path.endsWith('.js') || path.endsWith('.cjs')) return source
  return transform(source, {
    transforms: path.endsWith('.ts') ? ['typescript', 'imports'] : ['imports'],
    disableESTransforms: true,
    preserveDynamicImport: true,
    filePath: path,
  }).code
}

/** @param {NodeJS.Require} require @param {string} specifier */
function resolve(require, specifier) {
  try {
    const found = require.resolve(specifier)
    return found === specifier ? undefined : found
  } catch {
    // Asked for in a comment, or only on occasion.
    return undefined
  }
}
