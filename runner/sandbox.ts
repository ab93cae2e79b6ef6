import { spawn, type ChildProcess } from 'node:child_process'
import { dirname, join } from 'node:path'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import { closeSync, openSync, realpathSync } from 'node:fs'
import type { Socket } from 'node:net'
import { preparedFile } from './sandbox/prepared.ts'
import {
  MAX_MESSAGE_BYTES,
  readMessage,
  type Message,
  type RunCommand,
} from './sandbox/shared/protocol.ts'

export { EventLoop } from './sandbox/shared/event-loop.ts'
export type { Message, RunCommand } from './sandbox/shared/protocol.ts'
export { LINES_PER_FILE } from './sandbox/shared/protocol.ts'

/** The operating system's walls around learner code, strongest first. */
export type Tier = 'strict' | 'namespaces' | 'container' | 'basic'

/** What stands between learner code and the machine, and how its process is started behind it. Plain data. */
export interface Wall {
  readonly tier: Tier
  /** A phrase each, for reports: `no network`. */
  readonly stands: readonly string[]
  /** Goes before the command of the process; empty where there is nothing but Node's own permissions. */
  readonly command: readonly string[]
  /** Files that the command finds open, as descriptors from 5 on. */
  readonly inherits: readonly string[]
}

export interface SandboxOptions {
  /** @default Node's own permissions, and nothing else */
  readonly wall?: Wall | undefined
  /** Look for the line where a run is stuck: needs a helper thread, so only for a repeated run. @default false */
  readonly search?: boolean
  /** Tell everything at once, so that it is known when the process dies; slower than in pieces. @default `search` */
  readonly atOnce?: boolean
  /** Folder for the compiled inside. Where it cannot be written every start takes longer. @default one in `node_modules` */
  readonly cache?: string
}

/** Why a sandbox is gone. */
export type Departure =
  | { readonly kind: 'left' }
  | { readonly kind: 'out-of-memory' }
  | { readonly kind: 'protocol'; readonly detail: string }

/** The sandbox could not be started: a fault of ours, or of the machine. */
export class SandboxFault extends Error {
  /** @param complaint what Node said on its way out */
  constructor(complaint: string) {
    super(
      `The process for learner code could not be started: ${complaint.trim() || 'it ended without a word'}`,
    )
    this.name = 'SandboxFault'
  }
}

/** Who hears what a sandbox says. */
export interface Listener {
  /** @param characters what it took to say it */
  readonly onMessage: (message: Exclude<Message, { kind: 'ready' }>, characters: number) => void
  readonly onDeparture: (departure: Departure) => void
}

/**
 * The process that learner code runs in: it has no clock, no tests and no expectations, may read only
 * what it needs to start, and has two pipes of its own, one a direction.
 *
 * It is warm as soon as it is started; commands sent before that wait in the pipe.
 */
export class Sandbox {
  readonly #child: ChildProcess
  readonly #commands: Socket
  readonly #pipes: readonly Socket[]
  readonly #ready: Promise<void>
  #isReady = (): void => {}
  #isNot = (_: SandboxFault): void => {}
  #listener: Listener | undefined
  #stderr = ''
  #gone = false

  constructor(options: SandboxOptions = {}) {
    this.#ready = new Promise((resolve, reject) => {
      this.#isReady = resolve
      this.#isNot = reject
    })
    // Whoever asks is told; nobody has to ask.
    this.#ready.catch(() => {})
    const { command = [], inherits = [] } = options.wall ?? {}
    const [executable = '', ...parts] = [...command, process.execPath, ...flags(options)]
    const descriptors = inherits.map((file) => openSync(file, 'r'))
    this.#child = spawn(executable, parts, {
      cwd: INSIDE,
      env: environment(),
      stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'pipe', ...descriptors],
      windowsHide: true,
      // A group of its own: signals to the sender's group would reach the grader through a namespace.
      detached: options.wall !== undefined && process.platform !== 'win32',
    })
    for (const descriptor of descriptors) closeSync(descriptor)
    const [, , errors, commands, messages] = this.#child.stdio as unknown as [
      null,
      null,
      Socket,
      Socket,
      Socket,
    ]
    this.#commands = commands
    // The pipe breaks when the process dies; `exit` says so better.
    commands.on('error', () => {})
    errors.setEncoding('utf8').on('data', (chunk: string) => {
      this.#stderr = (this.#stderr + chunk).slice(-MAX_STDERR_CHARACTERS)
    })
    this.#pipes = [errors, commands, messages]
    alive.add(this)
    this.#read(messages)
    this.#child.on('error', (error) => this.#depart({ kind: 'protocol', detail: error.message }))
    this.#child.on('close', () => {
      this.#depart(
        this.#stderr.includes('heap out of memory') ? { kind: 'out-of-memory' } : { kind: 'left' },
      )
    })
    // A sandbox that nobody waits for does not keep the runner alive.
    this.#child.unref()
    for (const stream of [errors, commands, messages])
      (stream as Socket & { unref?: () => void }).unref?.()
  }

  /** Of the process, or of what stands before it. */
  get pid(): number | undefined {
    return this.#child.pid
  }

  get alive(): boolean {
    return !this.#gone
  }

  /** @throws SandboxFault when it cannot be started at all */
  get ready(): Promise<void> {
    return this.#ready
  }

  listen(listener: Listener): void {
    this.#listener = listener
  }

  send(command: RunCommand): void {
    if (!this.#gone) this.#commands.write(`${JSON.stringify(command)}\n`)
  }

  /** From here on, until {@link rest}, somebody waits for it. */
  attend(): void {
    this.#child.ref()
    for (const pipe of this.#pipes) pipe.ref()
  }

  /** A sandbox that nobody waits for does not keep the runner alive. */
  rest(): void {
    this.#child.unref()
    for (const pipe of this.#pipes) pipe.unref()
  }

  /** Ends the process at once; nothing it says afterwards is heard. */
  kill(): void {
    this.#listener = undefined
    this.#gone = true
    alive.delete(this)
    this.#child.kill('SIGKILL')
    // Whoever waits for one that was still starting goes on, and hears nothing of it.
    this.#isReady()
  }

  #read(messages: Socket): void {
    let rest = ''
    messages.setEncoding('utf8').on('data', (chunk: string) => {
      const lines = (rest + chunk).split('\n')
      rest = lines.pop() ?? ''
      for (const line of lines) {
        if (this.#gone) return
        const message = readMessage(line)
        if (message?.kind === 'ready') this.#isReady()
        else if (message) this.#listener?.onMessage(message, line.length)
        else this.#breach(line)
      }
      if (rest.length > MAX_MESSAGE_BYTES) this.#breach(rest)
    })
  }

  #breach(line: string): void {
    const listener = this.#listener
    this.kill()
    listener?.onDeparture({
      kind: 'protocol',
      detail: `It wrote ${JSON.stringify(line.slice(0, 80))}, which is no message`,
    })
  }

  #depart(departure: Departure): void {
    if (this.#gone) return
    this.#gone = true
    alive.delete(this)
    this.#isNot(new SandboxFault(this.#stderr))
    this.#listener?.onDeparture(departure)
  }
}

/** A program in an endless loop does not notice that we have gone, so it is ended with us. */
const alive = new Set<Sandbox>()
process.once('exit', () => alive.forEach((sandbox) => sandbox.kill()))

const INSIDE = realpathSync(fileURLToPath(new URL('./sandbox/inside', import.meta.url)))
/** What both sides of the pipes go by. */
const SHARED = realpathSync(fileURLToPath(new URL('./sandbox/shared', import.meta.url)))
/** Where packages really are, and where Node looks for them: not the same when node_modules is a link. */
const PACKAGES = [
  dirname(dirname(createRequire(import.meta.url).resolve('sucrase/package.json'))),
  join(INSIDE, '..', '..', '..', 'node_modules'),
]

const CACHE = join(INSIDE, '..', '..', '..', 'node_modules', '.cache', 'async-workbook')

/** Folders of ours that a sandbox reads as it starts; absolute, whatever the working directory. */
export const SANDBOX_READS: readonly string[] = [...new Set([INSIDE, SHARED, ...PACKAGES])]

/** Heap of the process in MiB: many times what an exercise needs. */
export const HEAP_MIB = 96

const MAX_STDERR_CHARACTERS = 20_000

const V8_FLAGS = [
  '--experimental-vm-modules',
  '--no-warnings',
  // With it no module is ever let go of, nor the realm that it ran in: nodejs/node#59118.
  '--no-compilation-cache',
  '--stack-trace-limit=30',
  `--max-old-space-size=${HEAP_MIB}`,
]

/** Without packages to read where what they compile to is prepared. */
function flags({ search = false, atOnce = search, cache = CACHE }: SandboxOptions): string[] {
  if (!prepared.has(cache)) prepared.set(cache, prepare(cache))
  const file = prepared.get(cache)
  return [
    ...permissions(file === undefined ? PACKAGES.map((path) => `${path}/*`) : [file]),
    ...(search ? ['--allow-worker'] : []),
    ...V8_FLAGS,
    `${INSIDE}/boot.cjs`,
    ...(file === undefined ? [] : ['--prepared', file]),
    ...(search ? ['--search'] : []),
    ...(atOnce ? ['--at-once'] : []),
  ]
}

/** What was found or made in this process, by cache. */
const prepared = new Map<string, string | undefined>()

const prepare = (cache: string): string | undefined =>
  preparedFile({
    folders: [INSIDE, SHARED],
    flags: [...permissions(PACKAGES.map((path) => `${path}/*`)), ...V8_FLAGS],
    env: environment(),
    cache,
  })

/** Node's permission flags: these may be read, and nothing else is allowed at all. */
export const sandboxPermissions = (folders: readonly string[]): string[] =>
  permissions(folders.map((folder) => `${folder}/*`))

function permissions(readable: readonly string[]): string[] {
  const [major = 0] = process.versions.node.split('.').map(Number)
  return [
    major >= 23 ? '--permission' : '--experimental-permission',
    // A path that is given twice makes Node 20 abort.
    ...new Set(
      [`${INSIDE}/*`, `${SHARED}/*`, ...readable].map((path) => `--allow-fs-read=${path}`),
    ),
  ]
}

/** Nothing of the learner's environment; on Windows, what a process needs to start at all. */
function environment(): NodeJS.ProcessEnv {
  const { SystemRoot } = process.env
  return SystemRoot === undefined ? {} : { SystemRoot }
}
