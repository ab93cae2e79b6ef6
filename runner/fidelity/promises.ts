import { inAsync, inCallback, indent, pick, type Around, type Pen } from './pen.ts'
import type { Block, Promised } from './program.ts'

/** Writes the steps of a block down. */
export type WriteBlock = (block: Block, around: Around) => string[]

/** Writes an expression that can be awaited; over several lines where it has a body. */
export function writePromised(
  promised: Promised,
  around: Around,
  pen: Pen,
  write: WriteBlock,
): string {
  switch (promised.kind) {
    case 'value':
      return pen.value()
    case 'resolved':
      return `Promise.resolve(${pen.value()})`
    case 'rejected':
      return `Promise.reject(${pen.error()})`
    case 'never':
      return 'new Promise(() => {})'
    case 'thenable':
      return thenable(promised, pen)
    case 'sleep':
      return SLEEPS[promised.by](pen.delay(promised.delay), pen.value())
    case 'fails':
      return `new Promise((_, reject) => setTimeout(() => reject(${pen.error()}), ${pen.delay(promised.delay)}))`
    case 'turn':
      return TURNS[promised.by](pen.value())
    case 'event':
      return `once(${emitter(promised.delay, pen)}, 'ready')`
    case 'abortable':
      return abortable(promised, around, pen)
    case 'call':
      return call(write(promised.body, inAsync(around)), pen)
    case 'combine': {
      const members = promised.members.map(
        (member) => `${writePromised(member, around, pen, write)},`,
      )
      return [`Promise.${promised.by}([`, ...indent(members), '])'].join('\n')
    }
    case 'map': {
      const numbers = Array.from({ length: promised.count }, (_, index) => index + 1).join(', ')
      const body = write(promised.body, inAsync(around))
      return [
        `Promise.${promised.by}([${numbers}].map(async function ${pen.name('work')}() {`,
        ...indent(body),
        '}))',
      ].join('\n')
    }
    case 'chain': {
      const on = writePromised(promised.on, around, pen, write)
      const body = write(promised.body, { ...inCallback(around), caught: true })
      return [`Promise.resolve(${on}).${promised.by}(() => {`, ...indent(body), '})'].join('\n')
    }
    default:
      return promised satisfies never
  }
}

/** The call of an async function that is written on the spot. */
export function call(body: readonly string[], pen: Pen): string {
  return [`(async function ${pen.name('work')}() {`, ...indent(body), '})()'].join('\n')
}

function thenable({ turns, delay }: Extract<Promised, { kind: 'thenable' }>, pen: Pen): string {
  const resolve = `resolve(${pen.value()})`
  const answers = {
    now: () => resolve,
    microtask: () => `queueMicrotask(() => ${resolve})`,
    timer: () => `setTimeout(() => ${resolve}, ${pen.delay(delay)})`,
  }
  return `{ then: (resolve) => { print(${pen.label()}); ${answers[turns]()} } }`
}

function abortable(
  promised: Extract<Promised, { kind: 'abortable' }>,
  around: Around,
  pen: Pen,
): string {
  const controller = pick(around.controllers, promised.pick)
  const timeout = (): string => `AbortSignal.timeout(${pen.delay(promised.limit)})`
  const abortLater = (): string =>
    `abortLater(${pen.delay(promised.limit)}, () => hops(${pen.label()}, 4))`
  const signals = {
    controller: () => (controller ? `${controller}.signal` : abortLater()),
    timeout,
    aborted: () => `AbortSignal.abort(${pen.error()})`,
    any: () =>
      `AbortSignal.any([${controller ? `${controller}.signal` : abortLater()}, ${timeout()}])`,
  }
  const options = (): string => `{ signal: ${signals[promised.signal]()} }`
  const calls = {
    pause: () => `pause(${pen.delay(promised.delay)}, ${pen.value()}, ${options()})`,
    wait: () => `scheduler.wait(${pen.delay(promised.delay)}, ${options()})`,
    turn: () => `turn(${pen.value()}, ${options()})`,
    once: () => `once(${emitter(promised.delay, pen)}, 'ready', ${options()})`,
  }
  return calls[promised.what]()
}

const emitter = (delay: number, pen: Pen): string =>
  `emitLater(${pen.delay(delay)}, ${pen.value()}, () => hops(${pen.label()}, 4))`

const SLEEPS = {
  sleep: (ms) => `sleep(${ms})`,
  pause: (ms, value) => `pause(${ms}, ${value})`,
  wait: (ms) => `scheduler.wait(${ms})`,
  promisify: (ms, value) => `promisify(setTimeout)(${ms}, ${value})`,
  new: (ms, value) => `new Promise((resolve) => setTimeout(resolve, ${ms}, ${value}))`,
  timers: (ms, value) => `new Promise((resolve) => timers.setTimeout(resolve, ${ms}, ${value}))`,
} as const satisfies Record<
  Extract<Promised, { kind: 'sleep' }>['by'],
  (ms: string, value: string) => string
>

const TURNS = {
  pause: (value) => `turn(${value})`,
  yield: () => 'scheduler.yield()',
  promisify: (value) => `promisify(setImmediate)(${value})`,
} as const satisfies Record<Extract<Promised, { kind: 'turn' }>['by'], (value: string) => string>
