import { spawn, type ChildProcess } from 'node:child_process'
import { createRequire } from 'node:module'
import { pathToFileURL, fileURLToPath } from 'node:url'
import type { RunEvidence } from './evidence.ts'

/** A program in real time: its lines as they come. */
export interface Play {
  /** Each line with the real ms since the program began, as soon as it is printed. */
  readonly lines: AsyncIterable<PlayedLine>
  /** The program's exit code, or 1 when a signal ended it. */
  readonly exitCode: Promise<number>
  stop(): void
}

export interface PlayedLine {
  readonly at: number
  readonly text: string
  /** Said on the error stream: an uncaught error, a warning of Node. */
  readonly isError: boolean
}

/** Runs the learner's file in plain Node through tsx, with the program that its suite begins with. */
export function play(file: string, { program, data }: Pick<RunEvidence, 'program' | 'data'>): Play {
  const child = spawn(
    process.execPath,
    [
      '--import',
      pathToFileURL(TSX).href,
      HARNESS,
      pathToFileURL(file).href,
      program,
      JSON.stringify(data),
    ],
    {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, NO_COLOR: '1' },
      windowsHide: true,
    },
  )
  const exitCode = new Promise<number>((resolve) => {
    child.on('error', () => resolve(1))
    child.on('close', (code) => resolve(code ?? 1))
  })
  return { lines: linesOf(child), exitCode, stop: () => void child.kill() }
}

const TSX = createRequire(import.meta.url).resolve('tsx')
const HARNESS = fileURLToPath(new URL('./play/harness.ts', import.meta.url))

async function* linesOf(child: ChildProcess): AsyncGenerator<PlayedLine> {
  const queue: PlayedLine[] = []
  let wake = (): void => {}
  let over = false
  let startedAt: number | undefined
  const listen = (stream: NodeJS.ReadableStream | null, isError: boolean): void => {
    let rest = ''
    const say = (text: string): void => {
      if (text === BEGIN) startedAt = performance.now()
      else
        queue.push({
          at: Math.round(performance.now() - (startedAt ?? performance.now())),
          text,
          isError,
        })
    }
    stream?.setEncoding('utf8')
    stream?.on('data', (chunk: string) => {
      const lines = (rest + chunk).split('\n')
      rest = lines.pop() ?? ''
      lines.forEach(say)
      wake()
    })
    stream?.on('end', () => {
      if (rest !== '') say(rest)
    })
  }
  listen(child.stdout, false)
  listen(child.stderr, true)
  child.on('close', () => {
    over = true
    wake()
  })
  child.on('error', () => {
    over = true
    wake()
  })
  for (;;) {
    const line = queue.shift()
    if (line) yield line
    else if (over) return
    else await new Promise<void>((resolve) => (wake = resolve))
  }
}

/** Printed by the harness when everything is loaded: real time counts from here. */
export const BEGIN = '\u0001begin'
