import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { compareWithAsyncio } from './asyncio.ts'

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)))

const mistake = (slug: string, name: string): Readonly<Record<string, string>> => ({
  [slug]: readFileSync(
    join(ROOT, 'solutions', '10-mini-asyncio', slug, 'mistakes', `${name}.ts`),
    'utf8',
  ),
})

test('the model solution prints what CPython printed when it was asked', async () => {
  const result = await compareWithAsyncio(ROOT, { recorded: true, programs: 0, seed: 0 })

  expect(result?.python).toMatch(/^3\.\d+\.\d+$/)
  expect(result?.mismatches).toEqual([])
  expect(result?.compared).toBeGreaterThanOrEqual(60)
})

test('the model solution prints what CPython prints', async (context) => {
  const result = await compareWithAsyncio(ROOT, { programs: 60, seed: 11 })
  if (!result) return context.skip('there is no python3 from 3.11 on')

  expect(result.mismatches).toEqual([])
  expect(result.compared).toBeGreaterThanOrEqual(25)
})

test('a lie would be found out', async () => {
  for (const [slug, name] of [
    ['mini-timers', 'unstable'],
    ['mini-task', 'syncresume'],
    ['mini-run', 'drop'],
  ] as const) {
    const replace = mistake(slug, name)
    const result = await compareWithAsyncio(ROOT, { recorded: true, programs: 0, seed: 0, replace })
    expect({ name, found: (result?.mismatches.length ?? 0) > 0 }).toEqual({ name, found: true })
  }
})
