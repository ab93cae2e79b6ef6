import { exercise, expect } from '#runner'

const test = exercise<typeof import('./count-async.ts')>(import.meta.url)

test('three counts of a second overlap, and take one second', async ({ simulate }) => {
  const run = await simulate(({ main }) => main(3, 1000))

  expect(run).toPrint(`
       0 ms  One
       0 ms  One
       0 ms  One
    1000 ms  Two
    1000 ms  Two
    1000 ms  Two
  `)
  expect(run).toTake('1000 ms')
  expect(run).toLeaveNothing()
})

test('one count alone prints, waits, prints', async ({ simulate }) => {
  const run = await simulate(({ count }) => count(700))

  expect(run).toPrint(`
      0 ms  One
    700 ms  Two
  `)
  expect(run).toTake('700 ms')
})

test('no counts: nothing to print, nothing to wait for', async ({ simulate }) => {
  const run = await simulate(({ main }) => main(0, 1000))

  expect(run).toPrint('')
  expect(run).toTake('0 ms')
})

test('any number of counts take as long as one', async ({ simulate, draw }) => {
  const times = draw.integer(2, 6)
  const ms = draw.integer(20, 900)
  const run = await simulate(({ main }, _kit, n, wait) => main(n, wait), times, ms)

  const line = (at: number, text: string) => `${at} ms  ${text}\n`
  expect(run).toPrint(line(0, 'One').repeat(times) + line(ms, 'Two').repeat(times))
  expect(run).toTake(`${ms} ms`)
})
