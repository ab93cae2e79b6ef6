import { UsageError } from './errors.ts'

/**
 * The stub and the model solution of an exercise, from the one file that holds both.
 *
 * `solutions/<lesson>/<slug>/solution.ts` is the solution, as it is compiled and tested. Between
 * `// #region stub` and `// #endregion` stand, commented out, the lines that the stub has instead of
 * those between `// #region solution` and `// #endregion`. All other lines belong to both.
 */
export function stubOf(source: string): string {
  return pick(source, 'stub')
}

/** The solution as a learner sees it: without the stub, and without the markers. */
export function solutionOf(source: string): string {
  return pick(source, 'solution')
}

type Region = 'both' | 'stub' | 'solution'

function pick(source: string, wanted: 'stub' | 'solution'): string {
  let region: Region = 'both'
  const kept: string[] = []
  for (const line of source.split('\n')) {
    const [, marker, name] = /^\s*\/\/ #(region|endregion)\s*(\w*)/.exec(line) ?? []
    if (marker === undefined) {
      if (region === 'both') kept.push(line)
      else if (region === wanted) kept.push(wanted === 'stub' ? uncomment(line) : line)
    } else region = enter(region, marker, name ?? '')
  }
  if (region !== 'both')
    throw new UsageError('bad-regions', `The region "${region}" is never closed`)
  // Where a region was left out, no more than one empty line stays.
  return kept.join('\n').replace(/\n{3,}/g, '\n\n')
}

function enter(region: Region, marker: string, name: string): Region {
  if (marker === 'endregion' && region !== 'both') return 'both'
  if (marker === 'region' && region === 'both' && (name === 'stub' || name === 'solution'))
    return name
  throw new UsageError(
    'bad-regions',
    `"// #${marker} ${name}" stands where it cannot`,
    'Regions are named stub or solution, and do not nest',
  )
}

const uncomment = (line: string): string => line.replace(/^(\s*)\/\/ ?/, '$1').trimEnd()
