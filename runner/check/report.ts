import { relative, sep } from 'node:path'
import type { Exercise } from '../catalogue.ts'
import type { SuiteReport } from '../suite.ts'
import type { PlacedError, Result } from './protocol.ts'

/** Says what a suite said; paths in it are below `root`. */
export function report(
  exercise: Exercise,
  result: Result,
  { root, wallMs }: { readonly root: string; readonly wallMs: number },
): SuiteReport {
  return {
    exercise: exercise.slug,
    tests: result.tests.filter(hasEnded).map(({ name, state, errors, evidence }) => ({
      name,
      passed: state === 'passed',
      errors: errors.map(({ place: _, ...error }) => error),
      evidence,
    })),
    fault: findFault(result, shorten(exercise.suite, root), root),
    wallMs,
  }
}

function findFault(result: Result, suite: string, root: string): string | undefined {
  const { death, errors, escaped, tests } = result
  if (death !== undefined) return `${suite} was cut short: ${death}`
  const [error] = errors
  if (error) return `${suite} could not be run: ${render(error, root)}`
  const [stray] = escaped
  if (stray) return `${suite} let an error escape: ${render(stray, root)}`
  const pending = tests.find(({ state }) => state === 'pending')
  if (pending) return `${suite} ended before "${pending.name}" did`
  if (!tests.some(hasEnded)) return `${suite} ran no test`
  return undefined
}

const hasEnded = ({ state }: Result['tests'][number]): boolean =>
  state === 'passed' || state === 'failed'

function render({ message, place }: PlacedError, root: string): string {
  // Parsers name a file as seen from where the process was started.
  const text = [relative(process.cwd(), root), root]
    .filter(Boolean)
    .flatMap((prefix) => [`${slashed(prefix)}/`, `${prefix}${sep}`])
    .reduce((rest, prefix) => rest.replaceAll(prefix, ''), message.trim())
  return place ? `${text} (${shorten(place.file, root)}:${place.line})` : text
}

function shorten(file: string, root: string): string {
  const path = relative(root, file)
  return slashed(path.startsWith('..') ? file : path)
}

function slashed(path: string): string {
  return path.split(sep).join('/')
}
