import { spawnSync } from 'node:child_process'
import { createHash, randomUUID } from 'node:crypto'
import {
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'

/** How a process of the sandbox is started but for what it is to do. */
export interface Preparation {
  /** Where the files of the inside are: its own, then those that it shares. */
  readonly folders: readonly [inside: string, ...shared: string[]]
  /** Flags of Node; what V8 has compiled is only good for the same ones. */
  readonly flags: readonly string[]
  readonly env: NodeJS.ProcessEnv
  /** Where the outcome is kept. */
  readonly cache: string
}

/**
 * The file with the compiled inside of the sandbox, which makes a start several times as fast. It is
 * made when it is first needed, and again when any of the files it was made from has changed.
 *
 * @returns undefined where nothing can be kept: then every sandbox prepares itself
 */
export function preparedFile(preparation: Preparation): string | undefined {
  const { cache } = preparation
  const file = join(cache, `sandbox-${keyOf(preparation)}`)
  if (isWhole(file)) return file
  // Beside and renamed: another process may be reading it, or making it too.
  const draft = `${file}-${randomUUID()}`
  if (!canKeep(cache, draft)) return undefined
  try {
    const bytes = make(preparation)
    writeFileSync(draft, Buffer.concat([digestOf(bytes), bytes]))
    renameSync(draft, file)
    return file
  } catch {
    rmSync(draft, { force: true })
    return undefined
  }
}

function canKeep(cache: string, draft: string): boolean {
  try {
    mkdirSync(cache, { recursive: true })
    removeOld(cache)
    writeFileSync(draft, '')
    return true
  } catch {
    return false
  }
}

function make({ folders: [inside], flags, env }: Preparation): Buffer {
  const { status, stdout } = spawnSync(
    process.execPath,
    [...flags, join(inside, 'boot.cjs'), '--prepare'],
    {
      cwd: inside,
      env,
      // Its messages go nowhere.
      stdio: ['ignore', 'pipe', 'ignore', 'ignore', 'pipe'],
      maxBuffer: MAX_BYTES,
      timeout: PATIENCE_MS,
      windowsHide: true,
    },
  )
  if (status !== 0) throw new Error('The inside of the sandbox could not be compiled')
  return stdout
}

/** Whether it is what was written: a full disk or a crash may have left half of it. */
function isWhole(file: string): boolean {
  try {
    const bytes = readFileSync(file)
    return bytes.subarray(0, DIGEST_BYTES).equals(digestOf(bytes.subarray(DIGEST_BYTES)))
  } catch {
    return false
  }
}

const digestOf = (bytes: Buffer): Buffer => createHash('sha256').update(bytes).digest()

/** Those of today may be in use, by another version of Node for one. */
function removeOld(cache: string): void {
  const before = Date.now() - KEPT_MS
  for (const name of readdirSync(cache).filter((each) => each.startsWith('sandbox-'))) {
    const path = join(cache, name)
    if (statSync(path).mtimeMs < before) rmSync(path, { force: true })
  }
}

/** Content of the files, version of everything else. */
function keyOf({ folders, flags }: Preparation): string {
  const hash = createHash('sha256')
  const require = createRequire(import.meta.url)
  for (const folder of folders)
    for (const name of readdirSync(folder).sort())
      hash
        .update(`${name}\0`)
        .update(readFileSync(join(folder, name)))
        .update('\0')
  for (const name of PACKAGES) hash.update(readFileSync(require.resolve(`${name}/package.json`)))
  hash.update([process.version, process.arch, ...flags].join('\0'))
  return hash.digest('hex').slice(0, 32)
}

const PACKAGES = ['acorn', 'acorn-walk', 'magic-string', 'sucrase']

/** What stands before the rest; `boot.cjs` knows it too. */
const DIGEST_BYTES = 32
const MAX_BYTES = 64 * 1024 * 1024
const PATIENCE_MS = 60_000
const KEPT_MS = 24 * 60 * 60 * 1000
