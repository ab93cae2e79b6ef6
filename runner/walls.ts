import { spawn } from 'node:child_process'
import { closeSync, mkdtempSync, openSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { UsageError } from './errors.ts'
import { sandboxPermissions, type Tier, type Wall } from './sandbox.ts'
import { wallOf } from './walls/commands.ts'

export interface WallOptions {
  /** Insist on this tier. @default the strongest that stands */
  readonly insist?: Tier | undefined
  /** Submissions are trusted: Node's own permissions are enough. @default false */
  readonly trust?: boolean
}

/**
 * Chooses the walls for learner code that is not one's own, and tries them before anything depends on
 * them: from behind them the network, new processes, files, the grader and the machine's memory must be
 * out of reach.
 *
 * @throws UsageError `no-walls` when nothing that is good enough stands
 */
export async function chooseWall({ insist, trust = false }: WallOptions = {}): Promise<Wall> {
  const tried: string[] = []
  for (const tier of insist === undefined ? TIERS : [insist]) {
    if (tier === 'basic' && !trust) continue
    const wall = wallOf(tier)
    if (!wall) tried.push(`${tier}: its tools are not installed`)
    else if (tier === 'basic') return wall
    else {
      const gaps = await gapsOf(wall)
      if (gaps.length === 0) return wall
      tried.push(`${tier}: ${gaps.join(', ')}`)
    }
  }
  throw new UsageError(
    'no-walls',
    [
      insist === 'basic'
        ? 'In the basic tier nothing but Node’s permissions stands between a submission and this machine'
        : 'No walls stand here that submissions of other people could be run behind',
      ...tried.map((line) => `  ${line}`),
    ].join('\n'),
    'Install bubblewrap on Linux, or grade in a container without a network; --trust-submissions goes on without walls',
  )
}

/** What can be done from behind a wall that should not be: nothing, when it stands. */
export async function gapsOf(wall: Wall): Promise<readonly string[]> {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'self-test-')))
  const secret = join(folder, 'secret')
  writeFileSync(secret, 'grades')
  const server = createServer((socket) => socket.destroy())
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  try {
    const told = await probe(wall, [String(port), secret, folder, String(process.pid)])
    return told ?? ['it does not start here']
  } finally {
    server.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** @returns what the probe got away with; undefined when nothing was heard of it */
async function probe(wall: Wall, told: readonly string[]): Promise<readonly string[] | undefined> {
  // Of the strict walls each has to hold without Node's help.
  const permissions = wall.tier === 'strict' ? [] : sandboxPermissions([dirname(PROBE)])
  const [executable = '', ...parts] = [
    ...wall.command,
    process.execPath,
    ...permissions,
    '--no-warnings',
    PROBE,
    ...told,
  ]
  const descriptors = wall.inherits.map((file) => openSync(file, 'r'))
  const child = spawn(executable, parts, {
    env: {},
    stdio: ['ignore', 'ignore', 'ignore', 'ignore', 'pipe', ...descriptors],
  })
  for (const descriptor of descriptors) closeSync(descriptor)
  const patience = setTimeout(() => child.kill('SIGKILL'), PATIENCE_MS)
  let heard = ''
  const pipe = child.stdio[4]
  pipe?.on('data', (chunk: Buffer) => (heard += chunk.toString()))
  const code = await new Promise<number | null>((resolve) => {
    child.on('error', () => resolve(null))
    child.on('close', resolve)
  })
  clearTimeout(patience)
  if (code !== 0 || heard === '') return undefined
  const found: unknown = JSON.parse(heard)
  return typeof found === 'object' && found !== null
    ? Object.entries(found).flatMap(([what, succeeded]) =>
        succeeded === true ? [`a submission could ${what}`] : [],
      )
    : undefined
}

const PROBE = realpathSync(fileURLToPath(new URL('./walls/probe.mjs', import.meta.url)))

/** Strongest first. */
const TIERS: readonly Tier[] = ['strict', 'namespaces', 'container', 'basic']

/** Real ms; a process that does not get enough memory to start may hang. */
const PATIENCE_MS = 20_000
