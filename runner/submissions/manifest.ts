import { createHash } from 'node:crypto'
import type { Entry } from './entries.ts'

/** What `npm run submit` puts beside the answers. Nothing in it is trusted: it explains, it decides nothing. */
export interface Manifest {
  readonly version: 1
  /** Of the workbook, as in package.json. */
  readonly workbook: string
  /** SHA-256 of each file, hexadecimal, by `Exercise.path`. */
  readonly files: Readonly<Record<string, string>>
}

export const MANIFEST = 'submission.json'

export const isManifest = (path: string): boolean => path.split('/').at(-1) === MANIFEST

export function manifestOf(
  workbook: string,
  files: Readonly<Record<string, Uint8Array>>,
): Manifest {
  return {
    version: 1,
    workbook,
    files: Object.fromEntries(
      Object.entries(files).map(([path, content]) => [path, sha256(content)]),
    ),
  }
}

/** What was changed between packing and handing in, in sentences. */
export function changedSince(
  { content }: Entry,
  files: Readonly<Record<string, Uint8Array>>,
): readonly string[] {
  const packed = read(content)
  if (!packed) return [`${MANIFEST} is none that \`npm run submit\` wrote`]
  return Object.entries(files).flatMap(([path, bytes]) => {
    const was = packed.get(path)
    if (was === undefined) return [`${path} was added after \`npm run submit\``]
    return was === sha256(bytes) ? [] : [`${path} was changed after \`npm run submit\``]
  })
}

function read(content: Uint8Array): ReadonlyMap<string, unknown> | undefined {
  try {
    const parsed: unknown = JSON.parse(new TextDecoder().decode(content))
    if (typeof parsed !== 'object' || parsed === null || !('files' in parsed)) return undefined
    const { files } = parsed
    if (typeof files !== 'object' || files === null) return undefined
    return new Map(Object.entries(files))
  } catch {
    return undefined
  }
}

const sha256 = (content: Uint8Array): string => createHash('sha256').update(content).digest('hex')
