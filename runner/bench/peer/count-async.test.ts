import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { count, main } from './count-async.ts'

let lines: string[]

beforeEach(() => {
  lines = []
  vi.useFakeTimers({ now: 0 })
  vi.spyOn(console, 'log').mockImplementation((text: string) => {
    lines.push(`${Date.now()} ms  ${text}`)
  })
})

afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

/** Runs to the end and returns when `program` settled. */
async function settle(program: Promise<void>): Promise<number> {
  const settledAt = program.then(() => Date.now())
  await vi.runAllTimersAsync()
  return settledAt
}

test('three counts of a second overlap, and take one second', async () => {
  expect(await settle(main(3, 1000))).toBe(1000)
  expect(lines).toEqual([
    '0 ms  One',
    '0 ms  One',
    '0 ms  One',
    '1000 ms  Two',
    '1000 ms  Two',
    '1000 ms  Two',
  ])
  expect(vi.getTimerCount()).toBe(0)
})

test('one count alone prints, waits, prints', async () => {
  expect(await settle(count(700))).toBe(700)
  expect(lines).toEqual(['0 ms  One', '700 ms  Two'])
})

test('no counts: nothing to print, nothing to wait for', async () => {
  expect(await settle(main(0, 1000))).toBe(0)
  expect(lines).toEqual([])
})

test.each([
  [2, 20],
  [6, 900],
])('%i counts take as long as one of %i ms', async (times, ms) => {
  expect(await settle(main(times, ms))).toBe(ms)
  expect(lines).toEqual([
    ...Array.from({ length: times }, () => '0 ms  One'),
    ...Array.from({ length: times }, () => `${ms} ms  Two`),
  ])
})
