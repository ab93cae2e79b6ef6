import type { Failure, LimitName, Site, TimerKind, BrokenReason, Value } from '../../trace.ts'

/** What to run: the trusted side sends it, the sandbox knows nothing else. */
export interface RunCommand {
  readonly run: number
  /** The exercise's own files, by name (`count-async.ts`): TypeScript source. */
  readonly files: Readonly<Record<string, string>>
  /** Those of the files that are not the learner's: nothing in them is to blame. */
  readonly given: readonly string[]
  /** The file whose exports the program is given; empty for none. */
  readonly entry: string
  /** Those of the files whose exports the program is given along with the kit. */
  readonly tools: readonly string[]
  /** Source of a function `(exports, kit, ...data) => unknown`. */
  readonly program: string
  readonly data: readonly Value[]
  /** What the learner is to build themselves, e.g. `Promise.all`: calling it throws. */
  readonly withheld: readonly string[]
  /** The order of timers that fall due at the same moment, see `TimerLists`. */
  readonly ties: number
  /** Note the line of every statement, so that a helper thread can tell where a run is stuck. */
  readonly marks: boolean
}

/**
 * What the sandbox says, one JSON array a line. It is written by a process that a learner's code
 * runs in, so {@link readMessage} takes nothing for granted.
 */
export type Message =
  | { readonly kind: 'ready' }
  /** A turn is over. The next one follows by itself, as {@link EventLoop} has it, until there is none. */
  | { readonly kind: 'idle'; readonly run: number }
  | { readonly kind: 'print'; readonly text: string; readonly task?: number; readonly site?: Site }
  | {
      readonly kind: 'task'
      readonly task: number
      readonly name: string
      readonly parent?: number
      readonly site?: Site
    }
  | { readonly kind: 'wait'; readonly task: number; readonly on: string; readonly site?: Site }
  | { readonly kind: 'resume'; readonly task: number }
  | { readonly kind: 'end'; readonly task: number; readonly failed: boolean }
  | {
      readonly kind: 'timer'
      readonly timer: number
      readonly timerKind: TimerKind
      readonly delayMs: number
      readonly keepsAlive: boolean
      readonly task?: number
      readonly site?: Site
    }
  | { readonly kind: 'clear'; readonly timer: number }
  | { readonly kind: 'refresh'; readonly timer: number }
  | { readonly kind: 'keep-alive'; readonly timer: number; readonly keepsAlive: boolean }
  | { readonly kind: 'fire'; readonly timer: number }
  | { readonly kind: 'fired'; readonly timer: number }
  | { readonly kind: 'hold'; readonly ms: number; readonly task?: number; readonly site?: Site }
  | { readonly kind: 'unobserved'; readonly failure: Failure }
  | { readonly kind: 'fulfilled'; readonly value: Value }
  | { readonly kind: 'rejected'; readonly failure: Failure }
  | { readonly kind: 'threw'; readonly failure: Failure }
  | { readonly kind: 'exit'; readonly code: number; readonly site?: Site }
  | {
      readonly kind: 'limit'
      readonly limit: LimitName
      readonly allowed: number
      readonly site?: Site
    }
  | {
      readonly kind: 'broken'
      readonly reason: BrokenReason
      readonly detail: string
      readonly known?: readonly string[]
      readonly site?: Site
    }
  /** `place` is the number of the file among the run's files, times {@link LINES_PER_FILE}, plus the line. */
  | { readonly kind: 'stuck'; readonly place: number }

/** Lines of one file are counted below this in a `stuck` message. */
export const LINES_PER_FILE = 100_000

/** A line longer than this is a protocol error: nothing that is parsed may be larger. */
export const MAX_MESSAGE_BYTES = 1_048_576

/** Reads one line of the sandbox field by field. @returns undefined for anything that is not a message */
export function readMessage(line: string): Message | undefined {
  let parsed: unknown
  try {
    parsed = JSON.parse(line)
  } catch {
    return undefined
  }
  const [kind, a, b, c, d, e, f] = fields(parsed)
  switch (kind) {
    case 'ready':
      return { kind }
    case 'idle':
      return { kind, run: number(a) }
    case 'print':
      return { kind, text: text(a), ...optional('task', count(b)), ...optional('site', site(c)) }
    case 'task':
      return {
        kind,
        task: number(a),
        name: text(b),
        ...optional('parent', count(c)),
        ...optional('site', site(d)),
      }
    case 'wait':
      return { kind, task: number(a), on: text(b), ...optional('site', site(c)) }
    case 'resume':
      return { kind, task: number(a) }
    case 'end':
      return { kind, task: number(a), failed: b === true }
    case 'timer':
      return {
        kind,
        timer: number(a),
        timerKind: b === 'interval' || b === 'immediate' ? b : 'timeout',
        delayMs: number(c),
        keepsAlive: d !== false,
        ...optional('task', count(e)),
        ...optional('site', site(f)),
      }
    case 'clear':
    case 'refresh':
    case 'fire':
    case 'fired':
      return { kind, timer: number(a) }
    case 'keep-alive':
      return { kind, timer: number(a), keepsAlive: b === true }
    case 'hold':
      return {
        kind,
        ms: Math.max(0, number(a)),
        ...optional('task', count(b)),
        ...optional('site', site(c)),
      }
    case 'unobserved':
    case 'rejected':
    case 'threw':
      return { kind, failure: failure(a) }
    case 'fulfilled':
      return { kind, value: value(a, 0) }
    case 'exit':
      return { kind, code: number(a), ...optional('site', site(b)) }
    case 'limit':
      return {
        kind,
        limit: a === 'clock-reads' ? a : 'events',
        allowed: number(b),
        ...optional('site', site(c)),
      }
    case 'broken':
      return {
        kind,
        reason: BROKEN_REASONS.find((reason) => reason === a) ?? 'load-failed',
        detail: text(b),
        ...optional('site', site(c)),
        ...optional('known', Array.isArray(d) ? d.map(text) : undefined),
      }
    case 'stuck':
      return { kind, place: number(a) }
    default:
      return undefined
  }
}

const BROKEN_REASONS = [
  'syntax',
  'missing-export',
  'default-export',
  'no-such-export',
  'unresolved-import',
  'refused-import',
  'empty',
  'too-deep',
  'load-failed',
  'program-closes-over',
] as const satisfies readonly BrokenReason[]

const MAX_DEPTH = 50

const number = (field: unknown): number =>
  typeof field === 'number' && Number.isFinite(field) ? field : 0
const count = (field: unknown): number | undefined =>
  typeof field === 'number' && field > 0 ? field : undefined
const text = (field: unknown): string => (typeof field === 'string' ? field : '')

const fields = (field: unknown): readonly unknown[] => (Array.isArray(field) ? field : [])

function site(field: unknown): Site | undefined {
  const [file, line] = fields(field)
  return typeof file === 'string' && typeof line === 'number' ? { file, line } : undefined
}

function failure(field: unknown): Failure {
  const [name, message, where] = fields(field)
  return { name: text(name), message: text(message), ...optional('site', site(where)) }
}

/** Undoes `encode` of the sandbox: `{ $: … }` tags what JSON cannot carry. */
function value(field: unknown, depth: number): Value {
  if (depth > MAX_DEPTH) return { unportable: 'something nested too deep' }
  if (
    field === null ||
    typeof field === 'string' ||
    typeof field === 'number' ||
    typeof field === 'boolean'
  )
    return field
  if (Array.isArray(field)) return field.map((item: unknown) => value(item, depth + 1))
  if (typeof field !== 'object') return undefined
  if ('$' in field) return tagged(text(field.$))
  return Object.fromEntries(
    Object.entries(field).map(([key, item]) => [key.replace(/^\$/, ''), value(item, depth + 1)]),
  )
}

function tagged(tag: string): Value {
  switch (tag) {
    case 'undefined':
      return undefined
    case 'NaN':
    case 'Infinity':
    case '-Infinity':
      return Number(tag)
    default:
      return { unportable: tag }
  }
}

function optional<K extends string, V>(key: K, field: V | undefined): { readonly [P in K]?: V } {
  const object: { [P in K]?: V } = {}
  if (field !== undefined) object[key] = field
  return object
}
