import {
  accessSync,
  constants,
  existsSync,
  mkdtempSync,
  realpathSync,
  writeFileSync,
  rmSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { SANDBOX_READS, type Tier, type Wall } from '../sandbox.ts'
import { seccompFilter } from './seccomp.ts'

/** A wall that this machine has the tools for; whether it stands is found out by trying. */
export function wallOf(tier: Tier): Wall | undefined {
  switch (tier) {
    case 'strict':
      return strict()
    case 'namespaces':
      return namespaces()
    case 'container':
      return limited('container', ['a container without a network, whose files cannot be written'])
    case 'basic':
      return limited('basic', [])
    default:
      return tier satisfies never
  }
}

/** bubblewrap and a system call filter: a world with nothing in it but Node and the sandbox's own files. */
function strict(): Wall | undefined {
  const bwrap = find('bwrap')
  const filter = seccompFilter(process.arch)
  const limits = prlimit()
  if (bwrap === undefined || !filter || !limits) return undefined
  const seccomp = kept(filter)
  const bind = (path: string): string[] => ['--ro-bind', path, path]
  const node = realpathSync(process.execPath)
  const command = [
    bwrap,
    ...words('--unshare-all --unshare-user --disable-userns --die-with-parent --new-session'),
    ...words('--uid 65534 --gid 65534 --cap-drop ALL --hostname sandbox'),
    ...SYSTEM.filter((path) => existsSync(path)).flatMap(bind),
    ...bind(node),
    ...(process.execPath === node
      ? []
      : ['--dir', dirname(process.execPath), '--symlink', node, process.execPath]),
    ...words(`--proc /proc --dev /dev --size ${MOST_TMP_BYTES} --tmpfs /tmp`),
    ...[...SANDBOX_READS, PROBE_FOLDER].flatMap(bind),
    ...words('--chdir /tmp --seccomp 5 --'),
    ...limits,
  ]
  return {
    tier: 'strict',
    stands: [
      'no network and no new process, by a filter of system calls',
      'a file system that holds Node and the sandbox only, and cannot be written',
      'a process tree, a user and a host name of its own',
      ...LIMITS_IN_WORDS,
      NODE_PERMISSIONS,
    ],
    command,
    inherits: [seccomp],
  }
}

/** The kernel's namespaces by themselves; files and new processes are Node's permissions' to refuse. */
function namespaces(): Wall | undefined {
  const unshare = find('unshare')
  const limits = prlimit()
  if (unshare === undefined || !limits) return undefined
  return {
    tier: 'namespaces',
    stands: [
      'no network but its own',
      'a process tree and a user of its own',
      ...LIMITS_IN_WORDS,
      NODE_PERMISSIONS,
    ],
    command: [
      unshare,
      ...words('--user --map-root-user --net --pid --ipc --uts --mount --mount-proc'),
      ...words('--fork --kill-child --'),
      ...limits,
    ],
    inherits: [],
  }
}

/** Limits of the process where there are any, around Node's own permissions. */
function limited(tier: Tier, stands: readonly string[]): Wall {
  const limits = prlimit()
  return {
    tier,
    stands: [...stands, ...(limits ? LIMITS_IN_WORDS : []), NODE_PERMISSIONS],
    command: limits ?? [],
    inherits: [],
  }
}

const words = (text: string): readonly string[] => text.split(' ')

function prlimit(): readonly string[] | undefined {
  const prlimit = find('prlimit')
  if (prlimit === undefined) return undefined
  const [major = 0] = process.versions.node.split('.').map(Number)
  return [
    prlimit,
    `--cpu=${CPU_SECONDS}`,
    // Buffers and WebAssembly are not in V8's heap. Newer versions of Node reserve more, and per thread.
    `--data=${(major >= 24 ? 1536 : 768) * 1024 * 1024}`,
    `--fsize=${MOST_TMP_BYTES}`,
    '--nofile=256',
    '--core=0',
    '--',
  ]
}

/** The absolute path of a program, as a shell would find it. */
function find(name: string): string | undefined {
  if (process.platform !== 'linux') return undefined
  const folders = `${process.env['PATH'] ?? ''}${delimiter}/usr/bin${delimiter}/bin`.split(
    delimiter,
  )
  return folders
    .map((folder) => join(folder, name))
    .find((file) => {
      try {
        accessSync(file, constants.X_OK)
        return true
      } catch {
        return false
      }
    })
}

/** The filter as a file, which every sandbox is handed open; gone with this process. */
function kept(filter: Buffer): string {
  const folder = mkdtempSync(join(tmpdir(), 'walls-'))
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
  const file = join(folder, 'seccomp')
  writeFileSync(file, filter)
  return file
}

/** What tries the walls has to be in reach behind them. */
const PROBE_FOLDER = realpathSync(fileURLToPath(new URL('.', import.meta.url)))

/** Where the system's libraries are. Nothing of a person is there. */
const SYSTEM = ['/usr', '/lib', '/lib64', '/lib32', '/bin', '/etc/ld.so.cache']

/** Processor time of one sandbox process; an endless loop is ended long before. */
const CPU_SECONDS = 120
const MOST_TMP_BYTES = 16 * 1024 * 1024

const LIMITS_IN_WORDS = ['limits on processor time, memory, files and their size']
const NODE_PERMISSIONS = 'Node’s own permissions: no files, no processes, no add-ons'
