/* oxlint-disable typescript/prefer-promise-reject-errors -- A signal's reason may be anything, and is handed on as it is */
import { exercise, expect, type Kit } from '#runner'

type Exercise = typeof import('./one-deadline.ts')

const test = exercise<Exercise>(import.meta.url)

test('600 ms for the whole journey: on the ferry the time is up', async ({ simulate }) => {
  const run = await simulate(travel, [WALK, TRAIN, FERRY], 600)

  expect(run).toPrint(`
      0 ms  walk
    200 ms  walk done
    200 ms  train
    500 ms  train done
    500 ms  ferry
    600 ms  ferry stopped
  `)
  expect(run).toSettleWith('too late')
  expect(run).toTake('600 ms')
  expect(run).toTakeAtMost('600 ms')
})

test('walk and train are done within 600 ms', async ({ simulate }) => {
  const run = await simulate(travel, [WALK, TRAIN], 600)

  expect(run).toSettleWith(2)
  expect(run).toPrint(`
      0 ms  walk
    200 ms  walk done
    200 ms  train
    500 ms  train done
  `)
  expect(run).toTake('500 ms')
})

test('the time may be up on the first step: the others never begin', async ({ simulate }) => {
  const run = await simulate(travel, [WALK, TRAIN, FERRY], 150)

  expect(run).toSettleWith('too late')
  expect(run).toPrint(`
      0 ms  walk
    150 ms  walk stopped
  `)
  expect(run).toTake('150 ms')
})

test('a step that fails in time ends the journey with its own error', async ({ simulate }) => {
  const run = await simulate(travel, [WALK, { ...TRAIN, fails: 'no train today' }, FERRY], 600)

  expect(run).toSettleWith('failed: no train today')
  expect(run).toPrint(`
      0 ms  walk
    200 ms  walk done
    200 ms  train
    500 ms  train fails
  `)
  expect(run).toTake('500 ms')
})

test('no steps: none done, at once', async ({ simulate }) => {
  const run = await simulate(travel, [], 600)

  expect(run).toSettleWith(0)
  expect(run).toTake('0 ms')
})

for (const fails of [undefined, 'no train today']) {
  const end = fails === undefined ? 'arrived' : 'failed'
  test(`whoever has ${end} in time leaves no alarm behind`, async ({ simulate }) => {
    const train = fails === undefined ? TRAIN : { ...TRAIN, fails }
    const run = await simulate(travel, [WALK, train], 600)

    expect(run).toTake('500 ms')
    expect(run).toTakeAtMost('500 ms')
  })
}

test('a journey that was too late does not spoil the next', async ({ simulate }) => {
  const run = await simulate(async ({ runWithin }, _kit, limit) => {
    const walk = (signal: AbortSignal) =>
      new Promise<void>((resolve, reject) => {
        if (signal.aborted) return reject(signal.reason)
        const timer = setTimeout(resolve, 100)
        signal.addEventListener('abort', () => {
          clearTimeout(timer)
          reject(signal.reason)
        })
      })
    const first = await runWithin([walk, walk], limit).catch(() => 'too late')
    const second = await runWithin([walk], limit)
    return { first, second }
  }, 150)

  expect(run).toSettleWith({ first: 'too late', second: 1 })
  expect(run).toTake('250 ms')
})

test('any journey, and any deadline', async ({ simulate, explore }) => {
  await explore(
    ({ integer, list }) => ({
      halves: list(integer(10, 120), 1, 4),
      halfOfLimit: integer(5, 300),
      failing: integer(1, 8),
    }),
    async ({ halves, halfOfLimit, failing }) => {
      // Steps end at even moments, and the time is up at an odd one.
      const limit = 2 * halfOfLimit + 1
      const legs = halves.map((half, index) => ({
        name: `step ${index + 1}`,
        takes: 2 * half,
        ...(failing === index + 1 && { fails: 'closed' }),
      }))
      const run = await simulate(travel, legs, limit)
      const { value, picture, end } = idealOf(legs, limit)

      expect(run).toSettleWith(value)
      expect(run).toPrint(picture)
      expect(run).toTake(`${end} ms`)
      expect(run).toTakeAtMost(`${end} ms`)
    },
  )
})

/** A step that is done, or fails, after `takes` ms. */
type Leg = { readonly name: string; readonly takes: number; readonly fails?: string }

const WALK: Leg = { name: 'walk', takes: 200 }
const TRAIN: Leg = { name: 'train', takes: 300 }
const FERRY: Leg = { name: 'ferry', takes: 400 }

/** What should come of a journey. */
function idealOf(legs: readonly Leg[], limit: number) {
  const lines: string[] = []
  let now = 0
  const told = (value: string | number) => ({ value, picture: lines.join('\n'), end: now })
  for (const { name, takes, fails } of legs) {
    lines.push(`${now} ms  ${name}`)
    const stopped = now + takes > limit
    now = stopped ? limit : now + takes
    const how = stopped ? 'stopped' : fails === undefined ? 'done' : 'fails'
    lines.push(`${now} ms  ${name} ${how}`)
    if (stopped) return told('too late')
    if (fails !== undefined) return told(`failed: ${fails}`)
  }
  return told(legs.length)
}

/** Travels, with steps that print when they begin and how they end, and stop when their signal says so. */
async function travel(
  { runWithin, TimeoutError }: Exercise,
  { print }: Kit,
  legs: readonly Leg[],
  limit: number,
): Promise<string | number> {
  const stepOf = ({ name, takes, fails }: Leg) => {
    const step = async (signal?: AbortSignal) => {
      print(name)
      if (!(signal instanceof AbortSignal)) print(`${name} was given no signal`)
      await new Promise<void>((resolve, reject) => {
        const stop = () => {
          print(`${name} stopped`)
          clearTimeout(timer)
          reject(signal?.reason)
        }
        const end = () => {
          print(`${name} ${fails === undefined ? 'done' : 'fails'}`)
          signal?.removeEventListener?.('abort', stop)
          if (fails === undefined) resolve()
          else reject(new Error(fails))
        }
        const timer = setTimeout(end, takes)
        if (signal?.aborted) stop()
        else signal?.addEventListener?.('abort', stop)
      })
    }
    return step
  }
  try {
    return await runWithin(legs.map(stepOf), limit)
  } catch (error) {
    const what = error instanceof Error ? error.message : String(error)
    return error instanceof TimeoutError ? 'too late' : `failed: ${what}`
  }
}
