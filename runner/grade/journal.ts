import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  truncateSync,
  writeSync,
} from 'node:fs'
import { dirname } from 'node:path'
import { lock } from './lock.ts'
import type { Judged } from './unit.ts'

/** What was judged, for whom and how long it took; a line of the journal. */
export interface Entry {
  readonly version: 1
  /** Digest of everything that the judgement depends on. */
  readonly key: string
  readonly judged: readonly Judged[]
  /** Real ms. */
  readonly wallMs: number
  /** What the worker held afterwards. */
  readonly memoryBytes: number
}

/**
 * Keeps every judgement on disk from the moment it is made, so that whatever ends the batch (a key, a
 * full disk, a power cut) costs no more than what was under way. It is the cache as well: what is in
 * it under the same key is not judged again.
 */
export interface Journal {
  find(key: string): Entry | undefined
  /** Settled when it is on the disk. @throws when the disk is full; the journal is whole all the same */
  add(entry: Entry): void
  close(): void
}

/**
 * Opens the journal at `file`; what a crash has torn off at its end is cut off.
 *
 * @throws UsageError `busy` when another process has it open
 */
export function openJournal(file: string): Journal {
  mkdirSync(dirname(file), { recursive: true })
  const release = lock(`${file}.lock`)
  const entries = new Map<string, Entry>()
  let length = 0
  if (existsSync(file)) {
    const content = readFileSync(file)
    for (let end = content.indexOf(10, length); end >= 0; end = content.indexOf(10, length)) {
      const entry = read(content.subarray(length, end).toString())
      if (entry) entries.set(entry.key, entry)
      length = end + 1
    }
    if (length < content.length) truncateSync(file, length)
  }
  const descriptor = openSync(file, 'a')
  return {
    find: (key) => entries.get(key),
    add(entry) {
      const line = Buffer.from(`${JSON.stringify(entry)}\n`)
      try {
        for (let sent = 0; sent < line.length;) sent += writeSync(descriptor, line, sent)
        fsyncSync(descriptor)
      } catch (error) {
        truncateSync(file, length)
        throw error
      }
      length += line.length
      entries.set(entry.key, entry)
    },
    close() {
      closeSync(descriptor)
      release()
    },
  }
}

function read(line: string): Entry | undefined {
  try {
    const entry = JSON.parse(line) as Partial<Entry> | null
    const whole =
      entry?.version === 1 && typeof entry.key === 'string' && Array.isArray(entry.judged)
    return whole ? (entry as Entry) : undefined
  } catch {
    return undefined
  }
}
