import { Pen, indent } from './pen.ts'
import type { Block } from './program.ts'
import { SLOT_MS } from './run.ts'
import { writeBlock } from './steps.ts'

/** A program as text, and the delays in it, in the order of the text. */
export interface Source {
  readonly text: string
  readonly delaysMs: readonly number[]
}

/**
 * Writes a program down as a module. It exports `main(kit, scale)`, and multiplies its delays by `scale`.
 *
 * @param extraSlots added to each delay, in the order of the text
 */
export function render(program: Block, extraSlots: readonly number[] = []): Source {
  const pen = new Pen(extraSlots)
  const nowhere = { timers: [], immediates: [], promises: [], controllers: [] }
  const body = writeBlock(program, { kind: 'async', ...nowhere, caught: true, final: false }, pen)
  const lines = unused([
    'export async function main(kit, scale) {',
    ...indent([...tools(body), ...body]),
    '}',
  ])
  const text = [...prelude(lines), ...lines, ''].join('\n')
  return { text, delaysMs: pen.delaysMs }
}

/** Takes away the names that nothing refers to. */
function unused(lines: readonly string[]): string[] {
  const text = lines.join('\n')
  return lines.map((line) => {
    const [declaration, name] = /\bconst ((?:timer|immediate|promise)\d+) = (?=\w)/.exec(line) ?? []
    if (!declaration || !name || mentions(text, name) > 1) return line
    return line.replace(declaration, '')
  })
}

/** What stands at the beginning of `main`: only what the body uses, so that a small program is short. */
function tools(body: readonly string[]): string[] {
  const text = body.join('\n') + (body.some((line) => line.includes('hops(')) ? HOPS : '')
  const clock = ['slot(now())', 'dateAtStart', 'performanceAtStart']
  const [usesNow, usesDate, usesPerformance] = clock.map((name) => text.includes(name))
  const kit = ['print', 'sleep', 'busyWait', 'now'].filter((name) => mentions(text, name) > 0)
  return [
    ...(kit.length > 0 ? [`const { ${kit.join(', ')} } = kit`] : []),
    ...(text.includes('d(') || usesNow || usesDate || usesPerformance
      ? ['const d = (ms) => ms * scale']
      : []),
    ...(text.includes('slot(')
      ? [`const slot = (ms) => Math.floor((ms + 3) / d(${SLOT_MS}))`]
      : []),
    ...(text.includes(HOPS) ? [HOPS] : []),
    ...(usesDate ? ['const dateAtStart = Date.now()'] : []),
    ...(usesPerformance ? ['const performanceAtStart = performance.now()'] : []),
  ]
}

/** Imports and helpers. */
function prelude(lines: readonly string[]): string[] {
  const text = lines.join('\n')
  return PRELUDE.filter(([name]) => mentions(text, name) > 0).map(([, line]) => line)
}

const mentions = (text: string, name: string): number =>
  text.split(new RegExp(`\\b${name}\\b`)).length - 1

const HOPS =
  'const hops = async (label, count) => { for (let hop = 1; hop <= count; hop++) { await null; print(label, hop) } }'

const PRELUDE = [
  ['timers', "import timers from 'node:timers'"],
  ['pause', "import { setTimeout as pause } from 'node:timers/promises'"],
  ['turn', "import { setImmediate as turn } from 'node:timers/promises'"],
  ['ticks', "import { setInterval as ticks } from 'node:timers/promises'"],
  ['scheduler', "import { scheduler } from 'node:timers/promises'"],
  ['once', "import { once } from 'node:events'"],
  ['emitLater', "import { EventEmitter } from 'node:events'"],
  ['promisify', "import { promisify } from 'node:util'"],
  [
    'emitLater',
    `function emitLater(ms, value, then) {
  const emitter = new EventEmitter()
  setTimeout(() => (emitter.emit('ready', value), then()), ms)
  return emitter
}`,
  ],
  [
    'abortLater',
    `function abortLater(ms, then) {
  const controller = new AbortController()
  setTimeout(() => (controller.abort(), then()), ms)
  return controller.signal
}`,
  ],
  [
    'show',
    'const show = (value) => JSON.stringify(value, (_, item) => (item instanceof Error ? String(item) : item))',
  ],
] as const
