import { lstatSync, readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { fromBufferPromise, validateFileName } from 'yauzl'
import { Parser, type ReadEntry } from 'tar'
import { UsageError } from '../errors.ts'

/** A file that was handed in, wherever it lay: in a folder, or in an archive in an archive. */
export interface Entry {
  /** Below the path that was given, with forward slashes; an archive counts as a folder. */
  readonly path: string
  readonly content: Uint8Array
  /** When it was last written, as its folder or archive says. */
  readonly writtenAt: Date | undefined
}

/** What was found below one path that was given. */
export interface Found {
  /** Those that `wanted` asked for. */
  readonly entries: readonly Entry[]
  /** Files that nobody asked for; a folder such as `node_modules` counts as one. */
  readonly ignored: number
  /** What could not be read, and why: a sentence each, about one place. */
  readonly problems: readonly { readonly path: string; readonly what: string }[]
}

/** Whether a file is of interest, by its path. */
export type Wanted = (path: string) => boolean

/** Bytes: larger ones are not read. An exercise has at most 65,536; archives hold whole clones. */
export const MOST_FILE_BYTES = 65_537
const MOST_ARCHIVE_BYTES = 256 * 1024 * 1024
/** Of one archive, those inside it included. */
const MOST_INFLATED_BYTES = 64 * 1024 * 1024
const MOST_ENTRIES = 50_000
const MOST_NESTED = 2

/**
 * Everything below `path` that is wanted. Links are never followed, names that lead out of their
 * archive are refused, and nothing is written to disk.
 *
 * @throws UsageError `no-such-path` when there is nothing at `path`
 */
export async function findEntries(path: string, wanted: Wanted): Promise<Found> {
  const search = new Search(wanted)
  const stat = lstatSync(path, { throwIfNoEntry: false })
  if (!stat)
    throw new UsageError(
      'no-such-path',
      `There is nothing at "${path}"`,
      'Name folders, or .zip, .tar, .tar.gz and .tgz archives',
    )
  if (stat.isDirectory()) await search.folder(path, '')
  else if (archiveOf(path) === undefined)
    throw new UsageError(
      'no-archive',
      `"${path}" is neither a folder nor an archive`,
      'Name folders, or .zip, .tar, .tar.gz and .tgz archives',
    )
  else if (stat.size > MOST_ARCHIVE_BYTES)
    search.problem('', `It has more than ${MOST_ARCHIVE_BYTES} bytes`)
  else await search.archive(readFileSync(path), path, { folder: '', depth: 0 })
  return search
}

/** The kind of archive that a name promises. */
export function archiveOf(name: string): 'zip' | 'tar' | undefined {
  if (/\.zip$/i.test(name)) return 'zip'
  return /\.(tar|tar\.gz|tgz)$/i.test(name) ? 'tar' : undefined
}

/** `alice.tar.gz` is `alice`. */
export const withoutArchive = (name: string): string =>
  name.replace(/\.(zip|tar|tar\.gz|tgz)$/i, '')

interface Nesting {
  /** Where the archive stands, as a folder: `class/alice`. Empty for the one that was given. */
  readonly folder: string
  readonly depth: number
}

class Search implements Found {
  readonly entries: Entry[] = []
  readonly problems: { readonly path: string; readonly what: string }[] = []
  ignored = 0
  readonly #wanted: Wanted
  #inflated = 0
  #seen = 0

  constructor(wanted: Wanted) {
    this.#wanted = wanted
  }

  problem(path: string, what: string): void {
    this.problems.push({ path, what })
  }

  async folder(root: string, below: string): Promise<void> {
    for (const { name } of readdirSync(join(root, below), { withFileTypes: true }).sort(byName)) {
      const path = below === '' ? name : `${below}/${name}`
      const file = join(root, path)
      const stat = lstatSync(file)
      if (stat.isDirectory()) {
        if (isSkipped(name)) this.ignored++
        else await this.folder(root, path)
      } else if (!stat.isFile()) this.#ignore(path, 'It is a link or no file at all')
      else if (archiveOf(name) && stat.size <= MOST_ARCHIVE_BYTES)
        await this.archive(readFileSync(file), name, { folder: withoutArchive(path), depth: 1 })
      else if (!this.#wanted(path)) this.ignored++
      else if (stat.size >= MOST_FILE_BYTES) this.problem(path, 'It is too large to be an answer')
      else this.#take(path, readFileSync(file), stat.mtime)
    }
  }

  async archive(content: Buffer, name: string, nesting: Nesting): Promise<void> {
    if (nesting.depth > MOST_NESTED) {
      this.problem(nesting.folder, 'It is an archive in an archive in an archive')
      return
    }
    if (nesting.depth === 0) this.#inflated = 0
    try {
      if (archiveOf(name) === 'zip') await this.#zip(content, nesting)
      else await this.#tar(content, nesting)
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error)
      this.problem(
        nesting.folder,
        `The archive ${basename(name)} could not be read to its end: ${why}`,
      )
    }
  }

  async #zip(content: Buffer, nesting: Nesting): Promise<void> {
    const zip = await fromBufferPromise(content, { decodeStrings: true })
    for await (const entry of zip.eachEntry()) {
      const { fileName, externalFileAttributes, uncompressedSize } = entry
      if (fileName.endsWith('/')) continue
      const isLink = ((externalFileAttributes >>> 16) & 0o170000) === 0o120000
      const path = this.#pathOf(fileName, nesting, isLink)
      if (path === undefined) continue
      const read = async (): Promise<Buffer> =>
        await capped(await zip.openReadStreamPromise(entry), uncompressedSize)
      await this.#file(path, uncompressedSize, entry.getLastModDate(), nesting.depth, read)
    }
  }

  async #tar(content: Buffer, nesting: Nesting): Promise<void> {
    const pending: Promise<void>[] = []
    const parser = new Parser({ strict: true })
    parser.on('entry', (entry: ReadEntry) => {
      const isFile =
        entry.type === 'File' || entry.type === 'OldFile' || entry.type === 'ContiguousFile'
      const isFolder = entry.type === 'Directory'
      const path = isFolder ? undefined : this.#pathOf(entry.path, nesting, !isFile)
      if (path === undefined) {
        entry.resume()
        return
      }
      const { size, mtime } = entry
      const read = async (): Promise<Buffer> => await buffer(entry)
      const taken = this.#file(path, size, mtime, nesting.depth, read, () => entry.resume())
      // Told below; a rejection of an earlier one must not go unheard until then.
      taken.catch(() => {})
      pending.push(taken)
    })
    await new Promise<void>((resolve, reject) => {
      parser.on('end', resolve)
      parser.on('error', reject)
      parser.end(content)
    })
    await Promise.all(pending)
  }

  /** Takes one file of an archive, opens one that is an archive itself, or leaves it. */
  async #file(
    path: string,
    size: number,
    writtenAt: Date | undefined,
    depth: number,
    read: () => Promise<Buffer>,
    skip: () => void = () => {},
  ): Promise<void> {
    if (++this.#seen > MOST_ENTRIES) throw new Error(`It has more than ${MOST_ENTRIES} files`)
    const isArchive = archiveOf(path) !== undefined
    if (!isArchive && !this.#wanted(path)) {
      this.ignored++
      return skip()
    }
    if (size >= (isArchive ? MOST_INFLATED_BYTES : MOST_FILE_BYTES)) {
      this.problem(path, 'It is too large to be an answer')
      return skip()
    }
    this.#inflated += size
    if (this.#inflated > MOST_INFLATED_BYTES)
      throw new Error(`It inflates to more than ${MOST_INFLATED_BYTES} bytes`)
    const content = await read()
    if (isArchive)
      await this.archive(content, path, { folder: withoutArchive(path), depth: depth + 1 })
    else this.#take(path, content, writtenAt)
  }

  #take(path: string, content: Uint8Array, writtenAt: Date | undefined): void {
    if (this.entries.some((entry) => entry.path === path)) {
      this.problem(path, 'It is there twice; the first one counts')
      return
    }
    this.entries.push({ path, content, writtenAt })
  }

  #ignore(path: string, what: string): void {
    this.ignored++
    if (this.#wanted(path)) this.problem(path, what)
  }

  /** Where a file of an archive stands, or undefined for what is not read. */
  #pathOf(name: string, { folder }: Nesting, isLink: boolean): string | undefined {
    const clean = name.replace(/^(\.\/)+/, '')
    const unsafe = validateFileName(clean)
    const path = folder === '' ? clean : `${folder}/${clean}`
    if (unsafe !== null)
      this.problem(folder, `A file in it has a name that leads out of it: ${name}`)
    else if (isLink) this.#ignore(path, 'It is a link or no file at all')
    else if (clean.split('/').some(isSkipped)) this.ignored++
    else return path
    return undefined
  }
}

/** Reads no more than was announced: what inflates further is a bomb. */
async function capped(stream: Readable, size: number): Promise<Buffer> {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of stream) {
    const bytes = chunk as Buffer
    length += bytes.length
    if (length > size) throw new Error('A file in it is larger than it says')
    chunks.push(bytes)
  }
  return Buffer.concat(chunks)
}

/** Folders of tools, and what macOS adds to archives. */
const isSkipped = (name: string): boolean =>
  (name.startsWith('.') && name !== '.') || name === 'node_modules' || name === '__MACOSX'

const byName = (one: { readonly name: string }, other: { readonly name: string }): number =>
  one.name < other.name ? -1 : 1
