import type { Person } from '../results.ts'
import type { Row } from './sheet.ts'

/** A way to know a person by a row. The ways are tried in their order, the surest first. */
export interface Way {
  readonly row: (row: Row) => readonly (string | undefined)[]
  readonly person: (person: Person) => readonly (string | undefined)[]
}

/**
 * Finds out whose row is whose. In each way a pair counts only when the row means nobody else and the
 * person no other row: a grade for the wrong person is worse than none.
 */
export function pairUp<Of extends { readonly person: Person }>(
  rows: readonly Row[],
  people: readonly Of[],
  ways: readonly Way[],
): ReadonlyMap<Row, Of> {
  const pairs = new Map<Row, Of>()
  const taken = new Set<Of>()
  for (const way of ways) {
    const byKey = index(
      people.filter((each) => !taken.has(each)),
      ({ person }) => way.person(person),
    )
    const meant = rows
      .filter((row) => !pairs.has(row))
      .map((row) => ({ row, of: matches(byKey, way.row(row)) }))
    const claims = new Map<Of, number>()
    for (const { of } of meant) for (const each of of) claims.set(each, (claims.get(each) ?? 0) + 1)
    for (const { row, of } of meant) {
      const [only] = of
      if (only === undefined || of.size > 1 || claims.get(only) !== 1) continue
      pairs.set(row, only)
      taken.add(only)
    }
  }
  return pairs
}

/** `Doe, Jane` is `Jane Doe`. */
export function nameKey(name: string | undefined): string | undefined {
  if (name === undefined) return undefined
  const words = name
    .normalize('NFKC')
    .toLowerCase()
    .split(/[\s,]+/)
    .filter(Boolean)
  return words.toSorted().join(' ')
}

function index<Of>(
  things: readonly Of[],
  keysOf: (thing: Of) => readonly (string | undefined)[],
): ReadonlyMap<string, ReadonlySet<Of>> {
  const byKey = new Map<string, Set<Of>>()
  for (const thing of things)
    for (const key of plain(keysOf(thing))) byKey.set(key, (byKey.get(key) ?? new Set()).add(thing))
  return byKey
}

const matches = <Of>(
  byKey: ReadonlyMap<string, ReadonlySet<Of>>,
  keys: readonly (string | undefined)[],
): ReadonlySet<Of> => new Set(plain(keys).flatMap((key) => [...(byKey.get(key) ?? [])]))

const plain = (keys: readonly (string | undefined)[]): string[] =>
  keys.map((key = '') => key.trim().toLowerCase()).filter((key) => key !== '')
