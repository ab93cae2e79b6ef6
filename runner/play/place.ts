import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, relative, resolve, sep } from 'node:path'
import type { Exercise } from '../catalogue.ts'

/** Where a file can run: it finds `#kit` there, and what it imports. */
export interface Place {
  readonly file: string
  /** Folder with the tools of its suite. */
  readonly folder: string
  /** Call it when nothing runs there any more. */
  remove(): void
}

/**
 * The exercise's own file runs where it is. Any other answer runs as a copy in a folder laid out like
 * `exercises/`, with the workbook's own files there and the learner's other answers from `answers`.
 */
export function placeFor(
  file: string,
  exercise: Exercise | undefined,
  answers: string | undefined,
): Place {
  if (!exercise || resolve(file) === exercise.file)
    return { file, folder: dirname(file), remove: () => {} }
  const exercises = exercise.file.slice(0, -exercise.path.length)
  const root = mkdtempSync(join(tmpdir(), 'play-'))
  writeFileSync(join(root, 'package.json'), PACKAGE)
  writeFileSync(join(root, 'kit.mjs'), `export * from '${KIT}'\n`)
  for (const path of modulesBelow(exercises)) {
    const isAnswer = existsSync(join(exercises, path.replace(/\.ts$/, '.test.ts')))
    const own = join(answers ?? exercises, path)
    if (!isAnswer) put(join(exercises, path), join(root, path))
    else if (existsSync(own)) put(own, join(root, path))
  }
  const copy = join(root, ...exercise.path.split('/'))
  put(file, copy)
  return {
    file: copy,
    folder: dirname(copy),
    remove: () => rmSync(root, { recursive: true, force: true, maxRetries: 3 }),
  }
}

const modulesBelow = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /(?<!\.test)\.ts$/.test(entry.name))
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .filter((path) => path.includes(sep))

function put(from: string, to: string): void {
  mkdirSync(dirname(to), { recursive: true })
  copyFileSync(from, to)
}

const KIT = new URL('../kit.ts', import.meta.url).href

const PACKAGE = JSON.stringify({ type: 'module', imports: { '#kit': './kit.mjs' } })
