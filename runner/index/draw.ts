import { uniformInt } from 'pure-rand/distribution/uniformInt'
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'

/** Inputs that differ from check to check and are the same again for the same seed. */
export interface Draw {
  /** A whole number from `least` to `most`, both included. */
  integer(least: number, most: number): number
  /** `count` different whole numbers from `least` to `most`, in random order. */
  distinct(count: number, least: number, most: number): number[]
  pick<T>(items: readonly [T, ...T[]]): T
  shuffled<T>(items: readonly T[]): T[]
}

/** @param name makes tests draw differently from one seed */
export function drawFrom(seed: number, name: string): Draw {
  const generator = xoroshiro128plus(seed ^ hash(name))
  const integer = (least: number, most: number): number => uniformInt(generator, least, most)
  const shuffled = <T>(items: readonly T[]): T[] => {
    const left = [...items]
    return items.flatMap(() => left.splice(integer(0, left.length - 1), 1))
  }
  return {
    integer,
    shuffled,
    distinct(count, least, most) {
      if (most - least + 1 < count)
        throw new RangeError(`There are no ${count} different numbers from ${least} to ${most}`)
      const drawn = new Set<number>()
      while (drawn.size < count) drawn.add(integer(least, most))
      return [...drawn]
    },
    pick: (items) => items[integer(0, items.length - 1)] ?? items[0],
  }
}

/** FNV-1a. */
export function hash(text: string): number {
  let value = 0x811c9dc5
  for (const character of text) value = Math.imul(value ^ character.charCodeAt(0), 0x01000193)
  return value
}
