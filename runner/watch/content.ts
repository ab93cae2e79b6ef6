import { createHash } from 'node:crypto'
import { readFile, stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { Exercise } from '../catalogue.ts'

/** One file of an exercise and what was last seen in it. */
export interface WatchedFile {
  readonly slug: string
  readonly path: string
  /** Whether this is the file that the learner edits. */
  readonly own: boolean
  content: Content
  /** When an event last told of this file. */
  heardAt: number
  /** When the file was first seen empty or gone, while that is not yet believed. */
  doubtedAt: number | undefined
}

export interface Content {
  readonly digest: string
  /** Size and times, as of just before reading. */
  readonly stamp: string
}

/** The files of an exercise whose saving is answered: its own, its suite, its task. */
export async function filesOf(exercise: Exercise): Promise<WatchedFile[]> {
  return Promise.all(
    [exercise.file, exercise.suite, exercise.task].map(async (path, index) => ({
      slug: exercise.slug,
      path: resolve(path),
      own: index === 0,
      content: await read(path),
      heardAt: Number.NEGATIVE_INFINITY,
      doubtedAt: undefined,
    })),
  )
}

export async function read(path: string): Promise<Content> {
  const stamp = await stampOf(path)
  try {
    const bytes = await readFile(path)
    const digest = bytes.length === 0 ? EMPTY : createHash('sha256').update(bytes).digest('hex')
    return { digest, stamp }
  } catch {
    return { digest: MISSING, stamp }
  }
}

/** What changes with nearly every write, without reading the file. */
export async function stampOf(path: string): Promise<string> {
  try {
    const { size, mtimeMs, ctimeMs, ino } = await stat(path)
    // Two writes within one tick of a coarse clock look alike, so a young file is always read.
    if (Date.now() - mtimeMs < YOUNG_MS) return `young ${performance.now()}`
    return `${size} ${mtimeMs} ${ctimeMs} ${ino}`
  } catch {
    return MISSING
  }
}

export const isMissing = (file: WatchedFile): boolean => file.own && file.content.digest === MISSING

/** Emptied or gone: what a file may be for a moment while an editor saves it. */
export const mayBeHalfSaved = ({ digest }: Content): boolean =>
  digest === MISSING || digest === EMPTY

const MISSING = 'missing'
const EMPTY = 'empty'
const YOUNG_MS = 3_000
