import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { availableParallelism } from 'node:os'
import { dirname, join } from 'node:path'

/** A program that runs beside us and is listened to line by line. */
export interface Program {
  /**
   * When the next line came that is what is `wanted`; earlier lines are passed over.
   *
   * @throws when the program ends before it, or says nothing of the kind for a minute
   */
  heard(wanted: (line: string) => boolean): Promise<number>
  say(text: string): void
  /** Ends it, with everything that it has started. */
  end(): void
  /** When it ended, and with which exit code. @throws when it goes on for five minutes */
  exit(): Promise<Exit>
  /** When it ended. @throws when its exit code is not 0 */
  success(): Promise<number>
}

export interface Exit {
  readonly at: number
  readonly code: number | null
}

export interface Programs {
  /** Starts a package's program, found in `folder/node_modules`, with `folder` as its working directory. */
  start(packageName: string, args: readonly string[], folder: string): Program
  /**
   * Starts Node with these arguments, and `folder` as its working directory; it and all that it starts
   * keep to `processors`, such as `0,1`. @default all of them
   */
  startNode(args: readonly string[], folder: string, options?: StartOptions): Program
  /** Whether there are as many processors, and programs can be told to keep to some. */
  canBind(count: number): boolean
  /** Ends all that still run; from here on none can be started. */
  close(): void
}

export interface StartOptions {
  readonly processors?: string | undefined
}

export function openPrograms(): Programs {
  const running = new Set<ChildProcess>()
  let closed = false
  const startNode: Programs['startNode'] = (args, folder, { processors } = {}) => {
    if (closed) throw new Error('All programs have been ended')
    const bound = processors === undefined ? [] : ['taskset', '--cpu-list', processors]
    const [executable = '', ...parts] = [...bound, process.execPath, ...args]
    const child = spawn(executable, parts, {
      cwd: folder,
      env: environment(),
      stdio: ['pipe', 'pipe', 'pipe'],
      // A group of its own, so that it can be ended together with what it starts.
      detached: process.platform !== 'win32',
      windowsHide: true,
    })
    running.add(child)
    child.on('exit', () => running.delete(child))
    return listen(child, args.join(' '))
  }
  return {
    startNode,
    canBind: (count) =>
      availableParallelism() >= count && spawnSync('taskset', ['--version']).status === 0,
    start: (packageName, args, folder) => startNode([binOf(packageName, folder), ...args], folder),
    close() {
      closed = true
      running.forEach(endGroup)
    },
  }
}

function binOf(packageName: string, folder: string): string {
  const require = createRequire(join(folder, 'package.json'))
  const manifest = require.resolve(`${packageName}/package.json`)
  const { bin } = JSON.parse(readFileSync(manifest, 'utf8')) as {
    readonly bin: string | Readonly<Record<string, string>>
  }
  return join(dirname(manifest), typeof bin === 'string' ? bin : (bin[packageName] ?? ''))
}

/** What a process needs to start others; nothing that makes a test runner behave in a special way. */
function environment(): NodeJS.ProcessEnv {
  const inherited = INHERITED.flatMap((name) => {
    const value = process.env[name]
    return value === undefined ? [] : [[name, value] as const]
  })
  return { ...Object.fromEntries(inherited), NO_COLOR: '1' }
}

const INHERITED = ['PATH', 'HOME', 'USERPROFILE', 'SystemRoot', 'TEMP', 'TMP', 'TMPDIR', 'TZ']

function listen(child: ChildProcess, name: string): Program {
  const unread: { readonly text: string; readonly at: number }[] = []
  let complaint = ''
  let rest = ''
  let wake = (): void => {}
  let over = false
  child.stdout?.setEncoding('utf8').on('data', (chunk: string) => {
    const at = performance.now()
    const lines = (rest + chunk).split('\n')
    rest = lines.pop() ?? ''
    unread.push(...lines.map((text) => ({ text, at })))
    complaint = (complaint + chunk).slice(-MAX_COMPLAINT_CHARACTERS)
    wake()
  })
  child.stderr?.setEncoding('utf8').on('data', (chunk: string) => {
    complaint = (complaint + chunk).slice(-MAX_COMPLAINT_CHARACTERS)
  })
  // It may end while it is spoken to; `ended` says so better.
  child.stdin?.on('error', () => {})
  const ended = new Promise<Exit>((resolve) => {
    child.on('error', (error) => (complaint += error.message))
    child.on('close', (code) => {
      over = true
      wake()
      resolve({ at: performance.now(), code })
    })
  })
  const exit = async (): Promise<Exit> => {
    let patience: NodeJS.Timeout | undefined
    const late = new Promise<never>((_, reject) => {
      patience = setTimeout(
        () => reject(new Error(`"${name}" did not end:\n${complaint}`)),
        EXIT_PATIENCE_MS,
      )
    })
    return Promise.race([ended, late]).finally(() => clearTimeout(patience))
  }
  return {
    exit,
    async success() {
      const { at, code } = await exit()
      if (code !== 0) throw new Error(`"${name}" ended with exit code ${code}:\n${complaint}`)
      return at
    },
    say: (text) => void child.stdin?.write(text),
    end: () => endGroup(child),
    async heard(wanted) {
      let late = false
      const patience = setTimeout(() => {
        late = true
        wake()
      }, LINE_PATIENCE_MS)
      try {
        for (;;) {
          const line = unread.shift()
          if (line && wanted(line.text)) return line.at
          if (line) continue
          if (over) throw new Error(`"${name}" ended too early:\n${complaint}`)
          if (late) throw new Error(`"${name}" did not say what was waited for:\n${complaint}`)
          await new Promise<void>((resolve) => (wake = resolve))
        }
      } finally {
        clearTimeout(patience)
      }
    },
  }
}

const LINE_PATIENCE_MS = 60_000
const EXIT_PATIENCE_MS = 300_000

const MAX_COMPLAINT_CHARACTERS = 4_000

function endGroup({ pid }: ChildProcess): void {
  if (pid === undefined) return
  if (process.platform === 'win32') {
    spawnSync('taskkill', ['/pid', String(pid), '/t', '/f'], { windowsHide: true })
    return
  }
  try {
    process.kill(-pid, 'SIGKILL')
  } catch {
    // It has ended by itself.
  }
}
