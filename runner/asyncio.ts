import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { askCPython, readCPython, type CPython } from './asyncio/cpython.ts'
import { generate } from './asyncio/generate.ts'
import { Mini } from './asyncio/mini.ts'
import type { Steps } from './asyncio/program.ts'
import { openWorkbook } from './catalogue.ts'

export interface AsyncioOptions {
  /** Ask the answers that were recorded instead of a Python. @default false */
  readonly recorded?: boolean
  readonly programs: number
  readonly seed: number
  /** Sources to take instead of a model solution, by slug: `mini-task`. @default {} */
  readonly replace?: Readonly<Record<string, string>>
}

/** How the model solution's asyncio did against CPython's. */
export interface Asyncio {
  /** The version of Python that answered. */
  readonly python: string
  /** Programs that were run by both, and are to be the same. */
  readonly compared: number
  /** Programs that were left out, by reason: where the five files do something else, knowingly. */
  readonly leftOut: Readonly<Record<string, number>>
  readonly mismatches: readonly Mismatch[]
}

export interface Mismatch {
  readonly program: Steps
  /** The first line that differs; undefined where one of them is over. */
  readonly mini: string | undefined
  readonly cpython: string | undefined
}

/**
 * Runs random programs of sleep, create_task, gather, cancel and run on the model solution of lesson 10
 * and on CPython's asyncio, each on a clock that jumps: the same lines in the same order at the same
 * times.
 *
 * @returns undefined where no Python from 3.11 on is installed
 */
export async function compareWithAsyncio(
  root: string,
  options: AsyncioOptions,
): Promise<Asyncio | undefined> {
  const { programs, answers } = options.recorded === true ? recorded() : ask(options)
  if (!answers) return undefined
  const mini = new Mini(await openWorkbook(root), options.replace)
  try {
    const leftOut: Record<string, number> = {}
    const mismatches: Mismatch[] = []
    let compared = 0
    for (const [index, program] of programs.entries()) {
      const { lines = [], unlike = [] } = answers.answers[index] ?? {}
      for (const reason of unlike) leftOut[reason] = (leftOut[reason] ?? 0) + 1
      if (unlike.length > 0) continue
      compared++
      const own = await mini.lines(program)
      const place = Array.from({ length: Math.max(own.length, lines.length) }).findIndex(
        (_, at) => own[at] !== lines[at],
      )
      if (place >= 0) mismatches.push({ program, mini: own[place], cpython: lines[place] })
    }
    return { python: answers.python, compared, leftOut, mismatches }
  } finally {
    mini.close()
  }
}

/** What there is to say of a comparison, or of a record, and whether it is well. */
export function renderAsyncio(result: Asyncio | string | undefined): {
  readonly lines: readonly string[]
  readonly ok: boolean
} {
  if (result === undefined)
    return { lines: ['Skipped: there is no python3 from 3.11 on'], ok: true }
  if (typeof result === 'string')
    return {
      lines: [`What Python ${result} answers is kept in runner/asyncio/answers.jsonl`],
      ok: true,
    }
  const { python, compared, leftOut, mismatches } = result
  const [smallest] = mismatches.toSorted(
    (one, other) => JSON.stringify(one.program).length - JSON.stringify(other.program).length,
  )
  return {
    lines: [
      ...(smallest
        ? [
            JSON.stringify(smallest.program),
            `  CPython: ${smallest.cpython ?? 'nothing more'}`,
            `  ours:    ${smallest.mini ?? 'nothing more'}`,
          ]
        : []),
      ...Object.entries(leftOut).map(([reason, count]) => `${count} left out: one ${reason}`),
      `Python ${python}: programs ${compared}, mismatches ${mismatches.length}`,
    ],
    ok: mismatches.length === 0,
  }
}

/** Has an installed Python answer, and keeps what it said for machines without one. @returns its version */
export function recordAsyncio({
  programs: count,
  seed,
}: Pick<AsyncioOptions, 'programs' | 'seed'>): string | undefined {
  const { programs, answers } = ask({ programs: count, seed })
  if (!answers) return undefined
  const lines = programs.map((program, index) =>
    JSON.stringify({ program, answer: answers.answers[index] }),
  )
  writeFileSync(RECORD, `${[JSON.stringify({ python: answers.python }), ...lines].join('\n')}\n`)
  return answers.python
}

function ask({ programs: count, seed }: Pick<AsyncioOptions, 'programs' | 'seed'>): {
  readonly programs: readonly Steps[]
  readonly answers: CPython | undefined
} {
  const programs = generate(count, seed)
  return { programs, answers: askCPython(programs) }
}

function recorded(): { readonly programs: readonly Steps[]; readonly answers: CPython } {
  const [head = '', ...rest] = readFileSync(RECORD, 'utf8').trim().split('\n')
  const { python } = JSON.parse(head) as { readonly python: string }
  const each = rest.map(
    (line) => JSON.parse(line) as { readonly program: Steps; readonly answer: unknown },
  )
  const answers = readCPython(JSON.stringify({ python, answers: each.map(({ answer }) => answer) }))
  return { programs: each.map(({ program }) => program), answers }
}

/** One line for the version, then one for each program and its answer. */
const RECORD = fileURLToPath(new URL('./asyncio/answers.jsonl', import.meta.url))
