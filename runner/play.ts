import { spawn, type ChildProcess } from 'node:child_process'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL, fileURLToPath } from 'node:url'
import type { Exercise } from './catalogue.ts'
import type { RunEvidence } from './evidence.ts'
import { placeFor } from './play/place.ts'

/** A program in real time: its lines as they come. */
export interface Play {
  /** Each line with the real ms since the program began, as soon as it is printed. */
  readonly lines: AsyncIterable<PlayedLine>
  /** The program's exit code, or 1 when a signal ended it. */
  readonly exitCode: Promise<number>
  stop(): void
}

export interface PlayedLine {
  /** Absent from what is said before the program begins. */
  readonly at: number | undefined
  readonly text: string
  /** Said on the error stream: an uncaught error, a warning of Node. */
  readonly isError: boolean
}

export interface PlayOptions {
  /** The exercise that the file answers; it then finds what it imports, wherever it lies. */
  readonly exercise?: Exercise
  /** Folder with the learner's other answers, laid out `<lesson>/<slug>.ts`. @default the workbook's `exercises` */
  readonly answers?: string
  /** Which browser a program gets that was checked with the fake one. @default 'fake' */
  readonly browser?: 'fake' | 'real'
  /** Folder for the files that the program writes. @default the current one */
  readonly cwd?: string
}

/** Runs the learner's file in plain Node through tsx, with the program that its suite begins with. */
export function play(
  file: string,
  { program, data, tools = [] }: Pick<RunEvidence, 'program' | 'data'> & Partial<RunEvidence>,
  { exercise, answers, browser = 'fake', cwd }: PlayOptions = {},
): Play {
  const place = placeFor(file, exercise, answers)
  const asked: HarnessRequest = {
    file: pathToFileURL(place.file).href,
    program,
    data,
    tools: tools.map((tool) => pathToFileURL(join(place.folder, tool)).href),
    browser: tools.includes(FAKE_BROWSER) ? browser : 'fake',
  }
  const child = spawn(
    process.execPath,
    ['--import', pathToFileURL(TSX).href, HARNESS, JSON.stringify(asked)],
    {
      // Its end tells the program that whoever started it is gone, and a browser has to go as well.
      stdio: ['pipe', 'pipe', 'pipe'],
      env: { ...process.env, NO_COLOR: '1' },
      windowsHide: true,
      ...(cwd !== undefined && { cwd }),
    },
  )
  const exitCode = new Promise<number>((resolve) => {
    child.on('error', () => resolve(1))
    child.on('close', (code) => {
      place.remove()
      resolve(code ?? 1)
    })
  })
  return { lines: linesOf(child), exitCode, stop: () => void child.kill() }
}

/** What the process is told that runs the program; its only argument, as JSON. */
export interface HarnessRequest extends Pick<RunEvidence, 'program' | 'data'> {
  /** URLs of files. */
  readonly file: string
  readonly tools: readonly string[]
  readonly browser: 'fake' | 'real'
}

/** The tool in whose place a real browser can be given. */
const FAKE_BROWSER = 'fake-browser.ts'

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
          at: startedAt === undefined ? undefined : Math.round(performance.now() - startedAt),
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
