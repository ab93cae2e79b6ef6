import { exercise, expect, type Kit } from '#runner'

type Exercise = typeof import('./retry.ts')

const test = exercise<Exercise>(import.meta.url)

test('it works the third time, after two pauses, the second twice as long', async ({
  simulate,
}) => {
  const run = await simulate(persist, { attempts: 3, delayMs: 100, failures: 2 })

  expect(run).toPrint(`
      0 ms  try 1
    110 ms  try 2
    320 ms  try 3
  `)
  expect(run).toSettleWith('v3')
  expect(run).toTake('330 ms')
  expect(run).toLeaveNothing()
})

test('it never works: the last error, at once after the last try', async ({ simulate }) => {
  const run = await simulate(persist, { attempts: 3, delayMs: 100, failures: 3 })

  expect(run).toFailWith('e3')
  expect(run).toPrint(`
      0 ms  try 1
    110 ms  try 2
    320 ms  try 3
  `)
  expect(run).toTake('330 ms')
  expect(run).toLeaveNothing()
})

test('six attempts: each pause twice as long as the one before', async ({ simulate }) => {
  const run = await simulate(persist, { attempts: 6, delayMs: 20, failures: 5 })

  expect(run).toPrint(`
      0 ms  try 1
     30 ms  try 2
     80 ms  try 3
    170 ms  try 4
    340 ms  try 5
    670 ms  try 6
  `)
  expect(run).toSettleWith('v6')
  expect(run).toTake('680 ms')
})

test('it works at once: no pause at all', async ({ simulate }) => {
  const run = await simulate(persist, { attempts: 3, delayMs: 100, failures: 0 })

  expect(run).toPrint('0 ms  try 1')
  expect(run).toSettleWith('v1')
  expect(run).toTake('10 ms')
  expect(run).toLeaveNothing()
})

test('one attempt is one attempt', async ({ simulate }) => {
  const run = await simulate(persist, { attempts: 1, delayMs: 100, failures: 1 })

  expect(run).toFailWith('e1')
  expect(run).toPrint('0 ms  try 1')
  expect(run).toTake('10 ms')
  expect(run).toLeaveNothing()
})

test('a try that throws at once has failed like any other', async ({ simulate }) => {
  const run = await simulate(persist, { attempts: 3, delayMs: 100, failures: 2, atOnce: true })

  expect(run).toPrint(`
      0 ms  try 1
    100 ms  try 2
    300 ms  try 3
  `)
  expect(run).toSettleWith('v3')
  expect(run).toTake('310 ms')
})

test('success is success, with nothing in hand as well', async ({ simulate }) => {
  const run = await simulate(async ({ retry }, { print }) => {
    for (const value of [0, '', false, null]) {
      let tries = 0
      const bring = async () => (tries++, value)
      const got: unknown = await retry(bring, { attempts: 3, delayMs: 100 }).catch(() => 'failure')
      print(JSON.stringify(value), tries === 1 ? 'is enough' : `took ${tries} tries`)
      if (tries === 1 && got !== value) print('and came out as', got)
    }
  })

  expect(run).toPrint(`
    0 ms  0 is enough
    0 ms  "" is enough
    0 ms  false is enough
    0 ms  null is enough
  `)
  expect(run).toTake('0 ms')
})

test('the error that comes out is the very error of the last try', async ({ simulate }) => {
  const run = await simulate(async ({ retry }) => {
    const errors: Error[] = []
    const fail = async (attempt: number) => {
      const error = new Error(`e${attempt}`)
      errors.push(error)
      throw error
    }
    const caught: unknown = await retry(fail, { attempts: 2, delayMs: 10 }).catch(
      (error: unknown) => error,
    )
    if (caught === errors[1]) return 'the last error'
    return caught === errors[0] ? 'the first error' : 'an error of its own'
  })

  expect(run).toSettleWith('the last error')
})

test('two at once: each counts for itself, and no pause is in the way of the other', async ({
  simulate,
}) => {
  const run = await simulate(({ retry }, { print, sleep }) => {
    const call = async (name: string, attempt: number) => {
      print(`${name}: try ${attempt}`)
      await sleep(10)
      if (attempt === 1) throw new Error(`${name} is busy`)
      return `${name} is here`
    }
    return Promise.all(
      ['ann', 'bob'].map((name) =>
        retry((attempt) => call(name, attempt), { attempts: 2, delayMs: 100 }),
      ),
    )
  })

  expect(run).toPrint(`
      0 ms  ann: try 1
      0 ms  bob: try 1
    110 ms  ann: try 2
    110 ms  bob: try 2
  `)
  expect(run).toSettleWith(['ann is here', 'bob is here'])
  expect(run).toTake('120 ms')
})

test('as often as allowed, and not longer than needed', async ({ simulate, explore }) => {
  await explore(
    ({ integer }) => ({
      attempts: integer(1, 6),
      failures: integer(0, 6),
      delayMs: integer(5, 60),
    }),
    async ({ attempts, failures, delayMs }) => {
      const run = await simulate(persist, { attempts, delayMs, failures })

      const tries = Math.min(attempts, failures + 1)
      const begins = Array.from({ length: tries }, (_, n) => n * TRY_MS + (2 ** n - 1) * delayMs)
      const over = (begins.at(-1) ?? 0) + TRY_MS
      if (failures < attempts) expect(run).toSettleWith(`v${tries}`)
      else expect(run).toFailWith(`e${tries}`)
      expect(run).toPrint(begins.map((at, n) => `${at} ms  try ${n + 1}`).join('\n'))
      expect(run).toTake(`${over} ms`)
      expect(run).toLeaveNothing()
    },
  )
})

/** For how long a try is at work in {@link persist}. */
const TRY_MS = 10

type Plan = {
  readonly attempts: number
  readonly delayMs: number
  /** How many tries fail before one works, and whether they throw at once instead of after 10 ms. */
  readonly failures: number
  readonly atOnce?: boolean
}

/** Somebody tries something that takes 10 ms and fails at first. */
function persist({ retry }: Exercise, { print, sleep }: Kit, plan: Plan) {
  const { attempts, delayMs, failures, atOnce = false } = plan
  let tries = 0
  const attemptIt = async (n: number) => {
    await sleep(10)
    if (n <= failures) throw new Error(`e${n}`)
    return `v${n}`
  }
  return retry(
    (attempt) => {
      tries++
      print(`try ${attempt}`)
      if (atOnce && tries <= failures) throw new Error(`e${tries}`)
      return attemptIt(tries)
    },
    { attempts, delayMs },
  )
}
