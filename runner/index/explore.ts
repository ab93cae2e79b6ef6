import type fc from 'fast-check'
import type { Arbitrary } from 'fast-check'
import type { Value } from '../trace.ts'

/** What a case is made of: each gives the values that one part of it may have. */
export interface Parts {
  /** A whole number from `least` to `most`, both included. */
  integer(least: number, most: number): Arbitrary<number>
  /** `count` different whole numbers from `least` to `most`, in any order. */
  distinct(count: number, least: number, most: number): Arbitrary<number[]>
  /** `least` to `most` items, drawn one by one. */
  list<T>(item: Arbitrary<T>, least: number, most: number): Arbitrary<T[]>
  oneOf<const T>(...items: readonly [T, ...T[]]): Arbitrary<T>
  shuffled<T>(items: readonly T[]): Arbitrary<T[]>
  /** An object with a value for each of its parts. */
  record<T>(parts: Shape<T>): Arbitrary<T>
}

type Shape<T> = { readonly [Name in keyof T]: Arbitrary<T[Name]> }

/**
 * Asks the same of several cases that are drawn from the seed of this check, each with an order of its
 * own for timers that fall due at the same moment. When a case does not hold, looks for the smallest
 * that does not, and fails with that one.
 */
export type Explore = <T extends Readonly<Record<string, Value>>>(
  cases: (parts: Parts) => Shape<T>,
  holds: (each: T) => Promise<void>,
) => Promise<void>

/** What an exploration does around each case. */
export interface Trials {
  /** What the case before it has left is of no use any more. `ties` is the order of equal moments, 0 Node's own. */
  begin(each: Readonly<Record<string, Value>>, ties: number): void
  /** Whether a smaller case of the same kind is worth looking for: after an endless loop it would take too long. */
  mayGoOn(): boolean
  /** All cases hold. */
  end(): void
}

/** Counts trials and not milliseconds, so that the same seed leads to the same smallest case. */
export function explorer(seed: number, trials: Trials): Explore {
  return async (cases, holds) => {
    // Suites that explore nothing need not wait for it.
    const { default: check } = await import('fast-check')
    let left = MOST_TRIALS
    const trial = async (each: Parameters<typeof holds>[0], ties: number): Promise<void> => {
      trials.begin(each, ties)
      await holds(each)
    }
    const property = check.asyncProperty(
      check.record(cases(partsOf(check))),
      check.integer({ min: 0, max: MOST_TIES }),
      async (each, ties) => {
        if (--left < 0 || !trials.mayGoOn()) return
        await trial(each, ties)
      },
    )
    const { counterexample, errorInstance } = await check.check(property, { seed, numRuns: CASES })
    // Once more, so that what is left behind is the smallest case, and what is thrown is its own error.
    if (counterexample) {
      // A run that had to be ended is the last one, and is there already.
      if (trials.mayGoOn()) await trial(...counterexample)
      // What does not hold every time does not hold.
      throw errorInstance
    }
    trials.end()
  }
}

function partsOf(check: typeof fc): Parts {
  return {
    integer: (min, max) => check.integer({ min, max }),
    distinct: (count, min, max) =>
      check.uniqueArray(check.integer({ min, max }), { minLength: count, maxLength: count }),
    list: (item, minLength, maxLength) => check.array(item, { minLength, maxLength }),
    oneOf: (...items) => check.constantFrom(...items),
    shuffled: (items) =>
      check.shuffledSubarray([...items], { minLength: items.length, maxLength: items.length }),
    record: (parts) => check.record(parts),
  }
}

/** Cases of an exploration in which all of them hold. */
const CASES = 8

/** Cases that are run at most, smaller and smaller ones included. */
const MOST_TRIALS = 80

const MOST_TIES = 1_000
