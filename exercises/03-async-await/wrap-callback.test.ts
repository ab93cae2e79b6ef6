import { exercise, expect } from '#runner'

const test = exercise<typeof import('./wrap-callback.ts')>(import.meta.url)

test('a value, a failure and a throw all come out of the promise', async ({ simulate }) => {
  const run = await simulate(async ({ fromCallback }, { print }) => {
    const tell = async (promise: Promise<unknown>) => {
      try {
        print('got', await promise)
      } catch (error) {
        print('caught', (error as Error).message)
      }
    }
    await tell(fromCallback((cb) => setTimeout(() => cb(null, 'text'), 200)))
    await tell(fromCallback((cb) => setTimeout(() => cb(new Error('disk')), 100)))
    await tell(
      fromCallback(() => {
        throw new Error('no such file')
      }),
    )
  })

  expect(run).toPrint(`
    200 ms  got text
    300 ms  caught disk
    300 ms  caught no such file
  `)
  expect(run).toTake('300 ms')
  expect(run).toLeaveNothing()
})

for (const value of [0, '', false, null]) {
  test(`${JSON.stringify(value)} is a value like any other`, async ({ simulate }) => {
    const run = await simulate(
      ({ fromCallback }, _kit, answer) =>
        fromCallback((cb) => setTimeout(() => cb(null, answer), 50)),
      value,
    )

    expect(run).toSettleWith(value)
    expect(run).toTake('50 ms')
  })
}

test('the error that comes out is the very error that went in', async ({ simulate }) => {
  const run = await simulate(async ({ fromCallback }) => {
    const error = new Error('disk')
    const seen: unknown = await fromCallback((cb) => setTimeout(() => cb(error), 10)).catch(
      (caught: unknown) => caught,
    )
    return seen === error
  })

  expect(run).toSettleWith(true)
})

test('a task that throws makes the promise fail, and not the call', async ({ simulate }) => {
  const run = await simulate(async ({ fromCallback }, { print }) => {
    const promise = fromCallback(() => {
      throw new Error('at once')
    })
    print('the call returned')
    await promise
  })

  expect(run).toPrint('0 ms  the call returned')
  expect(run).toFailWith('at once')
})

test('the task is begun at once, and once', async ({ simulate }) => {
  const run = await simulate(async ({ fromCallback }, { print }) => {
    const promise = fromCallback<string>((cb) => {
      print('the task begins')
      setTimeout(() => cb(null, 'done'), 20)
    })
    print('the call returned')
    print(await promise)
  })

  expect(run).toPrintInOrder(`
     0 ms  the task begins
     0 ms  the call returned
    20 ms  done
  `)
})

test('only the first answer counts', async ({ simulate }) => {
  const run = await simulate(({ fromCallback }) =>
    fromCallback((cb) => {
      setTimeout(() => {
        cb(null, 'first')
        cb(new Error('second'))
      }, 10)
    }),
  )

  expect(run).toSettleWith('first')
})

test('any value, whenever it comes', async ({ simulate, draw }) => {
  const ms = draw.integer(1, 900)
  const value = draw.integer(-99, 99)
  const run = await simulate(
    ({ fromCallback }, _kit, delay, answer) =>
      fromCallback((cb) => setTimeout(() => cb(null, answer), delay)),
    ms,
    value,
  )

  expect(run).toSettleWith(value)
  expect(run).toTake(`${ms} ms`)
})
