import type { SimulationRequest } from '../simulator.ts'
import type { Failure, Trace, Value } from '../trace.ts'
import type { Line, Run } from './run.ts'

/** The same text that a Node process runs, as the simulator takes it. */
export function simulation(text: string): SimulationRequest {
  return {
    files: { 'program.ts': text },
    entry: 'program.ts',
    program: '({ main }, kit, scale) => main(kit, scale)',
    data: [1],
  }
}

/** A trace in the terms of a run. Lanes and timers are left out: real Node does not tell them. */
export function runOf(trace: Trace): Run {
  const lines: Line[] = []
  let settled: Line | undefined
  for (const event of trace.events) {
    if (event.kind === 'printed') lines.push({ at: event.at, text: event.text })
    if (event.kind === 'rejection-unobserved')
      lines.push({ at: event.at, text: `unobserved ${inWords(event.failure)}` })
    if (event.kind === 'settled') {
      const { result } = event
      const text =
        result.kind === 'fulfilled'
          ? `fulfilled ${portable(result.value)}`
          : `rejected ${inWords(result.failure)}`
      settled = { at: event.at, text }
    }
  }
  return { lines, endedAt: trace.ending.at, ...(settled && { settled }), ...ended(trace) }
}

/** An ending that no program of ours can have in real Node shows as a thing thrown. */
function ended({ ending }: Trace): Pick<Run, 'threw'> {
  switch (ending.kind) {
    case 'finished':
    case 'never-settles':
      return {}
    case 'threw':
      return { threw: { at: ending.at, text: inWords(ending.failure) } }
    default:
      return { threw: { at: ending.at, text: JSON.stringify(ending) } }
  }
}

const inWords = ({ name, message }: Failure): string => `${name}: ${message}`

/** Of values that `main` returns, only strings mean the same in all worlds. */
const portable = (value: Value): string => (typeof value === 'string' ? value : typeof value)
