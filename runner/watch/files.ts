import { rm, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { watch as watchFolder } from 'chokidar'
import type { Workbook } from '../catalogue.ts'
import { filesOf, isMissing, mayBeHalfSaved, read, stampOf, type WatchedFile } from './content.ts'

export type FilesEvent =
  /** The contents of these exercises' files are new. `missing` are those whose own file is gone. */
  | {
      readonly kind: 'saved'
      readonly slugs: readonly string[]
      readonly missing: readonly string[]
    }
  /** The operating system does not tell of saves here, so from now on we look. */
  | { readonly kind: 'polling'; readonly everyMs: number; readonly reason: string }

export interface Files {
  /** Slugs of the exercises whose own file is not there. */
  missing(): readonly string[]
  close(): Promise<void>
}

export interface FilesOptions {
  readonly onEvent: (event: FilesEvent) => void
  /** Folder whose events are listened to. @default the workbook's `exercises/` */
  readonly folder?: string
  readonly paces?: Partial<typeof PACES>
}

/**
 * Reports every save of an exercise's files, once its content is new and at rest.
 *
 * An event of the operating system is only a hint to look: what is reported is a difference in
 * content, so it does not matter how an editor writes. Beside the events every file is looked at
 * once a second; a save that only this found is reported too, and shows that events do not arrive.
 */
export async function watchFiles(workbook: Workbook, options: FilesOptions): Promise<Files> {
  const paces = { ...PACES, ...options.paces }
  const files = workbook.exercises.flatMap(filesOf)
  const byPath = new Map(files.map((file) => [file.path, file]))
  const dirty = new Set<WatchedFile>()
  const timers = new Set<NodeJS.Timeout>()
  let closed = false
  let polling = false
  let settling: NodeJS.Timeout | undefined
  let sweeping: NodeJS.Timeout | undefined
  let dirtySince = 0
  let heardAt = Number.NEGATIVE_INFINITY

  const watcher = watchFolder(options.folder ?? join(workbook.root, 'exercises'), {
    ignoreInitial: true,
    depth: 2,
  })
  watcher.on('all', (_event, path) => heard(path))
  // chokidar drops changes that follow each other within 50 ms; the raw events have them all.
  watcher.on('raw', (_event, path: unknown, details: unknown) => {
    const folder = watchedPath(details)
    heard(folder)
    if (typeof path === 'string') heard(join(folder, path))
  })
  watcher.on('error', (error) => poll(error instanceof Error ? error.message : String(error)))
  await new Promise<void>((done) => watcher.once('ready', done))
  void probe()
  sweepLater()

  return {
    missing: () => files.filter(isMissing).map(({ slug }) => slug),
    close: async () => {
      closed = true
      for (const timer of timers) clearTimeout(timer)
      clearTimeout(settling)
      await watcher.close()
    },
  }

  function heard(path: string): void {
    heardAt = performance.now()
    const file = byPath.get(resolve(path))
    if (!file) return
    file.heardAt = heardAt
    lookSoon([file])
  }

  function lookSoon(these: readonly WatchedFile[], delayMs = paces.settleMs): void {
    if (closed) return
    if (dirty.size === 0) dirtySince = performance.now()
    for (const file of these) dirty.add(file)
    // Wait until events pause, but not for ever: somebody may be saving without a pause.
    if (settling && performance.now() - dirtySince > paces.settleAtMostMs) return
    clearTimeout(settling)
    settling = setTimeout(look, delayMs)
  }

  function look(): void {
    settling = undefined
    const these = files.filter((file) => dirty.has(file))
    dirty.clear()
    const states = these.map(compare)
    const unsure = these.filter((_file, index) => states[index] === 'unsure')
    if (unsure.length > 0) lookSoon(unsure, paces.againMs)
    const saved = these.filter((_file, index) => states[index] === 'new')
    if (saved.length === 0) return
    options.onEvent({
      kind: 'saved',
      slugs: [...new Set(saved.map(({ slug }) => slug))],
      missing: saved.filter(isMissing).map(({ slug }) => slug),
    })
  }

  function compare(file: WatchedFile): 'same' | 'new' | 'unsure' {
    const content = read(file.path)
    if (content.digest === file.content.digest) {
      file.doubtedAt = undefined
      file.content = content
      return 'same'
    }
    if (mayBeHalfSaved(content)) {
      file.doubtedAt ??= performance.now()
      if (performance.now() - file.doubtedAt < paces.doubtMs) return 'unsure'
    }
    file.doubtedAt = undefined
    file.content = content
    return 'new'
  }

  function later(run: () => void, delayMs: number): NodeJS.Timeout | undefined {
    if (closed) return undefined
    const timer = setTimeout(() => {
      timers.delete(timer)
      if (!closed) run()
    }, delayMs)
    timers.add(timer)
    return timer
  }

  function sweepLater(): void {
    clearTimeout(sweeping)
    sweeping = later(() => void sweep().then(sweepLater), polling ? paces.pollMs : paces.sweepMs)
  }

  /** Looks at every file that may differ from what was read, whether an event told of it or not. */
  async function sweep(): Promise<void> {
    const startedAt = performance.now()
    const stamps = await Promise.all(files.map(({ path }) => stampOf(path)))
    const touched = files.filter((file, index) => stamps[index] !== file.content.stamp)
    for (const file of touched) {
      const content = read(file.path)
      if (content.digest === file.content.digest || dirty.has(file)) continue
      lookSoon([file])
      later(() => heardNothing(file, startedAt), paces.graceMs)
    }
  }

  /** An event that is merely late arrives within the grace; none at all means that none will. */
  function heardNothing(file: WatchedFile, since: number): void {
    if (file.heardAt < since - paces.sweepMs) poll('a save was found that no event had told of')
  }

  function poll(reason: string): void {
    if (polling || closed) return
    polling = true
    sweepLater()
    options.onEvent({ kind: 'polling', everyMs: paces.pollMs, reason })
  }

  /** Makes an event happen in the folder; one that cannot be written to is left in peace. */
  async function probe(): Promise<void> {
    const path = join(workbook.root, 'exercises', `.events-arrive-${process.pid}`)
    const startedAt = performance.now()
    try {
      await writeFile(path, '')
      await rm(path)
    } catch {
      return
    }
    later(() => {
      if (heardAt < startedAt) poll('a file was written and no event told of it')
    }, paces.probeMs)
  }
}

function watchedPath(details: unknown): string {
  if (typeof details !== 'object' || details === null || !('watchedPath' in details)) return ''
  return String(details.watchedPath)
}

const PACES = {
  /** The events of one save come in a row; look when they have paused for this long … */
  settleMs: 3,
  /** … or have gone on for this long. */
  settleAtMostMs: 50,
  /** Between two looks at a file that is empty or gone … */
  againMs: 15,
  /** … and how long it must stay so to be believed. */
  doubtMs: 120,
  sweepMs: 1_000,
  pollMs: 150,
  graceMs: 250,
  probeMs: 1_000,
}
