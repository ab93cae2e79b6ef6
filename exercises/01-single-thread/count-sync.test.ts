import { exercise, expect } from '#runner'

const test = exercise<typeof import('./count-sync.ts')>(import.meta.url)

test('three rounds of a second take three seconds, one after the other', async ({ simulate }) => {
  const run = await simulate(({ countSync }) => countSync(3, 1000))

  expect(run).toPrintInOrder(`
       0 ms  One
    1000 ms  Two
    1000 ms  One
    2000 ms  Two
    2000 ms  One
    3000 ms  Two
  `)
  expect(run).toTake('3000 ms')
  expect(run).toLeaveNothing()
})

test('whoever calls it can go on only when all rounds are over', async ({ simulate }) => {
  const run = await simulate(({ countSync }, { print }) => {
    countSync(2, 1000)
    print('returned')
  })

  expect(run).toPrintInOrder(`
       0 ms  One
    1000 ms  Two
    1000 ms  One
    2000 ms  Two
    2000 ms  returned
  `)
  expect(run).toTake('2000 ms')
})

test('no rounds: nothing to print, and no time passes', async ({ simulate }) => {
  const run = await simulate(({ countSync }) => countSync(0, 1000))

  expect(run).toPrint('')
  expect(run).toTake('0 ms')
})

test('any number of rounds of any length add up', async ({ simulate, draw }) => {
  const times = draw.integer(1, 5)
  const ms = draw.integer(20, 900)
  const run = await simulate(({ countSync }, _kit, n, wait) => countSync(n, wait), times, ms)

  const round = (index: number) => `${index * ms} ms  One\n${(index + 1) * ms} ms  Two\n`
  expect(run).toPrintInOrder(Array.from({ length: times }, (_, index) => round(index)).join(''))
  expect(run).toTake(`${times * ms} ms`)
})
