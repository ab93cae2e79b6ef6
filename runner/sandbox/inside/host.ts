/**
 * What the stage, which lives in the learner's realm, may ask of the outside.
 * Functions and plain data only.
 */
export interface Host {
  /** Simulated ms. Counts as a look at the clock. */
  readonly now: () => number
  /** Holds the simulated thread. */
  readonly hold: (ms: number) => void
  readonly print: (parts: readonly unknown[]) => void
  /** Asks for a timer; the answer is its number. `fire` runs when it is due. */
  readonly setTimer: (
    kind: 'timeout' | 'interval' | 'immediate',
    delayMs: number,
    keepsAlive: boolean,
    fire: () => void,
  ) => number
  readonly clearTimer: (timer: number) => void
  readonly refreshTimer: (timer: number) => void
  readonly keepAlive: (timer: number, keepsAlive: boolean) => void
  readonly exit: (code: number) => void
  readonly queueMicrotask: (callback: () => void) => void
  readonly nextTick: (callback: () => void) => void
  readonly inspect: (value: unknown) => string
  /** The text of a function without what was put into it to watch it. */
  readonly originalOf: (text: string) => string
  readonly promisifyCustom: symbol
  /** `Error`, `TypeError` … of the realm that Node's own modules live in. */
  readonly errors: Readonly<Record<string, ErrorConstructor>>
  readonly AbortController: typeof AbortController
  readonly DOMException: typeof DOMException
  readonly version: string
  readonly platform: string
}
