import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { Answer, Steps } from './program.ts'

/** What CPython answers, and which one it was. */
export interface CPython {
  readonly python: string
  readonly answers: readonly Answer[]
}

/** Runs programs on the asyncio of an installed Python; undefined where there is none from 3.11 on. */
export function askCPython(programs: readonly Steps[]): CPython | undefined {
  if (!hasPython()) return undefined
  const { status, stdout, stderr } = spawnSync('python3', [SCRIPT], {
    input: JSON.stringify(programs),
    encoding: 'utf8',
    maxBuffer: 100_000_000,
  })
  if (status !== 0) throw new Error(`CPython could not run the programs: ${stderr}`)
  return readCPython(stdout)
}

/** Reads what `cpython.py` wrote. @throws when it is something else */
export function readCPython(text: string): CPython {
  const parsed: unknown = JSON.parse(text)
  if (typeof parsed !== 'object' || parsed === null) throw new Error('No answers of CPython')
  const { python, answers } = parsed as { readonly python?: unknown; readonly answers?: unknown }
  if (typeof python !== 'string' || !Array.isArray(answers))
    throw new Error('No answers of CPython')
  return { python, answers: answers.map(readAnswer) }
}

function readAnswer(answer: unknown): Answer {
  if (typeof answer !== 'object' || answer === null) throw new Error('No answer of CPython')
  const { lines, unlike } = answer as { readonly lines?: unknown; readonly unlike?: unknown }
  return { lines: texts(lines), unlike: texts(unlike) }
}

function texts(list: unknown): readonly string[] {
  if (!Array.isArray(list)) throw new Error('No lines of CPython')
  return list.map(String)
}

/** `asyncio.Runner` came with 3.11. */
const hasPython = (): boolean =>
  spawnSync('python3', ['-c', 'import asyncio; asyncio.Runner'], { stdio: 'ignore' }).status === 0

const SCRIPT = fileURLToPath(new URL('./cpython.py', import.meta.url))
