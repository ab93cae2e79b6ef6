import { exercise, expect, type Kit } from '#runner'

type Exercise = typeof import('./mini-gather.ts')
type Tools = typeof import('./mini-task.ts') & typeof import('./mini/drive.ts')

const test = exercise<Exercise, Tools>(import.meta.url, {
  tools: ['mini-task.ts', 'mini/drive.ts'],
})

test('three counts of a second, gathered, take one second', async ({ simulate }) => {
  const run = await simulate(({ gather }, { print, sleep, drive }) => {
    function* count() {
      print('One')
      yield* sleep(1000)
      print('Two')
    }
    function* main() {
      yield* gather(count(), count(), count())
      print('all counted')
    }
    drive(main())
  })

  expect(run).toPrint(`
       0 ms  One
       0 ms  One
       0 ms  One
    1000 ms  Two
    1000 ms  Two
    1000 ms  Two
    1000 ms  all counted
  `)
})

test('a task that was created begins by itself, when its creator lets go of the thread', async ({
  simulate,
}) => {
  const run = await simulate(({ createTask }, { print, sleep, drive }) => {
    function* count() {
      print('One')
      yield* sleep(1000)
      print('Two')
      return 'counted'
    }
    function* main() {
      const task = createTask(count())
      print('created')
      yield* sleep(300)
      print('meanwhile')
      print(yield* task)
    }
    drive(main())
  })

  expect(run).toPrintInOrder(`
       0 ms  created
       0 ms  One
     300 ms  meanwhile
    1000 ms  Two
    1000 ms  counted
  `)
})

test('gathered work begins even while nobody waits for it', async ({ simulate }) => {
  const run = await simulate(({ gather }, { print, sleep, drive }) => {
    function* count() {
      print('One')
      yield* sleep(1000)
      print('Two')
    }
    function* main() {
      gather(count(), count())
      yield* sleep(300)
      print('main has better things to do')
    }
    drive(main())
  })

  expect(run).toPrint(`
       0 ms  One
       0 ms  One
     300 ms  main has better things to do
    1000 ms  Two
    1000 ms  Two
  `)
})

test('each result stands in the place of its item, whenever it arrives', async ({ simulate }) => {
  const run = await simulate(collect, [
    { ms: 300, gives: 'a' },
    { ms: 100, gives: 'b', as: 'task' },
    { ms: 200, gives: 'c' },
  ])

  expect(run).toPrint(`
    100 ms  b arrives
    200 ms  c arrives
    300 ms  a arrives
    300 ms  gathered a, b, c
  `)
})

test('nothing to gather: an empty list, at once', async ({ simulate }) => {
  const run = await simulate(collect, [])

  expect(run).toPrint('0 ms  gathered nothing')
})

test('0, an empty text and nothing at all are results like any other', async ({ simulate }) => {
  const run = await simulate(({ gather }, { sleep, drive }) => {
    function* give<T>(value: T) {
      yield* sleep(100)
      return value
    }
    function* main() {
      return yield* gather<unknown>(give(0), give(''), give(null), give(false))
    }
    return drive(main())
  })

  expect(run).toSettleWith([0, '', null, false])
})

test('what is over already counts as well', async ({ simulate }) => {
  const run = await simulate(collect, [
    { ms: 20, gives: 'a', as: 'task', since: 100 },
    { ms: 50, gives: 'b' },
    { ms: 30, gives: 'c', as: 'task', since: 100 },
  ])

  expect(run).toPrint(`
     20 ms  a arrives
     30 ms  c arrives
    150 ms  b arrives
    150 ms  gathered a, b, c
  `)
})

test('the first failure is told at its moment, and the others go on', async ({ simulate }) => {
  const run = await simulate(collect, [
    { ms: 300, gives: 'a' },
    { ms: 100, fails: 'x' },
    { ms: 200, fails: 'y', as: 'task' },
  ])

  expect(run).toPrint(`
    100 ms  x fails
    100 ms  caught x
    200 ms  y fails
    300 ms  a arrives
  `)
})

test('a gather of gathers', async ({ simulate }) => {
  const run = await simulate(({ gather }, { sleep, drive }) => {
    function* give(ms: number, value: string) {
      yield* sleep(ms)
      return value
    }
    function* main() {
      const both = gather(give(300, 'a'), give(100, 'b'))
      return yield* gather(both, gather(give(200, 'c')))
    }
    return drive(main())
  })

  expect(run).toSettleWith([['a', 'b'], ['c']])
})

test('any items, arriving or failing in any order', async ({ simulate, explore }) => {
  await explore(
    ({ distinct, list, oneOf }) => ({
      moments: distinct(6, 10, 500),
      kinds: list(oneOf('coroutine', 'coroutine', 'task', 'task', 'failure'), 1, 6),
    }),
    async ({ moments, kinds }) => {
      const plans = kinds.map((kind, n): Plan => {
        const ms = moments[n] ?? 0
        const name = `the one of ${ms}`
        if (kind === 'failure') return { ms, fails: name }
        return { ms, gives: name, ...(kind === 'task' && { as: 'task' }) }
      })
      const run = await simulate(collect, plans)

      const failure = plans
        .filter(({ fails }) => fails !== undefined)
        .toSorted((one, other) => one.ms - other.ms)[0]
      const last = Math.max(...plans.map(({ ms }) => ms))
      const outcome = failure
        ? { at: failure.ms, text: `caught ${failure.fails}` }
        : { at: last, text: `gathered ${plans.map(({ gives }) => gives).join(', ')}` }
      const arrivals = plans.map(({ ms, gives, fails }) => ({
        at: ms,
        text: fails === undefined ? `${gives} arrives` : `${fails} fails`,
      }))
      expect(run).toPrint(
        [...arrivals, outcome]
          .toSorted((one, other) => one.at - other.at)
          .map(({ at, text }) => `${at} ms  ${text}\n`)
          .join(''),
      )
    },
  )
})

/** An item arrives or fails after `ms`. As a task it may have been created long before it is gathered. */
type Plan = {
  readonly ms: number
  readonly gives?: string
  readonly fails?: string
  readonly as?: 'task'
  /** So many ms before the gathering. */
  readonly since?: number
}

function collect(
  { createTask, gather }: Exercise,
  { print, sleep, drive }: Pick<Kit, 'print'> & Tools,
  plans: readonly Plan[],
) {
  function* item({ ms, gives = '', fails }: Plan) {
    yield* sleep(ms)
    print(fails === undefined ? `${gives} arrives` : `${fails} fails`)
    if (fails !== undefined) throw new Error(fails)
    return gives
  }
  function* main() {
    const tasks = new Map(
      plans.filter(({ as }) => as === 'task').map((plan) => [plan, createTask(item(plan))]),
    )
    const since = Math.max(0, ...plans.map((plan) => plan.since ?? 0))
    if (since > 0) yield* sleep(since)
    try {
      const results = yield* gather(...plans.map((plan) => tasks.get(plan) ?? item(plan)))
      print('gathered', results.length > 0 ? results.join(', ') : 'nothing')
    } catch (error) {
      if (!(error instanceof Error) || !plans.some(({ fails }) => fails === error.message))
        throw error
      print('caught', error.message)
    }
  }
  drive(main())
}
