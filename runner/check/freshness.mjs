import { readFileSync, statSync } from 'node:fs'

/** @import { Vite, Vitest } from 'vitest/node' */

/**
 * Makes the next run see every edit, without a watcher and without loading again what did not change.
 *
 * Vite and the thread of the suites both keep modules. Before a run every file that was loaded is
 * looked at again; one that has changed is dropped on both sides, with all that imports it.
 *
 * @param {(file: string) => boolean} isCached Says which files are transformed only once and then kept
 * on disk; the cache is never tidied, so those that somebody edits all day are better left out.
 * @returns {{ plugin: Vite.Plugin, dropChanged(vitest: Vitest): void, dropAll(vitest: Vitest): void }}
 */
export function keepFresh(isCached) {
  /** What each file was like when it was loaded. @type {Map<string, string>} */
  const versions = new Map()

  /** @param {Vitest} vitest @param {Iterable<string>} files */
  function drop(vitest, files) {
    const { moduleGraph } = vitest.getRootProject().vite.environments.ssr
    for (const file of files) {
      versions.delete(file)
      for (const affected of withImporters(moduleGraph, file))
        vitest.watcher.invalidates.add(affected)
      vitest.invalidateFile(file)
    }
  }

  return {
    plugin: {
      name: 'freshness',
      enforce: 'pre',
      // Looked at before it is read, so that an edit in between counts as a later one.
      load(id) {
        const file = id.replace(/[?#].*$/, '')
        versions.set(file, versionOf(file))
      },
      configureVitest({ experimental_defineCacheKeyGenerator: onCacheable }) {
        // What comes from the cache on disk is never loaded; it is seen here, once read.
        onCacheable(({ id, sourceCode }) => {
          if (!isCached(id)) return false
          const version = versionOf(id)
          versions.set(id, readFileSync(id, 'utf8') === sourceCode ? version : 'changed since')
          return undefined
        })
      },
    },
    dropChanged(vitest) {
      const changed = [...versions].filter(([file, version]) => versionOf(file) !== version)
      drop(
        vitest,
        changed.map(([file]) => file),
      )
    },
    dropAll: (vitest) => drop(vitest, [...versions.keys()]),
  }
}

/** @param {Vite.EnvironmentModuleGraph} moduleGraph @param {string} file */
function withImporters(moduleGraph, file, found = new Set()) {
  if (found.has(file)) return found
  found.add(file)
  for (const module of moduleGraph.getModulesByFile(file) ?? [])
    for (const importer of module.importers)
      if (importer.file) withImporters(moduleGraph, importer.file, found)
  return found
}

/** @param {string} file */
function versionOf(file) {
  const stats = statSync(file, { throwIfNoEntry: false, bigint: true })
  return stats ? `${stats.mtimeNs} ${stats.ctimeNs} ${stats.size} ${stats.ino}` : 'missing'
}
