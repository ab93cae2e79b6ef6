import type { SimulatedMs, ThreadHeld, Trace, TraceEvent } from '../trace.ts'
import { namesIn } from './names.ts'
import { timerLanes } from './timers.ts'

/** What one task, timer or the thread did, from left to right. */
export interface Lane {
  /** Not defused. */
  readonly name: string
  readonly spans: readonly Span[]
  /** Moments at which it ran: it began, went on or ended. */
  readonly runs: readonly SimulatedMs[]
  /** It was still waiting, or was cut off, when the run was over. */
  readonly endless: boolean
  /** It ended by throwing; absent where it did not. */
  readonly failed?: true
}

export interface Span {
  /** `overdue`: a timer that is due while the thread is held. */
  readonly kind: 'waiting' | 'held' | 'overdue'
  readonly from: number
  readonly to: number
}

/**
 * The lanes of a run: one a task; the thread, where it was held outside any of them; and the timers
 * that have something to tell.
 */
export function lanesOf(trace: Trace): readonly Lane[] {
  const names = namesIn(trace)
  const own = new Map<number | undefined, TraceEvent[]>()
  for (const event of trace.events) {
    const task = event.task !== undefined && names.tasks.has(event.task) ? event.task : undefined
    const events = own.get(task)
    if (events) events.push(event)
    else own.set(task, [event])
  }
  const killed = trace.ending.kind === 'killed'
  const tasks = [...names.tasks].map(([task, name]) => taskLane(name, own.get(task) ?? [], trace))
  const held = (own.get(undefined) ?? []).flatMap(heldSpans)
  if (killed && !tasks.some(({ running }) => running)) held.push(instant(trace))
  const thread: Lane = { name: 'thread', spans: held, runs: [], endless: killed }
  return [
    ...tasks.map(({ lane }) => lane),
    ...(held.length > 0 ? [thread] : []),
    ...timerLanes(trace, names),
  ]
}

function taskLane(
  name: string,
  events: readonly TraceEvent[],
  trace: Trace,
): { readonly lane: Lane; readonly running: boolean } {
  const spans: Span[] = []
  const runs: SimulatedMs[] = []
  let state: 'running' | 'waiting' | 'ended' = 'running'
  let failed = false
  for (const event of events) {
    spans.push(...heldSpans(event))
    if (event.kind === 'task-waiting') state = 'waiting'
    else if (event.kind === 'task-ended') {
      state = 'ended'
      failed = event.failed === true
    } else if (event.kind === 'task-started' || event.kind === 'task-resumed') state = 'running'
    else continue
    if (event.kind !== 'task-waiting') runs.push(event.at)
  }
  const endless = state !== 'ended'
  const [first] = runs
  const last = endless ? trace.ending.at : runs.at(-1)
  if (first !== undefined && last !== undefined)
    spans.push({ kind: 'waiting', from: first, to: last })
  const running = state === 'running' && trace.ending.kind === 'killed'
  if (running) spans.push(instant(trace))
  return { lane: { name, spans, runs, endless, ...(failed && { failed }) }, running }
}

const heldSpans = (event: TraceEvent): readonly Span[] =>
  event.kind === 'thread-held' ? [heldSpan(event)] : []

const heldSpan = ({ at, ms }: ThreadHeld): Span => ({ kind: 'held', from: at, to: at + ms })

/** The thread is held from the last moment on. */
const instant = ({ ending }: Trace): Span => ({ kind: 'held', from: ending.at, to: ending.at })
