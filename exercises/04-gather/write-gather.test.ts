import { exercise, expect, type Kit } from '#runner'

type Exercise = typeof import('./write-gather.ts')

const test = exercise<Exercise>(import.meta.url, {
  withheld: ['Promise.all', 'Promise.allSettled', 'Promise.any', 'Promise.race'],
})

test('each result stands in the place of its item, whenever it arrives', async ({ simulate }) => {
  const run = await simulate(collect, [{ ms: 300, gives: 'a' }, { ms: 100, gives: 'b' }, 'c'])

  expect(run).toSettleWith(['a', 'b', 'c'])
  expect(run).toPrint(`
    100 ms  b arrives
    300 ms  a arrives
    300 ms  gathered [ 'a', 'b', 'c' ]
  `)
  expect(run).toTake('300 ms')
})

test('no items: an empty list, at once', async ({ simulate }) => {
  const run = await simulate(collect, [])

  expect(run).toSettleWith([])
  expect(run).toTake('0 ms')
})

test('the first failure decides, at once; a later one disturbs nobody', async ({ simulate }) => {
  const run = await simulate(collect, [
    { ms: 300, gives: 'a' },
    { ms: 100, fails: 'x' },
    { ms: 200, fails: 'y' },
  ])

  expect(run).toFailWith('x')
  expect(run).toPrint(`
    100 ms  x fails
    200 ms  y fails
    300 ms  a arrives
  `)
  expect(run).toTake('100 ms')
})

test('0, an empty text, null and nothing at all are results like any other', async ({
  simulate,
}) => {
  const run = await simulate(collect, [0, '', null, false, { ms: 100 }])

  expect(run).toSettleWith([0, '', null, false, undefined])
  expect(run).toTake('100 ms')
})

test('an item that comes twice has two places', async ({ simulate }) => {
  const run = await simulate(collect, ['echo', 'answer', 'echo'])

  expect(run).toSettleWith(['echo', 'answer', 'echo'])
  expect(run).toTake('0 ms')
})

test('whatever has a then is waited for', async ({ simulate }) => {
  const run = await simulate(({ gather }, { sleep }) => {
    const slip: PromiseLike<string> = {
      then: (...listeners) =>
        sleep(200)
          .then(() => 'a coat')
          .then(...listeners),
    }
    return gather([slip, 'a hat'])
  })

  expect(run).toSettleWith(['a coat', 'a hat'])
  expect(run).toTake('200 ms')
})

test('a gather of gathers', async ({ simulate }) => {
  const run = await simulate(({ gather }, { sleep }) => {
    const after = (ms: number, value: string) => sleep(ms).then(() => value)
    return gather([gather([after(300, 'a'), after(100, 'b')]), gather([after(200, 'c')])])
  })

  expect(run).toSettleWith([['a', 'b'], ['c']])
  expect(run).toTake('300 ms')
})

test('any number of items, arriving in any order', async ({ simulate, draw }) => {
  const times = draw.distinct(draw.integer(2, 7), 10, 500)
  const run = await simulate(
    collect,
    times.map((ms) => ({ ms, gives: `the one of ${ms}` })),
  )

  expect(run).toSettleWith(times.map((ms) => `the one of ${ms}`))
  expect(run).toTake(`${Math.max(...times)} ms`)
})

test('of several failures the earliest counts, wherever it stands', async ({ simulate, draw }) => {
  const times = draw.distinct(5, 10, 500)
  const failing = times.slice(0, 3)
  const run = await simulate(
    collect,
    draw.shuffled(
      times.map((ms) =>
        failing.includes(ms) ? { ms, fails: `no ${ms}` } : { ms, gives: `the one of ${ms}` },
      ),
    ),
  )

  expect(run).toFailWith(`no ${Math.min(...failing)}`)
  expect(run).toTake(`${Math.min(...failing)} ms`)
})

/** A plain value, or a promise that gives something or fails after `ms`. */
type Plan = string | number | boolean | null | Promised

type Promised = { readonly ms: number; readonly gives?: string; readonly fails?: string }

/** Gathers plain values as they are, and a promise for every `{ ms, … }`. */
function collect({ gather }: Exercise, { print, sleep }: Kit, plans: readonly Plan[]) {
  return gather<unknown>(
    plans.map((plan) => (typeof plan === 'object' && plan !== null ? item(plan) : plan)),
  ).then((results) => {
    print('gathered', results)
    return results
  })

  async function item({ ms, gives, fails }: Promised) {
    await sleep(ms)
    print(fails === undefined ? `${gives} arrives` : `${fails} fails`)
    if (fails !== undefined) throw new Error(fails)
    return gives
  }
}
