import { exercise, expect, type Kit } from '#runner'

type Exercise = typeof import('./with-timeout.ts')

const test = exercise<Exercise>(import.meta.url)

test('when the limit is over you are told, and the work goes on without you', async ({
  simulate,
}) => {
  const run = await simulate(ask, { takes: 800, limit: 300 })

  expect(run).toPrint(`
      0 ms  what is the weather?
    300 ms  too late
    800 ms  the station answers
  `)
  expect(run).toTake('300 ms')
})

test('an answer within the limit is yours as soon as it is there', async ({ simulate }) => {
  const run = await simulate(ask, { takes: 200, limit: 1000 })

  expect(run).toPrint(`
      0 ms  what is the weather?
    200 ms  the station answers
    200 ms  got sunny
  `)
  expect(run).toTake('200 ms')
})

test('a failure within the limit is no time-out', async ({ simulate }) => {
  const run = await simulate(ask, { takes: 100, limit: 300, fails: 'storm' })

  expect(run).toPrint(`
      0 ms  what is the weather?
    100 ms  the station fails
    100 ms  failed: storm
  `)
  expect(run).toTake('100 ms')
})

test('a failure after the limit disturbs nobody', async ({ simulate }) => {
  const run = await simulate(ask, { takes: 800, limit: 300, fails: 'storm' })

  expect(run).toPrint(`
      0 ms  what is the weather?
    300 ms  too late
    800 ms  the station fails
  `)
  expect(run).toTake('300 ms')
})

for (const fails of [undefined, 'storm']) {
  const end = fails === undefined ? 'success' : 'failure'
  test(`after a ${end} no alarm keeps the program alive`, async ({ simulate }) => {
    const plan = { takes: 200, limit: 1000 }
    const run = await simulate(ask, fails === undefined ? plan : { ...plan, fails })

    expect(run).toTake('200 ms')
    expect(run).toTakeAtMost('200 ms')
  })
}

test('two limits at once do not get into each other’s way', async ({ simulate }) => {
  const run = await simulate(askBoth, { takes: 200, limit: 1000 }, { takes: 700, limit: 400 })

  expect(run).toSettleWith(['sunny', 'too late'])
  expect(run).toTake('400 ms')
  expect(run).toTakeAtMost('700 ms')

  async function askBoth(
    { withTimeout, TimeoutError }: Exercise,
    { sleep }: Kit,
    ...plans: readonly Plan[]
  ) {
    const ask = ({ takes, limit }: Plan) =>
      withTimeout(
        sleep(takes).then(() => 'sunny'),
        limit,
      ).catch((error: unknown) => (error instanceof TimeoutError ? 'too late' : 'failed'))
    return Promise.all(plans.map(ask))
  }
})

test('work that brings nothing is work all the same', async ({ simulate }) => {
  const run = await simulate(({ withTimeout }, { sleep }) => withTimeout(sleep(50), 200))

  expect(run).toSettleWith(undefined)
  expect(run).toTake('50 ms')
})

test('the very value and the very error come through', async ({ simulate }) => {
  const run = await simulate(async ({ withTimeout }, { sleep }) => {
    const box = { full: false }
    const error = new Error('lost')
    const lose = async (): Promise<never> => {
      await sleep(20)
      throw error
    }
    const got = await withTimeout(
      sleep(20).then(() => box),
      100,
    )
    const caught: unknown = await withTimeout(lose(), 100).catch((reason: unknown) => reason)
    return { sameValue: got === box, sameError: caught === error }
  })

  expect(run).toSettleWith({ sameValue: true, sameError: true })
})

test('whichever is first, whenever it comes', async ({ simulate, draw }) => {
  const [takes = 0, limit = 0] = draw.distinct(2, 11, 900)
  const run = await simulate(ask, { takes, limit })

  expect(run).toPrint(
    takes < limit
      ? `0 ms  what is the weather?\n${takes} ms  the station answers\n${takes} ms  got sunny`
      : `0 ms  what is the weather?\n${limit} ms  too late\n${takes} ms  the station answers`,
  )
  expect(run).toTake(`${Math.min(takes, limit)} ms`)
  expect(run).toTakeAtMost(`${takes} ms`)
})

/** A question that is answered, or fails, after `takes` ms, to somebody who waits no longer than `limit` ms. */
type Plan = { readonly takes: number; readonly limit: number; readonly fails?: string }

/** Asks for the weather, and prints what comes of it. */
async function ask({ withTimeout, TimeoutError }: Exercise, { print, sleep }: Kit, plan: Plan) {
  const { takes, limit, fails } = plan
  const weather = async () => {
    print('what is the weather?')
    await sleep(takes)
    print(fails === undefined ? 'the station answers' : 'the station fails')
    if (fails !== undefined) throw new Error(fails)
    return 'sunny'
  }
  try {
    print('got', await withTimeout(weather(), limit))
  } catch (error) {
    const what = error instanceof Error ? error.message : String(error)
    print(error instanceof TimeoutError ? 'too late' : `failed: ${what}`)
  }
}
