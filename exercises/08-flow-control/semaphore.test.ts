import { exercise, expect, type Kit } from '#runner'

type Exercise = typeof import('./semaphore.ts')

const test = exercise<Exercise>(import.meta.url)

test('two slots: whoever leaves, by a failure too, lets the next in line go in', async ({
  simulate,
}) => {
  const run = await simulate(visit, 2, [
    { name: 'a', ms: 300 },
    { name: 'b', ms: 100, fails: true },
    { name: 'c', ms: 150 },
    { name: 'd', ms: 100 },
    { name: 'e', ms: 60, at: 260 },
  ])

  expect(run).toPrint(`
      0 ms  a in
      0 ms  b in
    100 ms  b fails
    100 ms  c in
    250 ms  c out
    250 ms  d in
    300 ms  a out
    300 ms  e in
    350 ms  d out
    360 ms  e out
  `)
  expect(run).toSettleWith({ most: 2 })
  expect(run).toTake('360 ms')
  expect(run).toLeaveNothing()
})

test('what a job gives, or how it fails, reaches whoever asked for it', async ({ simulate }) => {
  const run = await simulate(async ({ Semaphore }, { sleep }) => {
    const semaphore = new Semaphore(1)
    const answers = [
      semaphore.run(() => sleep(100).then(() => 'tea')),
      semaphore.run(async () => {
        await sleep(100)
        throw new Error('no milk')
      }),
      semaphore.run(async () => 0),
    ]
    const outcomes = await Promise.allSettled(answers)
    return outcomes.map((one) => (one.status === 'fulfilled' ? one.value : String(one.reason)))
  })

  expect(run).toSettleWith(['tea', 'Error: no milk', 0])
})

test('nobody slips in while a slot changes hands', async ({ simulate }) => {
  // At some number of turns after the bell the slot is neither the holder's nor the waiter's.
  for (let turns = 0; turns <= 6; turns++) {
    const run = await simulate(async ({ Semaphore }, { print, sleep }, turnsLate) => {
      const semaphore = new Semaphore(1)
      const bell = sleep(100)
      const visitor = (name: string, until: () => Promise<void>) => {
        const stay = async () => {
          print(`${name} in`)
          await until()
          print(`${name} out`)
        }
        return semaphore.run(stay)
      }
      const holder = visitor('holder', () => bell)
      const waiter = visitor('waiter', () => sleep(10))
      await bell
      for (let turn = 0; turn < turnsLate; turn++) await Promise.resolve()
      await Promise.all([holder, waiter, visitor('newcomer', () => sleep(10))])
    }, turns)

    expect(run).toPrint(`
        0 ms  holder in
      100 ms  holder out
      100 ms  waiter in
      110 ms  waiter out
      110 ms  newcomer in
      120 ms  newcomer out
    `)
  }
})

test('two semaphores know nothing of each other', async ({ simulate }) => {
  const run = await simulate(async ({ Semaphore }, { print, sleep }) => {
    const [kitchen, garden] = [new Semaphore(1), new Semaphore(1)]
    const stay = (name: string, ms: number) => async () => {
      print(`${name} in`)
      await sleep(ms)
      print(`${name} out`)
    }
    await Promise.all([
      kitchen.run(stay('cook', 100)),
      kitchen.run(stay('baker', 100)),
      garden.run(stay('gardener', 60)),
    ])
  })

  expect(run).toPrint(`
      0 ms  cook in
      0 ms  gardener in
     60 ms  gardener out
    100 ms  cook out
    100 ms  baker in
    200 ms  baker out
  `)
})

test('any number of slots, any jobs, whenever they come', async ({ simulate, explore }) => {
  await explore(
    ({ integer, list, oneOf, record }) => ({
      slots: integer(1, 5),
      plans: list(
        record({ gap: integer(1, 90), ms: integer(10, 300), fails: oneOf(false, false, true) }),
        1,
        9,
      ),
    }),
    async ({ slots, plans }) => {
      let at = -1
      const jobs = plans.map(({ gap, ...plan }, n) => ({
        ...plan,
        name: `job${n}`,
        at: (at += gap),
      }))
      const run = await simulate(visit, slots, jobs)

      const ideal = idealRun(slots, jobs)
      expect(run).toPrint(ideal.picture)
      expect(run).toTake(`${ideal.endsAt} ms`)
    },
  )
})

/** A job comes at `at`, at the very beginning where that is left out, and stays in its slot for `ms`. */
type Job = {
  readonly name: string
  readonly at?: number
  readonly ms: number
  readonly fails?: boolean
}

/** Sends every job through one semaphore; gives back the most that were in at once. */
async function visit(
  { Semaphore }: Exercise,
  { print, sleep }: Kit,
  slots: number,
  jobs: readonly Job[],
) {
  const semaphore = new Semaphore(slots)
  let inside = 0
  let most = 0
  const visits = jobs.map((job) => {
    const stay = async () => {
      print(`${job.name} in`)
      most = Math.max(most, ++inside)
      await sleep(job.ms)
      inside--
      print(job.fails ? `${job.name} fails` : `${job.name} out`)
      if (job.fails) throw new Error(`${job.name} fails`)
    }
    return job.at ? sleep(job.at).then(() => semaphore.run(stay)) : semaphore.run(stay)
  })
  await Promise.allSettled(visits)
  return { most }
}

/** When everybody goes in and out if each, in the order of coming, takes the slot that is free first. */
function idealRun(slots: number, jobs: readonly Job[]): { picture: string; endsAt: number } {
  const freeAt = Array<number>(slots).fill(0)
  const lines = jobs.flatMap(({ name, at = 0, ms, fails }) => {
    const slot = freeAt.indexOf(Math.min(...freeAt))
    const from = Math.max(at, freeAt[slot] ?? 0)
    freeAt[slot] = from + ms
    return [
      { at: from, text: `${name} in` },
      { at: from + ms, text: fails ? `${name} fails` : `${name} out` },
    ]
  })
  return {
    picture: lines
      .toSorted((one, other) => one.at - other.at)
      .map(({ at, text }) => `${at} ms  ${text}`)
      .join('\n'),
    endsAt: Math.max(...freeAt),
  }
}
