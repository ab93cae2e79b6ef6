import { exercise, expect } from '#runner'

const test = exercise<typeof import('./write-sleep.ts')>(import.meta.url, {
  withheld: ['#kit.sleep'],
})

test('two sleepers at once, each for their own time', async ({ simulate }) => {
  const run = await simulate(async ({ sleep }, { print }) => {
    const nap = async (name: string, ms: number) => {
      await sleep(ms)
      print(name, 'is awake')
    }
    const both = [nap('Ann', 300), nap('Bob', 100)]
    print('both asleep')
    await Promise.all(both)
    print('good morning')
  })

  expect(run).toPrintInOrder(`
      0 ms  both asleep
    100 ms  Bob is awake
    300 ms  Ann is awake
    300 ms  good morning
  `)
  expect(run).toTake('300 ms')
  expect(run).toLeaveNothing()
})

for (const ms of [1, 100, 5000]) {
  test(`a sleep of ${ms} ms takes ${ms} ms, and brings nothing`, async ({ simulate }) => {
    const run = await simulate(({ sleep }, _kit, duration) => sleep(duration), ms)

    expect(run).toTake(`${ms} ms`)
    expect(run).toSettleWith(undefined)
    expect(run).toLeaveNothing()
  })
}

test('any duration', async ({ simulate, draw }) => {
  const ms = draw.integer(2, 10_000)
  const run = await simulate(({ sleep }, _kit, duration) => sleep(duration), ms)

  expect(run).toTake(`${ms} ms`)
})
