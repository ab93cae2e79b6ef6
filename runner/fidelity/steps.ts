import { inAsync, inCallback, indent, pick, type Around, type Pen } from './pen.ts'
import { call, writePromised } from './promises.ts'
import type { Block, Promised, Step } from './program.ts'

/**
 * Writes a block down. What a step refers to (a timer to clear, a promise to wait for) is chosen
 * among what is in reach there; a step that finds nothing, or that may not stand where it stands,
 * prints a line instead. Nothing is written behind a step that leaves the block.
 */
export function writeBlock(block: Block, around: Around, pen: Pen): string[] {
  const { timers, immediates, promises, controllers } = around
  const inner = {
    ...around,
    timers: [...timers],
    immediates: [...immediates],
    promises: [...promises],
    controllers: [...controllers],
  }
  const lines: string[] = []
  for (const step of block) {
    lines.push(...writeStep(step, inner, pen))
    if (/^(return|throw)\b/.test(lines.at(-1) ?? '')) break
  }
  return lines
}

function writeStep(step: Step, around: Around, pen: Pen): string[] {
  const block = (body: Block, inside: Around): string[] => indent(writeBlock(body, inside, pen))
  const promised = (awaited: Promised): string => expression(awaited, around, pen)
  switch (step.kind) {
    case 'print':
      return [`print(${pen.label()}${CLOCKS[step.clock]})`]
    case 'hops':
      return [`hops(${pen.label()}, ${step.count})`]
    case 'later':
      return later(step, around, pen)
    case 'timer':
      return timer(step, around, pen)
    case 'interval':
      return interval(step, around, pen)
    case 'change-timer': {
      const name = pick(around.timers, step.pick)
      if (!name) return print(pen)
      return [step.change === 'clear' ? `clearTimeout(${name})` : `${name}.${step.change}()`]
    }
    case 'clear-immediate': {
      const name = pick(around.immediates, step.pick)
      return name ? [`clearImmediate(${name})`] : print(pen)
    }
    case 'hold':
      return [`busyWait(${pen.delay(step.delay)})`]
    case 'wait':
      return wait(promised(step.promised), step.guarded, around, pen)
    case 'join': {
      const name = pick(around.promises, step.pick)
      return name ? wait(name, step.guarded, around, pen) : print(pen)
    }
    case 'start': {
      const started = promised(step.promised)
      const name = declare(around.promises, 'promise', pen)
      return [`const ${name} = ${started}`]
    }
    case 'try': {
      const body = block(step.body, { ...around, caught: true })
      const caught = `  print(${pen.label()}, show(error))`
      const handler = block(step.handler, around)
      const final = block(step.final, { ...around, final: true })
      return [
        'try {',
        ...body,
        '} catch (error) {',
        caught,
        ...handler,
        '} finally {',
        ...final,
        '}',
      ]
    }
    case 'throw':
      return around.final || !(around.caught || step.wild) ? print(pen) : [`throw ${pen.error()}`]
    case 'return':
      if (around.final) return print(pen)
      if (around.kind === 'sync') return ['return']
      return [`return ${step.awaits ? 'await ' : ''}${promised(step.promised)}`]
    case 'repeat': {
      const round = pen.name('round')
      return [
        `for (let ${round} = 0; ${round} < ${step.rounds}; ${round}++) {`,
        ...block(step.body, around),
        '}',
      ]
    }
    case 'stream': {
      const name = pen.name('stream')
      const generator = block(step.generator, { ...inAsync(around), kind: 'generator' })
      const iteration = iterate(`${name}()`, step.breaksAfter, step.body, around, pen)
      return [`async function* ${name}() {`, ...generator, '}', ...iteration]
    }
    case 'each': {
      const members = `[${step.members.map(promised).join(', ')}]`
      return iterate(members, 0, step.body, around, pen)
    }
    case 'ticks':
      return iterate(
        `ticks(${pen.delay(step.delay)}, ${pen.value()})`,
        step.rounds,
        step.body,
        around,
        pen,
      )
    case 'yield':
      return around.kind === 'generator' ? [`yield ${promised(step.promised)}`] : print(pen)
    case 'controller': {
      const name = declare(around.controllers, 'controller', pen)
      const listener = step.listens
        ? [`${name}.signal.addEventListener('abort', () => print(${pen.label()}))`]
        : []
      const abort = `setTimeout(() => (${name}.abort(), hops(${pen.label()}, 4)), ${pen.delay(step.abortsAfter)})`
      return [`const ${name} = new AbortController()`, ...listener, abort]
    }
    case 'abort': {
      const name = pick(around.controllers, step.pick)
      return name ? [`${name}.abort(${pen.error()})`, `hops(${pen.label()}, 4)`] : print(pen)
    }
    default:
      return step satisfies never
  }
}

function later(step: Extract<Step, { kind: 'later' }>, around: Around, pen: Pen): string[] {
  const inside =
    step.callback === 'async'
      ? inAsync(around)
      : { ...inCallback(around), caught: step.queue === 'then' }
  const body = indent(writeBlock(step.body, inside, pen))
  const name =
    step.queue === 'immediate' ? `const ${declare(around.immediates, 'immediate', pen)} = ` : ''
  return [`${name}${QUEUES[step.queue]}(${ASYNC[step.callback]}() => {`, ...body, '})']
}

function timer(step: Extract<Step, { kind: 'timer' }>, around: Around, pen: Pen): string[] {
  const delay = pen.delay(step.delay)
  const inside = step.callback === 'async' ? inAsync(around) : inCallback(around)
  const body = indent(writeBlock(step.body, inside, pen))
  const name = declare(around.timers, 'timer', pen)
  const unref = step.keepsAlive ? [] : [`${name}.unref()`]
  return [
    `const ${name} = setTimeout(${ASYNC[step.callback]}() => {`,
    ...body,
    `}, ${delay})`,
    ...unref,
  ]
}

function interval(step: Extract<Step, { kind: 'interval' }>, around: Around, pen: Pen): string[] {
  const delay = pen.delay(step.delay)
  const round = pen.name('round')
  const name = declare(around.timers, 'timer', pen)
  const body = indent(writeBlock(step.body, inCallback(around), pen))
  const stop = `  if (++${round} === ${step.rounds}) clearInterval(${name})`
  return [`let ${round} = 0`, `const ${name} = setInterval(() => {`, stop, ...body, `}, ${delay})`]
}

/** Where nothing can be awaited, a promise is listened to. */
function wait(promised: string, guarded: boolean, around: Around, pen: Pen): string[] {
  const caught = `print(${pen.label()}, show(error))`
  if (around.kind === 'sync') {
    const handler = guarded ? `, (error) => ${caught}` : ''
    return [
      `Promise.resolve(${promised}).then((value) => print(${pen.label()}, show(value))${handler})`,
    ]
  }
  const awaited = `print(${pen.label()}, show(await ${promised}))`
  return guarded
    ? ['try {', ...indent([awaited]), '} catch (error) {', `  ${caught}`, '}']
    : [awaited]
}

function iterate(
  iterable: string,
  breaksAfter: number,
  body: Block,
  around: Around,
  pen: Pen,
): string[] {
  const inside = around.kind === 'sync' ? inAsync(around) : around
  const item = pen.name('item')
  const round = pen.name('round')
  const print = `print(${pen.label()}, show(${item}))`
  const lines = indent([print, ...writeBlock(body, inside, pen)])
  const loop = `for await (const ${item} of ${iterable}) {`
  const stop = `  if (++${round} === ${breaksAfter}) break`
  const loops =
    breaksAfter > 0 ? [`let ${round} = 0`, loop, stop, ...lines, '}'] : [loop, ...lines, '}']
  return around.kind === 'sync' ? [`void ${call(loops, pen)}`] : loops
}

const expression = (promised: Promised, around: Around, pen: Pen): string =>
  writePromised(promised, around, pen, (block, inside) => writeBlock(block, inside, pen))

const print = (pen: Pen): string[] => [`print(${pen.label()})`]

function declare(names: string[], prefix: string, pen: Pen): string {
  const name = pen.name(prefix)
  names.push(name)
  return name
}

const ASYNC = { sync: '', async: 'async ' } as const

const CLOCKS = {
  none: '',
  now: ', slot(now())',
  date: ', slot(Date.now() - dateAtStart)',
  performance: ', slot(performance.now() - performanceAtStart)',
} as const satisfies Record<Extract<Step, { kind: 'print' }>['clock'], string>

const QUEUES = {
  microtask: 'queueMicrotask',
  then: 'Promise.resolve().then',
  tick: 'process.nextTick',
  immediate: 'setImmediate',
} as const satisfies Record<Extract<Step, { kind: 'later' }>['queue'], string>
