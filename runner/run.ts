import type {
  Failure,
  Printed,
  SimulatedMs,
  TaskStarted,
  Trace,
  TraceEvent,
  Value,
} from './trace.ts'
import { simulatedMs } from './trace.ts'

/** One printed line and its moment. */
export interface Line {
  readonly at: SimulatedMs
  readonly text: string
}

/** A run as suites and diagnoses look at it: questions to one trace, answered anew each time. */
export class Run {
  readonly trace: Trace

  constructor(trace: Trace) {
    this.trace = trace
  }

  get lines(): readonly Line[] {
    return this.events('printed').map(({ at, text }) => ({ at, text }))
  }

  /** When the program settled; undefined when it never did. */
  get settledAt(): SimulatedMs | undefined {
    return this.events('settled')[0]?.at
  }

  /** When nothing was left that could happen. */
  get endsAt(): SimulatedMs {
    return this.trace.ending.at
  }

  /** What the program returned, or what the promise that it returned was fulfilled with. */
  get value(): Value {
    const result = this.events('settled')[0]?.result
    return result?.kind === 'fulfilled' ? result.value : undefined
  }

  /** What the program threw, or what the promise that it returned was rejected with. */
  get error(): Failure | undefined {
    const result = this.events('settled')[0]?.result
    return result?.kind === 'rejected' ? result.failure : undefined
  }

  /** Timers that were still pending when the program settled, and kept it alive. */
  get left(): number {
    const settled = this.trace.events.findIndex(({ kind }) => kind === 'settled')
    if (settled < 0) return 0
    const pending = new Set<number>()
    const intervals = new Set<number>()
    for (const event of this.trace.events.slice(0, settled)) {
      if (event.kind === 'timer-set') {
        if (!event.unreferenced) pending.add(event.timer)
        if (event.timerKind === 'interval') intervals.add(event.timer)
      } else if (
        event.kind === 'timer-cleared' ||
        (event.kind === 'timer-fired' && !intervals.has(event.timer))
      ) {
        pending.delete(event.timer)
      }
    }
    return pending.size
  }

  /** For how long the thread was held, in ms. */
  get heldMs(): SimulatedMs {
    return simulatedMs(this.events('thread-held').reduce((sum, { ms }) => sum + ms, 0))
  }

  /** Failures that nobody was listening to when Node looked. */
  get unobserved(): readonly { readonly at: SimulatedMs; readonly failure: Failure }[] {
    return this.events('rejection-unobserved')
  }

  /** The calls of async functions in the learner's own files. */
  get tasks(): readonly (TaskStarted & { readonly endedAt: SimulatedMs | undefined })[] {
    return this.events('task-started')
      .filter(({ site }) => site !== undefined)
      .map((started) => ({
        ...started,
        endedAt: this.events('task-ended').find(({ task }) => task === started.task)?.at,
      }))
  }

  events<K extends TraceEvent['kind']>(kind: K): readonly Extract<TraceEvent, { kind: K }>[] {
    return this.trace.events.filter(
      (event): event is Extract<TraceEvent, { kind: K }> => event.kind === kind,
    )
  }

  /** The moments at which `text` was printed. */
  timesOf(text: string): readonly SimulatedMs[] {
    return this.lines.filter((line) => line.text === text).map(({ at }) => at)
  }

  /** The moment at which `text` was first printed. */
  timeOf(text: string): SimulatedMs | undefined {
    return this.timesOf(text)[0]
  }

  /** Whether both were printed, `first` in an earlier line than `second`. */
  printsBefore(first: string, second: string): boolean {
    const texts = this.lines.map(({ text }) => text)
    return (
      texts.includes(first) &&
      texts.includes(second) &&
      texts.indexOf(first) < texts.indexOf(second)
    )
  }

  /** The line of code that printed the `index`-th line. */
  lineOfPrint(index: number): Printed | undefined {
    return this.events('printed')[index]
  }
}
