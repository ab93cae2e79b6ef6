import fc, { type Arbitrary } from 'fast-check'
import type { Steps } from './program.ts'

/** Main coroutines of so many random programs: the same for the same seed. */
export function generate(count: number, seed: number): readonly Steps[] {
  // Without bias: small programs are not worth more than large ones.
  return fc.sample(fc.noBias(steps(DEEPEST, MAIN)), { seed, numRuns: count })
}

/** @param depth how deep coroutines and `try` may be nested in these */
function steps(depth: number, length: Length = { minLength: 1, maxLength: 5 }): Arbitrary<Steps> {
  const flat: { readonly weight: number; readonly arbitrary: Arbitrary<Steps[number]> }[] = [
    { weight: 9, arbitrary: fc.tuple(fc.constant('sleep' as const), fc.constantFrom(...DELAYS)) },
    { weight: 1, arbitrary: fc.tuple(fc.constant('hold' as const), fc.constantFrom(10, 15)) },
    // Main goes on to its end more often than not.
    { weight: depth === DEEPEST ? 0 : 1, arbitrary: fc.tuple(fc.constant('fail' as const)) },
    { weight: 3, arbitrary: fc.tuple(fc.constant('cancel' as const), fc.nat(9)) },
    { weight: 2, arbitrary: fc.tuple(fc.constant('join' as const), fc.nat(9)) },
  ]
  if (depth === 0) return fc.array(fc.oneof(...flat), { maxLength: 3 })
  const inner = steps(depth - 1)
  const caught = fc.constantFrom('failures' as const, 'everything' as const)
  return fc.array(
    fc.oneof(
      ...flat,
      { weight: 5, arbitrary: fc.tuple(fc.constant('spawn' as const), inner) },
      {
        weight: 3,
        arbitrary: fc.tuple(
          fc.constant('gather' as const),
          fc.array(inner, { maxLength: 3 }),
          fc.uniqueArray(fc.nat(9), { maxLength: 2 }),
        ),
      },
      {
        weight: 3,
        arbitrary: fc.tuple(fc.constant('try' as const), inner, caught, steps(0), steps(0)),
      },
    ),
    length,
  )
}

interface Length {
  readonly minLength: number
  readonly maxLength: number
}

const DEEPEST = 3

const MAIN: Length = { minLength: 4, maxLength: 9 }

/** Few, and with common sums, so that much is due at the same moment. */
const DELAYS = [0, 10, 10, 20, 20, 30, 40] as const
