import { expect, test } from 'vitest'
import { mutantsOf } from './mutate.ts'

test('one slip at a time, named by its line', () => {
  const source = `export async function first(items: readonly string[], ms: number): Promise<string> {
  const timer = setTimeout(() => {}, ms)
  try {
    if (items.length > 1) return await Promise.all(items).then((all) => all.shift() ?? '')
    throw new Error('too few')
  } finally {
    clearTimeout(timer)
  }
}
`
  expect(
    mutantsOf(source)
      .map(({ name, line }) => `${line} ${name}`)
      .toSorted(),
  ).toMatchInlineSnapshot(`
    [
      "2 swap-delay: const timer = setTimeout(() => {}, ms)",
      "4 all-to-allSettled: if (items.length > 1) return await Promise.all(items).then((all) => all.shift() ?? '')",
      "4 all-to-race: if (items.length > 1) return await Promise.all(items).then((all) => all.shift() ?? '')",
      "4 drop-await: if (items.length > 1) return await Promise.all(items).then((all) => all.shift() ?? '')",
      "4 drop-return: if (items.length > 1) return await Promise.all(items).then((all) => all.shift() ?? '')",
      "4 off-by-one: if (items.length > 1) return await Promise.all(items).then((all) => all.shift() ?? '')",
      "4 shift-to-pop: if (items.length > 1) return await Promise.all(items).then((all) => all.shift() ?? '')",
      "5 drop-throw: throw new Error('too few')",
      "6 drop-finally: } finally {",
      "7 drop-statement: clearTimeout(timer)",
    ]
  `)
  const changed = (kind: string): string | undefined =>
    mutantsOf(source)
      .find(({ name }) => name.startsWith(kind))
      ?.source.split('\n')
      .map((line) => line.trim())
      .filter((line) => !source.includes(line))
      .join(' / ')
  expect(['drop-await', 'drop-return', 'swap-delay', 'off-by-one'].map(changed))
    .toMatchInlineSnapshot(`
      [
        "export async function first(items, ms) { / if (items.length > 1) return Promise.all(items).then((all) => all.shift() ?? '')",
        "export async function first(items, ms) { / if (items.length > 1) void (await Promise.all(items).then((all) => all.shift() ?? ''))",
        "export async function first(items, ms) { / const timer = setTimeout(() => {}, (7 + ms))",
        "export async function first(items, ms) { / if (items.length >= 1) return await Promise.all(items).then((all) => all.shift() ?? '')",
      ]
    `)
})
