import type { Delay } from './program.ts'
import { SLOT_MS } from './run.ts'

/** What surrounds a step: what it may do, and the names in reach. */
export interface Around {
  readonly kind: 'sync' | 'async' | 'generator'
  readonly timers: string[]
  readonly immediates: string[]
  readonly promises: string[]
  readonly controllers: string[]
  /** Whether something that is thrown here has a catcher, if only a promise. */
  readonly caught: boolean
  /** Inside `finally`, where leaving early would hide what was thrown. */
  readonly final: boolean
}

/** Gives every line, value and name of a program a number of its own, and notes the delays. */
export class Pen {
  readonly delaysMs: number[] = []
  readonly #extraSlots: readonly number[]
  readonly #counts = new Map<string, number>()

  /** @param extraSlots added to each delay, in the order of the text */
  constructor(extraSlots: readonly number[]) {
    this.#extraSlots = extraSlots
  }

  name(prefix: string): string {
    const count = (this.#counts.get(prefix) ?? 0) + 1
    this.#counts.set(prefix, count)
    return `${prefix}${count}`
  }

  label(): string {
    return `'${this.name('line ')}'`
  }

  value(): string {
    return `'${this.name('value ')}'`
  }

  error(): string {
    return `new Error('${this.name('error ')}')`
  }

  delay(delay: Delay): string {
    if (typeof delay === 'string') return delay
    const ms = (delay + (this.#extraSlots[this.delaysMs.length] ?? 0)) * SLOT_MS
    this.delaysMs.push(ms)
    return `d(${ms})`
  }
}

/** Inside a plain callback, nothing can be awaited and nobody catches. */
export const inCallback = (around: Around): Around => ({
  ...around,
  kind: 'sync',
  caught: false,
  final: false,
})

/** Inside an async function, what is thrown rejects a promise. */
export const inAsync = (around: Around): Around => ({
  ...around,
  kind: 'async',
  caught: true,
  final: false,
})

export const pick = (names: readonly string[], index: number): string | undefined =>
  names[index % names.length]

export const indent = (lines: readonly string[]): string[] =>
  lines.flatMap((line) => line.split('\n')).map((line) => `  ${line}`)
