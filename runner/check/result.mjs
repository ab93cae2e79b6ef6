import { stripVTControlCharacters } from 'node:util'

/** @import { SerializedError, TestModule } from 'vitest/node' */
/** @import { PlacedError, Result, ResultOfTest } from './protocol.ts' */

/**
 * What Vitest said, as plain data.
 *
 * @param {TestModule | undefined} module
 * @param {readonly unknown[]} unhandledErrors
 * @param {string | undefined} death
 * @returns {Result}
 */
export function readResult(module, unhandledErrors, death) {
  const groups = module ? [module, ...module.children.allSuites()] : []
  return {
    ...(death === undefined ? {} : { death }),
    tests: [...(module?.children.allTests() ?? [])].map(readTest),
    errors: groups.flatMap((group) => group.errors().map(readError)),
    escaped: unhandledErrors.map(readError),
  }
}

/** @param {import('vitest/node').TestCase} test @returns {ResultOfTest} */
function readTest(test) {
  const { state, errors = [] } = test.result()
  return {
    name: test.fullName,
    state,
    errors: errors.map(readError),
    evidence: test.meta().evidence,
  }
}

/** @param {unknown} thrown @returns {PlacedError} */
function readError(thrown) {
  const error = /** @type {Partial<SerializedError>} */ (thrown)
  const place = error.stacks?.find(({ file }) => !file.includes('/node_modules/'))
  return {
    name: error.name ?? 'Error',
    message: stripVTControlCharacters(error.message ?? 'An error without a message'),
    ...('finding' in error ? { finding: error.finding } : {}),
    ...(place ? { place: { file: place.file, line: place.line } } : {}),
  }
}
