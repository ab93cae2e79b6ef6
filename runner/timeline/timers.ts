import type { SimulatedMs, ThreadHeld, TimerSet, Trace } from '../trace.ts'
import type { Lane, Span } from './lanes.ts'
import { numbered, type Names } from './names.ts'
import { overdueMs } from './overdue.ts'

/**
 * A lane a timer, as long as they are few; timers of one line that follow one another share theirs.
 * Beside tasks, whose own waits say the same, only those that came late, never end, outlive the task
 * that set them, or were left behind by code of the learner's that is no task.
 */
export function timerLanes(trace: Trace, names: Names): readonly Lane[] {
  const ended = new Map(
    trace.events.flatMap((event) =>
      event.kind === 'task-ended' ? [[event.task, event.at] as const] : [],
    ),
  )
  const lanes: Life[] = []
  for (const life of livesOf(trace, names)) {
    if (!tellsSomething(life, { trace, names, ended })) continue
    const lane = lanes.find(({ name, until }) => name === life.name && until <= life.set.at)
    if (lane) {
      lane.spans.push(...life.spans)
      lane.runs.push(...life.runs)
      lane.until = life.until
    } else lanes.push({ ...life, spans: [...life.spans], runs: [...life.runs] })
    if (lanes.length > MOST_LANES) return []
  }
  const numberedNames = numbered(lanes.map((lane) => [lane, lane.name]))
  return lanes.map((lane) => ({
    name: numberedNames.get(lane) ?? lane.name,
    spans: lane.spans,
    runs: lane.runs,
    endless: lane.until === Infinity && !lane.set.unreferenced,
  }))
}

interface Life {
  readonly name: string
  readonly set: TimerSet
  readonly spans: Span[]
  readonly runs: SimulatedMs[]
  /** When it had fired or was cleared; Infinity when the run was over before. */
  until: number
}

/** What became of each timer. */
function livesOf(trace: Trace, { timers }: Names): Iterable<Life> {
  const lives = new Map<number, Life>()
  const holds: ThreadHeld[] = []
  for (const event of trace.events) {
    if (event.kind === 'thread-held') holds.push(event)
    if (event.kind === 'timer-set') {
      const { kind, where } = timers.get(event.timer) ?? { kind: 'timer', where: '' }
      const name = `${kind} ${event.site ? where : `of ${where}`}`
      lives.set(event.timer, { name, set: event, spans: [], runs: [event.at], until: Infinity })
    }
    if (event.kind !== 'timer-fired' && event.kind !== 'timer-cleared') continue
    const life = lives.get(event.timer)
    if (!life || life.until !== Infinity) continue
    const from = life.runs.at(-1) ?? event.at
    const over = overdueMs({ due: from + life.set.delayMs, firedAt: event.at }, holds)
    life.spans.push({ kind: 'waiting', from, to: event.at - over })
    if (over > 0) life.spans.push({ kind: 'overdue', from: event.at - over, to: event.at })
    life.runs.push(event.at)
    if (event.kind === 'timer-cleared' || life.set.timerKind !== 'interval') life.until = event.at
  }
  for (const { spans, runs, until } of lives.values()) {
    const from = runs.at(-1) ?? 0
    if (until === Infinity) spans.push({ kind: 'waiting', from, to: trace.ending.at })
  }
  return lives.values()
}

function tellsSomething(
  { set, spans, until }: Life,
  {
    trace,
    names,
    ended,
  }: {
    readonly trace: Trace
    readonly names: Names
    /** When each task that ended did. */
    readonly ended: ReadonlyMap<number, SimulatedMs>
  },
): boolean {
  if (names.tasks.size === 0) return until > set.at
  const owner = set.task !== undefined && names.tasks.has(set.task) ? set.task : undefined
  const outlives = owner !== undefined && until > (ended.get(owner) ?? Infinity)
  if (owner !== undefined && !outlives && set.timerKind !== 'interval') return false
  const late = spans.some(
    ({ kind, from, to }) => kind === 'overdue' && (to - from) * VISIBLE >= trace.ending.at,
  )
  const left = owner === undefined && set.site !== undefined && isLeft({ set, until }, trace)
  return outlives || left || late || until === Infinity
}

/** Whether it still waited when the program settled. */
function isLeft({ set, until }: Pick<Life, 'set' | 'until'>, { events }: Trace): boolean {
  const settledMs = events.find(({ kind }) => kind === 'settled')?.at
  return settledMs !== undefined && set.at <= settledMs && until > settledMs
}

/** More than these say less than the lines that they print. */
const MOST_LANES = 8

/** Being late is seen from this part of the run on. */
const VISIBLE = 50
