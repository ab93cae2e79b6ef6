/**
 * Runs in a process of its own, in real time: `harness.ts <HarnessRequest as JSON>`.
 * The program is the one that the exercise's suite begins with.
 */
import * as kit from '#kit'
import { BEGIN, type HarnessRequest } from '../play.ts'
import { openStage, type Stage } from './stage.ts'
import { UsageError } from '../errors.ts'

const asked = JSON.parse(process.argv[2] ?? '{}') as HarnessRequest
const exports: unknown = await import(asked.file)
const tools: object = {}
for (const tool of asked.tools) Object.assign(tools, await import(tool))
// oxlint-disable-next-line no-eval -- the program is the suite's, and travels as source
const main = (0, eval)(`(${asked.program})`) as (
  exports: unknown,
  kit: unknown,
  ...data: readonly unknown[]
) => unknown
const stage = asked.browser === 'real' ? await realStage() : undefined
console.log(BEGIN)
try {
  const value = await main(exports, { ...kit, ...tools, ...stage?.tools }, ...asked.data)
  if (value !== undefined) console.log('→', value)
} finally {
  await stage?.close()
}

async function realStage(): Promise<Stage | undefined> {
  endWithParent()
  try {
    return await openStage({ print: kit.print, exit: (code) => process.exit(code) })
  } catch (error) {
    if (!(error instanceof UsageError)) throw error
    console.error([error.message, error.next].join('\n'))
    return process.exit(2)
  }
}

/** A browser keeps this process alive, even when nobody is there any more who looks at it. */
function endWithParent(): void {
  // An exit lets everybody tidy up; a signal's own way to end a process does not.
  for (const signal of ['SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(1))
  process.stdin.on('end', () => process.exit(1)).resume()
  const stdin: { unref?: () => void } = process.stdin
  stdin.unref?.()
}
