import type { Site, TaskStarted, Trace } from '../trace.ts'

/** What the tasks, timers and places of one trace are called. Names are the learner's text, not defused. */
export interface Names {
  /** Tasks that are shown, in the order of their start. */
  readonly tasks: ReadonlyMap<number, string>
  readonly timers: ReadonlyMap<number, { readonly kind: string; readonly where: string }>
  readonly place: (site: Site) => string
}

/**
 * Names what is in a trace. Tasks of one name are numbered: `count #1`, `count #2`. The call of the
 * suite's own program, which only drives the learner's, is left out.
 */
export function namesIn(trace: Trace): Names {
  const started = trace.events.filter((event) => event.kind === 'task-started')
  const program = programIn(trace, started)
  const shown = started.filter(({ task }) => task !== program)
  const files = new Set(trace.events.flatMap(({ site }) => site?.file ?? []))
  const place = ({ file, line }: Site): string =>
    files.size > 1 ? `line ${line} of ${file}` : `line ${line}`
  const timers = trace.events.filter((event) => event.kind === 'timer-set')
  return {
    tasks: numbered(shown.map(({ task, name }) => [task, name])),
    timers: new Map(
      timers.map((set) => {
        const kind = set.timerKind === 'timeout' ? 'timer' : set.timerKind
        return [set.timer, { kind, where: set.site ? place(set.site) : 'the test' }]
      }),
    ),
    place,
  }
}

/** Names in order; those that occur more than once are numbered. */
export function numbered<Key>(names: readonly (readonly [Key, string])[]): Map<Key, string> {
  const totals = new Map<string, number>()
  const seen = new Map<string, number>()
  for (const [, name] of names) totals.set(name, (totals.get(name) ?? 0) + 1)
  return new Map(
    names.map(([key, name]) => {
      const number = (seen.get(name) ?? 0) + 1
      seen.set(name, number)
      return [key, totals.get(name) === 1 ? name : `${name} #${number}`]
    }),
  )
}

/** The suite's program has a task of its own when it is async: it was there first and settles with it. */
function programIn(trace: Trace, started: readonly TaskStarted[]): number | undefined {
  const [first] = started.filter(({ site, parent }) => !site && parent === undefined)
  if (!first) return undefined
  const ended = trace.events.find(
    (event) => event.kind === 'task-ended' && event.task === first.task,
  )
  const settled = trace.events.find(({ kind }) => kind === 'settled')
  return ended?.at === settled?.at ? first.task : undefined
}
