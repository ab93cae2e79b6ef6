import fc from 'fast-check'
import type { Block, Callback, Combinator, Delay, Promised, Step } from './program.ts'

/** The program of a seed. Whether its order is defined is not known yet. */
export function generate(seed: number): Block {
  const [program = []] = fc.sample(PROGRAMS, { seed, numRuns: 1 })
  return program
}

/** Programs of a dozen steps or two, nested a few levels deep. */
function programs(): fc.Arbitrary<Block> {
  const { block } = fc.letrec<{ block: Block; generator: Block; step: Step; promised: Promised }>(
    (tie) => ({
      block: fc.array(tie('step'), { minLength: 1, maxLength: 5, depthIdentifier: DEPTH }),
      generator: fc.array(
        fc.oneof(weighted(2, { kind: fc.constant('yield'), promised: tie('promised') }), {
          weight: 1,
          arbitrary: tie('step'),
        }),
        { minLength: 1, maxLength: 3, depthIdentifier: DEPTH },
      ),
      step: fc.oneof(
        NESTING,
        { weight: 14, arbitrary: simpleSteps() },
        ...nestedSteps(tie('block'), tie('generator'), tie('promised')),
      ),
      promised: fc.oneof(
        NESTING,
        { weight: 10, arbitrary: simplePromises() },
        ...nestedPromises(tie('block'), tie('promised')),
      ),
    }),
  )
  return fc.array(block, { minLength: 1, maxLength: 4 }).map((blocks) => blocks.flat())
}

function simpleSteps(): fc.Arbitrary<Step> {
  return fc.oneof(
    weighted(8, {
      kind: fc.constant('print'),
      clock: fc.constantFrom('none', 'none', 'none', 'now', 'date', 'performance'),
    }),
    weighted(4, { kind: fc.constant('hops'), count: HOPS }),
    weighted(3, { kind: fc.constant('wait'), guarded: often, promised: simplePromises() }),
    weighted(2, { kind: fc.constant('start'), promised: simplePromises() }),
    weighted(2, { kind: fc.constant('join'), pick: PICK, guarded: often }),
    weighted(2, { kind: fc.constant('hold'), delay: SLOTS }),
    weighted(2, {
      kind: fc.constant('change-timer'),
      change: fc.constantFrom('clear', 'clear', 'refresh', 'unref', 'ref'),
      pick: PICK,
    }),
    weighted(1, { kind: fc.constant('clear-immediate'), pick: PICK }),
    weighted(1, { kind: fc.constant('throw'), wild: rarely }),
    weighted(1, { kind: fc.constant('return'), awaits: fc.boolean(), promised: simplePromises() }),
    weighted(1, { kind: fc.constant('controller'), abortsAfter: DELAY, listens: fc.boolean() }),
    weighted(1, { kind: fc.constant('abort'), pick: PICK }),
  )
}

function nestedSteps(
  block: fc.Arbitrary<Block>,
  generator: fc.Arbitrary<Block>,
  promised: fc.Arbitrary<Promised>,
): fc.WeightedArbitrary<Step>[] {
  const queue = fc.constantFrom('microtask', 'then', 'tick', 'immediate')
  const members = fc.array(promised, { minLength: 1, maxLength: 3, depthIdentifier: DEPTH })
  return [
    weighted(6, { kind: fc.constant('wait'), guarded: often, promised }),
    weighted(5, { kind: fc.constant('later'), queue, callback: CALLBACK, body: block }),
    weighted(5, {
      kind: fc.constant('timer'),
      delay: DELAY,
      callback: CALLBACK,
      keepsAlive: often,
      body: block,
    }),
    weighted(2, { kind: fc.constant('interval'), delay: SLOTS, rounds: FEW, body: block }),
    weighted(2, { kind: fc.constant('start'), promised }),
    weighted(2, { kind: fc.constant('try'), body: block, handler: block, final: block }),
    weighted(1, { kind: fc.constant('return'), awaits: fc.boolean(), promised }),
    weighted(1, { kind: fc.constant('repeat'), rounds: FEW, body: block }),
    weighted(2, { kind: fc.constant('stream'), generator, body: block, breaksAfter: fc.nat(3) }),
    weighted(1, { kind: fc.constant('each'), members, body: block }),
    weighted(1, { kind: fc.constant('ticks'), delay: SLOTS, rounds: FEW, body: block }),
  ]
}

function simplePromises(): fc.Arbitrary<Promised> {
  return fc.oneof(
    weighted(6, {
      kind: fc.constant('sleep'),
      by: fc.constantFrom('sleep', 'sleep', 'pause', 'wait', 'promisify', 'new', 'timers'),
      delay: DELAY,
    }),
    weighted(3, {
      kind: fc.constant('abortable'),
      ...ABORTABLE,
      delay: SLOTS,
      limit: SLOTS,
      pick: PICK,
    }),
    weighted(2, { kind: fc.constant('rejected') }),
    weighted(2, { kind: fc.constant('fails'), delay: SLOTS }),
    weighted(1, { kind: fc.constant('value') }),
    weighted(1, { kind: fc.constant('resolved') }),
    weighted(1, { kind: fc.constant('never') }),
    weighted(2, { kind: fc.constant('turn'), by: fc.constantFrom('pause', 'yield', 'promisify') }),
    weighted(2, {
      kind: fc.constant('thenable'),
      turns: fc.constantFrom('now', 'microtask', 'timer'),
      delay: SLOTS,
    }),
    weighted(2, { kind: fc.constant('event'), delay: SLOTS }),
  )
}

function nestedPromises(
  block: fc.Arbitrary<Block>,
  promised: fc.Arbitrary<Promised>,
): fc.WeightedArbitrary<Promised>[] {
  const by = fc.constantFrom<Combinator>('all', 'allSettled', 'any', 'race')
  const members = fc.array(promised, { maxLength: 3, depthIdentifier: DEPTH })
  return [
    weighted(5, { kind: fc.constant('call'), body: block }),
    weighted(3, { kind: fc.constant('combine'), by, members }),
    weighted(2, { kind: fc.constant('map'), by, count: FEW, body: block }),
    weighted(3, {
      kind: fc.constant('chain'),
      by: fc.constantFrom('then', 'catch', 'finally'),
      on: promised,
      body: block,
    }),
  ]
}

function weighted<T extends { readonly kind: string }>(
  weight: number,
  fields: { readonly [K in keyof T]: fc.Arbitrary<T[K]> },
): fc.WeightedArbitrary<T> {
  return { weight, arbitrary: fc.record<T>(fields) }
}

const DEPTH = fc.createDepthIdentifier()
const NESTING = { depthIdentifier: DEPTH, maxDepth: 5, withCrossShrink: true }
const PICK = fc.nat(9)
const HOPS = fc.integer({ min: 1, max: 6 })
const FEW = fc.integer({ min: 1, max: 3 })
const SLOTS = fc.integer({ min: 1, max: 6 })
const LITERAL = fc.constantFrom<Delay>('0', '0', '1', '1.9', '-5')
const DELAY = fc.oneof({ weight: 9, arbitrary: SLOTS }, { weight: 1, arbitrary: LITERAL })
const CALLBACK = fc.constantFrom<Callback>('sync', 'sync', 'async')
const ABORTABLE = {
  what: fc.constantFrom('pause', 'turn', 'once', 'wait'),
  signal: fc.constantFrom('controller', 'controller', 'timeout', 'timeout', 'aborted', 'any'),
} as const
const often = fc.nat(4).map((n) => n !== 0)
const rarely = fc.nat(2).map((n) => n === 2)
const PROGRAMS = programs()
