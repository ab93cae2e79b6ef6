import type { Line } from '../run.ts'
import { printedLines } from '../timeline.ts'
import type { SimulatedMs, Trace } from '../trace.ts'

/** Whether a lesson shows, as the last line of an output, how the process of its program ended. */
export const showsExit = (shown: readonly Line[]): boolean =>
  /^── exit code \d+ ──$/.test(shown.at(-1)?.text ?? '')

export const exitLine = (at: SimulatedMs, code: number): Line => ({
  at,
  text: `── exit code ${code} ──`,
})

/** What real Node would print of this run, and how it would end: a simulated run goes on where Node gives up. */
export function linesUntilExit(trace: Trace): readonly Line[] {
  const unobserved = trace.events.findIndex(({ kind }) => kind === 'rejection-unobserved')
  const at = trace.events[unobserved]?.at
  if (at !== undefined)
    return [
      ...printedLines({ ...trace, events: trace.events.slice(0, unobserved) }),
      exitLine(at, 1),
    ]
  const code = codeOf(trace)
  const exit = code === undefined ? [] : [exitLine(trace.ending.at, code)]
  return [...printedLines(trace), ...exit]
}

function codeOf({ ending }: Trace): number | undefined {
  switch (ending.kind) {
    case 'finished':
      return 0
    case 'threw':
      return 1
    case 'never-settles':
      return UNSETTLED_AWAIT
    case 'exited':
      return ending.code
    case 'ran-away':
    case 'killed':
    case 'broken':
      return undefined
    default:
      return ending satisfies never
  }
}

/** Node's code for a module whose top-level await is never over. */
const UNSETTLED_AWAIT = 13
