import { exercise, expect, type Kit } from '#runner'

type Exercise = typeof import('./abortable-sleep.ts')
type Tools = typeof import('./listeners.ts')

const test = exercise<Exercise, Tools>(import.meta.url, { tools: ['listeners.ts'] })

test('whoever is called gets up at once, and knows why', async ({ simulate }) => {
  const run = await simulate(nap, { ms: 1000, callAt: 200 })

  expect(run).toPrint(`
      0 ms  lies down
    200 ms  the phone rings
    200 ms  up again: phone
  `)
  expect(run).toTake('200 ms')
})

test('whoever is left alone sleeps to the end', async ({ simulate }) => {
  const run = await simulate(nap, { ms: 1000 })

  expect(run).toPrint(`
       0 ms  lies down
    1000 ms  rested
  `)
  expect(run).toTake('1000 ms')
})

test('a call that came before is heard as well', async ({ simulate }) => {
  const run = await simulate(nap, { ms: 1000, callAt: 'before' })

  expect(run).toPrint(`
    0 ms  the phone rings
    0 ms  lies down
    0 ms  up again: phone
  `)
  expect(run).toTake('0 ms')
})

test('and one in the very moment of lying down', async ({ simulate }) => {
  const run = await simulate(nap, { ms: 1000, callAt: 'at once' })

  expect(run).toPrint(`
    0 ms  lies down
    0 ms  the phone rings
    0 ms  up again: phone
  `)
  expect(run).toTake('0 ms')
})

test('a call after the sleep wakes nobody', async ({ simulate }) => {
  const run = await simulate(nap, { ms: 200, callAt: 333 })

  expect(run).toPrint(`
      0 ms  lies down
    200 ms  rested
    333 ms  the phone rings
  `)
  expect(run).toTake('200 ms')
})

test('without a signal it is a sleep like any other', async ({ simulate }) => {
  const run = await simulate(async ({ sleep }, { print }) => {
    await sleep(100)
    print('rested')
    await sleep(50, {})
    print('rested again')
  })

  expect(run).toPrint(`
    100 ms  rested
    150 ms  rested again
  `)
  expect(run).toTake('150 ms')
})

test('one call wakes all who sleep within its hearing', async ({ simulate }) => {
  const run = await simulate(dormitory, [300, 500, 900], 400)

  expect(run).toPrint(`
    300 ms  the one of 300 is rested
    400 ms  the one of 500 is up again
    400 ms  the one of 900 is up again
  `)
  expect(run).toTake('400 ms')
  expect(run).toTakeAtMost('400 ms')

  async function dormitory(
    { sleep }: Exercise,
    { print }: Kit,
    sleepers: readonly number[],
    callAt: number,
  ) {
    const button = new AbortController()
    setTimeout(() => button.abort(), callAt)
    const night = async (ms: number) => {
      const outcome = await sleep(ms, { signal: button.signal }).then(
        () => 'is rested',
        () => 'is up again',
      )
      print(`the one of ${ms} ${outcome}`)
    }
    await Promise.all(sleepers.map(night))
  }
})

for (const reason of ['fire', null]) {
  test(`the reason is handed on, ${JSON.stringify(reason)} too`, async ({ simulate }) => {
    const run = await simulate(async ({ sleep }, _kit, why) => {
      const button = new AbortController()
      setTimeout(() => button.abort(why), 10)
      try {
        await sleep(100, { signal: button.signal })
        return 'rested'
      } catch (error) {
        const cause = error instanceof Error ? error.cause : undefined
        return error === why || cause === why ? 'the very reason' : 'another reason'
      }
    }, reason)

    expect(run).toSettleWith('the very reason')
    expect(run).toTake('10 ms')
  })
}

for (const callAt of [200, 'before'] as const) {
  const when = callAt === 'before' ? 'is called before' : `is up again at ${callAt} ms`
  test(`whoever ${when} needs no alarm any more`, async ({ simulate }) => {
    const run = await simulate(nap, { ms: 1000, callAt })

    expect(run).toTake(callAt === 'before' ? '0 ms' : '200 ms')
    expect(run).toTakeAtMost(callAt === 'before' ? '0 ms' : '200 ms')
  })
}

test('after a hundred quiet naps nobody is listening any more', async ({ simulate }) => {
  const run = await simulate(async ({ sleep }, { listenersOf }) => {
    const { signal } = new AbortController()
    for (let naps = 0; naps < 100; naps++) await sleep(20, { signal })
    return { listeners: listenersOf(signal) }
  })

  expect(run).toSettleWith({ listeners: 0 })
  expect(run).toTake('2000 ms')
})

test('whichever is first, whenever it comes', async ({ simulate, draw }) => {
  const [ms = 0, callAt = 0] = draw.distinct(2, 11, 900)
  const run = await simulate(nap, { ms, callAt })

  expect(run).toPrint(
    callAt < ms
      ? `0 ms  lies down\n${callAt} ms  the phone rings\n${callAt} ms  up again: phone`
      : `0 ms  lies down\n${ms} ms  rested\n${callAt} ms  the phone rings`,
  )
  expect(run).toTake(`${Math.min(ms, callAt)} ms`)
  expect(run).toTakeAtMost(`${callAt} ms`)
})

/** A sleep of `ms`, and a phone that rings while it lasts, before it, at its very beginning, or not at all. */
type Plan = { readonly ms: number; readonly callAt?: number | 'before' | 'at once' }

/** Sleeps, and prints what comes of it. */
async function nap({ sleep }: Exercise, { print }: Kit, { ms, callAt }: Plan) {
  const button = new AbortController()
  const phone = new Error('phone')
  const ring = () => {
    print('the phone rings')
    button.abort(phone)
  }
  if (callAt === 'before') ring()
  const asleep = sleep(ms, { signal: button.signal })
  print('lies down')
  if (callAt === 'at once') ring()
  if (typeof callAt === 'number') setTimeout(ring, callAt)
  try {
    await asleep
    print('rested')
  } catch (error) {
    const why = error instanceof Error ? (error.cause ?? error) : error
    print('up again:', why instanceof Error ? why.message : String(why))
  }
}
