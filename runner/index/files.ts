import { existsSync } from 'node:fs'
import { join, posix } from 'node:path'
import { readSource, type Source } from '../source.ts'
import type { CheckRequest } from '../suite.ts'

/** The files that take part in a run besides the one that is judged. */
export interface Companions {
  /** Sources by the name under which the judged file knows them: `mini-loop.ts`, `mini/current.ts`. */
  readonly files: Readonly<Record<string, string>>
  /** Those of them that belong to the workbook. */
  readonly given: readonly string[]
  /** Slugs of the exercises whose answers, the learner's own, are among them. */
  readonly needs: readonly string[]
  /** The first of the learner's own that cannot be read. */
  readonly broken: Extract<Source, { kind: 'broken' }> | undefined
}

/**
 * The `tools`, and what `source` imports from the workbook's `exercises/`, with all that these import.
 * An exercise is the learner's own and comes from where the judged file comes from; every other file
 * belongs to the workbook and is always the workbook's own. What leads anywhere else is left out.
 *
 * @param lesson folder of the judged file, from which the names count: `10-mini-asyncio`
 */
export function companionsOf(
  source: string,
  tools: readonly string[],
  { exercises, lesson, entry, request }: Place,
): Companions {
  const files: Record<string, string> = {}
  const given: string[] = []
  const needs: string[] = []
  let broken: Companions['broken']
  const follow = (specifiers: readonly string[], folder: string): void => {
    for (const specifier of specifiers) {
      const path = posix.join(folder, specifier)
      const name = nameFrom(lesson, path)
      if (path.startsWith('../') || name === entry || name in files) continue
      const slug = slugOf(exercises, path)
      if (slug === undefined && !existsSync(join(exercises, path))) continue
      const from = slug === undefined ? join(exercises, path) : ownFile(path, exercises, request)
      const found = readSource(from)
      if (found.kind === 'broken') {
        broken ??= found
        continue
      }
      files[name] = found.text
      if (slug === undefined) given.push(name)
      else needs.push(slug)
      follow(importsOf(found.text), posix.dirname(path))
    }
  }
  follow([...importsOf(source), ...tools], lesson)
  return { files, given, needs, broken }
}

export interface Place {
  /** Absolute path of the workbook's `exercises`. */
  readonly exercises: string
  readonly lesson: string
  /** Name of the judged file, which others may import: it is not built on itself. */
  readonly entry: string
  /** Absent under plain Vitest. */
  readonly request: CheckRequest | undefined
}

/** Where the learner's answer to an exercise is: `path` as in `Exercise.path`. */
export function ownFile(
  path: string,
  exercises: string,
  request: CheckRequest | undefined,
): string {
  return request ? (request.replace[path] ?? join(request.dir, path)) : join(exercises, path)
}

/** Whatever looks like the specifier of a relative import; what is none does no harm. */
const importsOf = (source: string): readonly string[] =>
  [...source.matchAll(/(['"])(\.{1,2}\/[^'"\n]+\.ts)\1/g)].flatMap(({ index, 2: specifier = '' }) =>
    // Looked for backwards and not far: thousands of spaces after an `import` must cost nothing.
    /(?:from|import)\s*\(?\s*$/.test(source.slice(Math.max(0, index - 100), index))
      ? [specifier]
      : [],
  )

/** As the sandbox resolves it: the judged file stands at its root. */
const nameFrom = (lesson: string, path: string): string =>
  path.startsWith(`${lesson}/`) ? path.slice(lesson.length + 1) : path

/** An exercise has a suite beside it. */
const slugOf = (exercises: string, path: string): string | undefined =>
  existsSync(join(exercises, path.replace(/\.ts$/, '.test.ts')))
    ? posix.basename(path, '.ts')
    : undefined
