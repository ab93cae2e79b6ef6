/* oxlint-disable typescript/prefer-promise-reject-errors -- A signal's reason may be anything, and is handed on as it is */
import { exercise, expect, type Kit } from '#runner'

type Exercise = typeof import('./first-mirror.ts')

const test = exercise<Exercise>(import.meta.url)

test('asia has the file first; us had failed, and eu is told to stop', async ({ simulate }) => {
  const run = await simulate(fetchFrom, [
    { name: 'eu', takes: 400 },
    { name: 'us', takes: 100, fails: true },
    { name: 'asia', takes: 250 },
  ])

  expect(run).toPrint(`
      0 ms  eu begins
      0 ms  us begins
      0 ms  asia begins
    100 ms  us fails
    250 ms  asia has it
    250 ms  eu stops
  `)
  expect(run).toSettleWith('the file from asia')
  expect(run).toTake('250 ms')
  expect(run).toTakeAtMost('250 ms')
})

test('the fastest is good: everybody else stops at once', async ({ simulate }) => {
  const run = await simulate(fetchFrom, [
    { name: 'eu', takes: 400 },
    { name: 'us', takes: 100 },
    { name: 'asia', takes: 250, fails: true },
  ])

  expect(run).toSettleWith('the file from us')
  expect(run).toPrint(`
      0 ms  eu begins
      0 ms  us begins
      0 ms  asia begins
    100 ms  us has it
    100 ms  eu stops
    100 ms  asia stops
  `)
  expect(run).toTake('100 ms')
  expect(run).toTakeAtMost('100 ms')
})

test('when all of them fail, you hear of every failure', async ({ simulate }) => {
  const run = await simulate(fetchFrom, [
    { name: 'eu', takes: 400, fails: true },
    { name: 'us', takes: 100, fails: true },
    { name: 'asia', takes: 250, fails: true },
  ])

  expect(run).toSettleWith('no file: asia is down, eu is down, us is down')
  expect(run).toPrint(`
      0 ms  eu begins
      0 ms  us begins
      0 ms  asia begins
    100 ms  us fails
    250 ms  asia fails
    400 ms  eu fails
  `)
  expect(run).toTake('400 ms')
})

test('one mirror alone', async ({ simulate }) => {
  const run = await simulate(fetchFrom, [{ name: 'eu', takes: 50 }])

  expect(run).toSettleWith('the file from eu')
  expect(run).toTake('50 ms')
})

test('no mirrors: no file, and no failures to tell of', async ({ simulate }) => {
  const run = await simulate(fetchFrom, [])

  expect(run).toSettleWith('no file: ')
  expect(run).toTake('0 ms')
})

test('any mirrors, fast and slow, good and bad', async ({ simulate, explore }) => {
  await explore(
    ({ integer, list, distinct }) => ({
      count: integer(1, 6),
      times: distinct(6, 20, 500),
      fails: list(integer(0, 1), 6, 6),
    }),
    async ({ count, times, fails }) => {
      const mirrors = times.slice(0, count).map((takes, index) => ({
        name: `m${index + 1}`,
        takes,
        fails: fails[index] === 1,
      }))
      const run = await simulate(fetchFrom, mirrors)
      const { value, picture, end } = idealOf(mirrors)

      expect(run).toSettleWith(value)
      expect(run).toPrint(picture)
      expect(run).toTake(`${end} ms`)
      expect(run).toTakeAtMost(`${end} ms`)
    },
  )
})

/** A mirror that has the file, or fails, after `takes` ms. */
type Mirror = { readonly name: string; readonly takes: number; readonly fails?: boolean }

/** What should come of these mirrors. */
function idealOf(mirrors: readonly Mirror[]) {
  const order = mirrors.toSorted((one, other) => one.takes - other.takes)
  const winner = order.find(({ fails }) => !fails)
  const end = (winner ?? order.at(-1))?.takes ?? 0
  const lines = order.map(({ name, takes, fails }) => {
    if (takes > end) return `${end} ms  ${name} stops`
    return `${takes} ms  ${name} ${fails ? 'fails' : 'has it'}`
  })
  const down = mirrors.map(({ name }) => `${name} is down`).toSorted()
  return {
    value: winner ? `the file from ${winner.name}` : `no file: ${down.join(', ')}`,
    picture: [...mirrors.map(({ name }) => `0 ms  ${name} begins`), ...lines].join('\n'),
    end,
  }
}

/** Gets the file; each download prints when it begins and how it ends, and stops when its signal says so. */
async function fetchFrom(
  { firstMirror }: Exercise,
  { print }: Kit,
  mirrors: readonly Mirror[],
): Promise<string> {
  const download = async ({ name, takes, fails }: Mirror, signal?: AbortSignal) => {
    print(`${name} begins`)
    if (!(signal instanceof AbortSignal)) print(`${name} was given no signal`)
    await new Promise<void>((resolve, reject) => {
      const stop = () => {
        print(`${name} stops`)
        clearTimeout(timer)
        reject(signal?.reason)
      }
      const end = () => {
        print(`${name} ${fails ? 'fails' : 'has it'}`)
        signal?.removeEventListener?.('abort', stop)
        if (fails) reject(new Error(`${name} is down`))
        else resolve()
      }
      const timer = setTimeout(end, takes)
      if (signal?.aborted) stop()
      else signal?.addEventListener?.('abort', stop)
    })
    return `the file from ${name}`
  }
  try {
    return await firstMirror(mirrors, download)
  } catch (error) {
    if (!(error instanceof AggregateError)) throw error
    const failures = error.errors.map((each: unknown) =>
      each instanceof Error ? each.message : String(each),
    )
    return `no file: ${failures.toSorted().join(', ')}`
  }
}
