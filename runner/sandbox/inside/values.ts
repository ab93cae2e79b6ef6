import { inspect, types } from 'node:util'

/** Deeper or larger than this does not leave the sandbox. */
const MAX_DEPTH = 40
const MAX_NODES = 20_000

type Place = readonly [file: string, line: number]

/** A value as plain JSON; `{ $: … }` stands for what JSON cannot carry. */
export function encode(value: unknown): unknown {
  let nodes = 0
  const walk = (item: unknown, depth: number): unknown => {
    if (depth > MAX_DEPTH || ++nodes > MAX_NODES) return { $: 'something too large' }
    switch (typeof item) {
      case 'string':
      case 'boolean':
        return item
      case 'number':
        return Number.isFinite(item) ? item : { $: String(item) }
      case 'undefined':
        return { $: 'undefined' }
      case 'bigint':
        return { $: `${item}n` }
      case 'symbol':
        return { $: String(item) }
      case 'function':
        return { $: `a function${item.name ? ` named ${String(item.name)}` : ''}` }
      case 'object':
        return object(item, depth)
      default:
        return { $: typeof item }
    }
  }
  const object = (item: object | null, depth: number): unknown => {
    if (item === null) return null
    if (Array.isArray(item)) return Array.from(item, (element) => walk(element, depth + 1))
    if (types.isPromise(item)) return { $: `a ${promiseState(item)} promise` }
    if (types.isNativeError(item)) return { $: `${item.name}: ${item.message}` }
    if (types.isMap(item) || types.isSet(item) || types.isDate(item)) return { $: inspect(item) }
    return Object.fromEntries(
      Object.entries(item).map(([key, member]) => [
        key.startsWith('$') ? `$${key}` : key,
        walk(member, depth + 1),
      ]),
    )
  }
  try {
    return walk(value, 0)
  } catch (error) {
    return { $: `something that threw ${JSON.stringify(messageOf(error))} when looked at` }
  }
}

/** `[name, message, place]` of whatever was thrown, which need not be an error. */
export function encodeFailure(thrown: unknown, files: ReadonlySet<string>): unknown[] {
  return [nameOf(thrown), messageOf(thrown), placeOfError(thrown, files)]
}

/** The name that `file` uses and nobody defines, when that is what the error is about. */
export function nameMissingIn(file: string, thrown: unknown): string | undefined {
  if (nameOf(thrown) !== 'ReferenceError') return undefined
  const stack = attempt(() => (thrown as { stack?: unknown }).stack)
  const frame =
    typeof stack === 'string' ? stack.split('\n').find((line) => /^\s+at /.test(line)) : undefined
  if (!frame?.includes(file)) return undefined
  return /^(\S+) is not defined$/.exec(messageOf(thrown))?.[1]
}

/** The innermost line of the learner's own files on the stack right now. */
export function placeOfCaller(files: ReadonlySet<string>): Place | null {
  const prepare = Error.prepareStackTrace
  const holder: { stack?: unknown } = {}
  let place: Place | null = null
  try {
    Error.prepareStackTrace = (_, frames) => frames
    Error.captureStackTrace(holder)
    for (const frame of holder.stack as NodeJS.CallSite[]) {
      const file = frame.getFileName()
      const line = frame.getLineNumber()
      if (file && line !== null && files.has(file)) {
        place = [file, line]
        break
      }
    }
  } finally {
    Error.prepareStackTrace = prepare
  }
  return place
}

export const formatParts = (
  format: (...parts: unknown[]) => string,
  parts: readonly unknown[],
): string => {
  try {
    return withoutOurFrames(format(...parts))
  } catch (error) {
    return `something that threw ${JSON.stringify(messageOf(error))} when it was printed`
  }
}

function placeOfError(thrown: unknown, files: ReadonlySet<string>): Place | null {
  const stack = attempt(() => (thrown as { stack?: unknown }).stack)
  if (typeof stack !== 'string') return null
  for (const [, file, line] of stack.matchAll(/(?:\(|at (?:async )?)([^\s():]+\.ts):(\d+):\d+/g)) {
    if (file && line && files.has(file)) return [file, Number(line)]
  }
  return null
}

function nameOf(thrown: unknown): string {
  const name = attempt(() => (thrown as { name?: unknown }).name)
  return typeof name === 'string' ? name.slice(0, 200) : ''
}

function messageOf(thrown: unknown): string {
  const message = attempt(() => (thrown as { message?: unknown }).message)
  if (typeof message === 'string') return message.slice(0, 2000)
  const shown = attempt(() => inspect(thrown, { depth: 1, customInspect: false }))
  return typeof shown === 'string'
    ? withoutOurFrames(shown).slice(0, 2000)
    : 'something that cannot be shown'
}

/** A stack that is printed ends where the learner's code does: what is below is the sandbox's. */
const withoutOurFrames = (text: string): string =>
  text.includes(' at ') ? text.replace(OUR_FRAMES, '') : text

const OUR_FRAMES = /\n\s+at [^\n]*(?:node:|file:|sandbox:|stage:|the suite:)[^\n]*/g

/** Getters belong to the learner and may throw; then there is nothing to tell. */
function attempt(read: () => unknown): unknown {
  try {
    return read()
  } catch {
    return undefined
  }
}

function promiseState(promise: Promise<unknown>): string {
  const shown = inspect(promise, { depth: 0 })
  return shown.includes('<pending>')
    ? 'pending'
    : shown.includes('<rejected>')
      ? 'rejected'
      : 'fulfilled'
}
