/**
 * Starts the inside of the sandbox. This file is JavaScript because it has to run in plain Node, from
 * 20.19 on, where TypeScript cannot be imported and, behind the permission flags, nothing can be
 * spawned to compile it. It strips the types of its neighbours itself and hands them the same tool.
 */
import { readFileSync } from 'node:fs'
import vm from 'node:vm'
import { transform } from 'sucrase'

/** Removes the types and keeps every line where it was. */
function stripTypes(source, file) {
  return transform(source, {
    transforms: ['typescript'],
    disableESTransforms: true,
    filePath: file,
    preserveDynamicImport: true,
  }).code
}

const modules = new Map()

async function load(url) {
  const known = modules.get(url)
  if (known) return known
  const loaded = url.startsWith('file:') ? loadFile(url) : loadPackage(url)
  modules.set(url, loaded)
  return loaded
}

function loadFile(url) {
  return new vm.SourceTextModule(stripTypes(readFileSync(new URL(url), 'utf8'), url), {
    identifier: url,
    importModuleDynamically: (name) => import(name),
    initializeImportMeta: (meta) => {
      meta.url = url
      meta.stripTypes = stripTypes
    },
  })
}

async function loadPackage(name) {
  const exports = await import(name)
  const names = Object.keys(exports)
  return new vm.SyntheticModule(names, function () {
    for (const key of names) this.setExport(key, exports[key])
  })
}

const main = await load(new URL('./main.ts', import.meta.url).href)
await main.link((specifier, { identifier }) =>
  load(specifier.startsWith('.') ? new URL(specifier, identifier).href : specifier),
)
await main.evaluate()
