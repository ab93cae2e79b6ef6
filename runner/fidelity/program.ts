/** A generated program: what `main` does, step by step. Steps nest; labels and names come with the source. */
export type Block = readonly Step[]

/** A number of slots to wait, or a literal number of ms that Node takes for 1. */
export type Delay = number | '0' | '1' | '1.9' | '-5'

export type Step =
  /** Prints a line in each of the next microtask turns: beside it, one turn more or less is seen. */
  | { readonly kind: 'hops'; readonly count: number }
  | { readonly kind: 'print'; readonly clock: 'none' | 'now' | 'date' | 'performance' }
  | {
      readonly kind: 'later'
      readonly queue: 'microtask' | 'then' | 'tick' | 'immediate'
      readonly callback: Callback
      readonly body: Block
    }
  | {
      readonly kind: 'timer'
      readonly delay: Delay
      readonly callback: Callback
      readonly keepsAlive: boolean
      readonly body: Block
    }
  | {
      readonly kind: 'interval'
      readonly delay: number
      readonly rounds: number
      readonly body: Block
    }
  | {
      readonly kind: 'change-timer'
      readonly change: 'clear' | 'refresh' | 'unref' | 'ref'
      readonly pick: number
    }
  | { readonly kind: 'clear-immediate'; readonly pick: number }
  | { readonly kind: 'hold'; readonly delay: number }
  | { readonly kind: 'wait'; readonly guarded: boolean; readonly promised: Promised }
  | { readonly kind: 'start'; readonly promised: Promised }
  | { readonly kind: 'join'; readonly pick: number; readonly guarded: boolean }
  | { readonly kind: 'try'; readonly body: Block; readonly handler: Block; readonly final: Block }
  | { readonly kind: 'throw'; readonly wild: boolean }
  | { readonly kind: 'return'; readonly awaits: boolean; readonly promised: Promised }
  | { readonly kind: 'repeat'; readonly rounds: number; readonly body: Block }
  | {
      readonly kind: 'stream'
      readonly generator: Block
      readonly body: Block
      readonly breaksAfter: number
    }
  | { readonly kind: 'each'; readonly members: readonly Promised[]; readonly body: Block }
  | {
      readonly kind: 'ticks'
      readonly delay: number
      readonly rounds: number
      readonly body: Block
    }
  | { readonly kind: 'yield'; readonly promised: Promised }
  | { readonly kind: 'controller'; readonly abortsAfter: Delay; readonly listens: boolean }
  | { readonly kind: 'abort'; readonly pick: number }

export type Promised =
  | { readonly kind: 'value' }
  | { readonly kind: 'resolved' }
  | { readonly kind: 'rejected' }
  | { readonly kind: 'never' }
  | {
      readonly kind: 'thenable'
      readonly turns: 'now' | 'microtask' | 'timer'
      readonly delay: number
    }
  | {
      readonly kind: 'sleep'
      readonly by: 'sleep' | 'pause' | 'wait' | 'promisify' | 'new' | 'timers'
      readonly delay: Delay
    }
  | { readonly kind: 'fails'; readonly delay: number }
  | { readonly kind: 'turn'; readonly by: 'pause' | 'yield' | 'promisify' }
  | { readonly kind: 'event'; readonly delay: number }
  | {
      readonly kind: 'abortable'
      readonly what: 'pause' | 'turn' | 'once' | 'wait'
      readonly signal: 'controller' | 'timeout' | 'aborted' | 'any'
      readonly delay: number
      readonly limit: number
      readonly pick: number
    }
  | { readonly kind: 'call'; readonly body: Block }
  | { readonly kind: 'combine'; readonly by: Combinator; readonly members: readonly Promised[] }
  | { readonly kind: 'map'; readonly by: Combinator; readonly count: number; readonly body: Block }
  | {
      readonly kind: 'chain'
      readonly by: 'then' | 'catch' | 'finally'
      readonly on: Promised
      readonly body: Block
    }

export type Callback = 'sync' | 'async'

export type Combinator = 'all' | 'allSettled' | 'any' | 'race'
