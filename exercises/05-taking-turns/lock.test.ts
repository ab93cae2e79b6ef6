import { exercise, expect, type Kit } from '#runner'

type Exercise = typeof import('./lock.ts')

const test = exercise<Exercise>(import.meta.url)

test('four who come together go in one after the other, in the order in which they came', async ({
  simulate,
}) => {
  const run = await simulate(visitors, [
    { name: 'a', ms: 100 },
    { name: 'b', ms: 55, fails: true },
    { name: 'c', ms: 20 },
    { name: 'd', ms: 20 },
  ])

  expect(run).toPrintInOrder(`
      0 ms  a in
    100 ms  a out
    100 ms  b in
    155 ms  b fails
    155 ms  c in
    175 ms  c out
    175 ms  d in
    195 ms  d out
  `)
  expect(run).toSettleWith(['a is back', 'b failed', 'c is back', 'd is back'])
  expect(run).toTake('195 ms')
  expect(run).toLeaveNothing()
})

test('whoever finds nobody inside goes in at once', async ({ simulate }) => {
  const run = await simulate(visitors, [
    { name: 'a', ms: 30 },
    { name: 'b', at: 50, ms: 40 },
    { name: 'c', at: 60, ms: 10 },
    { name: 'd', at: 200, ms: 10 },
  ])

  expect(run).toPrintInOrder(`
      0 ms  a in
     30 ms  a out
     50 ms  b in
     90 ms  b out
     90 ms  c in
    100 ms  c out
    200 ms  d in
    210 ms  d out
  `)
  expect(run).toSettleWith(['a is back', 'b is back', 'c is back', 'd is back'])
})

test('a newcomer in the very moment in which the door opens', async ({ simulate }) => {
  for (const fails of [false, true])
    for (let hops = 0; hops <= 6; hops++) {
      const run = await simulate(visitors, [
        { name: 'a', ms: 100, fails },
        { name: 'b', ms: 20 },
        { name: 'c', at: 100, hops, ms: 20 },
      ])

      expect(run).toPrintInOrder(`
          0 ms  a in
        100 ms  a ${fails ? 'fails' : 'out'}
        100 ms  b in
        120 ms  b out
        120 ms  c in
        140 ms  c out
      `)
    }
})

test('work that is done at once, and work that fails at once', async ({ simulate }) => {
  const run = await simulate(async ({ Lock }, { print, sleep }) => {
    const lock = new Lock()
    const asked = [
      lock.run(() => {
        throw new Error('no key')
      }),
      lock.run(() => sleep(50)),
      lock.run(() => {
        print('inside')
        return 0
      }),
    ]
    print('all have asked')
    const results = await Promise.allSettled(asked)
    return results.map((result) =>
      result.status === 'fulfilled' ? result.value : String(result.reason),
    )
  })

  expect(run).toPrint(`
     0 ms  all have asked
    50 ms  inside
  `)
  expect(run).toSettleWith(['Error: no key', undefined, 0])
})

test('two locks, two doors', async ({ simulate }) => {
  const run = await simulate(async ({ Lock }, { print, sleep }) => {
    const [front, back] = [new Lock(), new Lock()]
    const visit = async (name: string, ms: number) => {
      print(`${name} in`)
      await sleep(ms)
      print(`${name} out`)
    }
    await Promise.all([
      front.run(() => visit('a', 100)),
      back.run(() => visit('b', 30)),
      front.run(() => visit('c', 40)),
      back.run(() => visit('d', 50)),
    ])
  })

  expect(run).toPrint(`
      0 ms  a in
      0 ms  b in
     30 ms  b out
     30 ms  d in
     80 ms  d out
    100 ms  a out
    100 ms  c in
    140 ms  c out
  `)
})

test('any number of visitors, at any time', async ({ simulate, explore }) => {
  await explore(
    ({ integer, list, oneOf, record }) => ({
      crowd: list(
        record({
          after: integer(1, 5),
          stays: integer(1, 6),
          fails: oneOf(false, true),
          hops: integer(0, 6),
        }),
        2,
        6,
      ),
    }),
    async ({ crowd }) => {
      let at = 0
      const visits = crowd.map(({ after, stays, fails, hops }, index) => ({
        name: `number ${index + 1}`,
        at: (at += 10 * after),
        ms: 10 * stays,
        fails,
        hops,
      }))
      const run = await simulate(visitors, visits)

      let free = 0
      const lines = visits.flatMap((visit) => {
        const from = Math.max(free, visit.at)
        free = from + visit.ms
        return [
          `${from} ms  ${visit.name} in`,
          `${free} ms  ${visit.name} ${visit.fails ? 'fails' : 'out'}`,
        ]
      })
      expect(run).toPrintInOrder(lines.join('\n'))
      expect(run).toSettleWith(
        visits.map(({ name, fails }) => (fails ? `${name} failed` : `${name} is back`)),
      )
      expect(run).toTake(`${free} ms`)
    },
  )
})

type Visit = {
  readonly name: string
  /** When it comes to the door, and how many turns of the microtask queue later. */
  readonly at?: number
  readonly hops?: number
  /** How long it stays inside. */
  readonly ms: number
  readonly fails?: boolean
}

/** All come to one door when their time has come; what each of them was told is returned. */
function visitors({ Lock }: Exercise, { print, sleep, now }: Kit, visits: readonly Visit[]) {
  const lock = new Lock()
  const inside = new Set<string>()

  // What happens in one moment happens in one breath.
  const moments = new Map<number, Promise<void>>()
  const moment = (at: number) => {
    const together = moments.get(at) ?? sleep(at - now())
    moments.set(at, together)
    return together
  }

  const caller = async ({ name, at = 0, hops = 0, ms, fails = false }: Visit) => {
    const visit = async () => {
      print(`${name} in${inside.size > 0 ? ` beside ${[...inside].join(', ')}` : ''}`)
      inside.add(name)
      await moment(now() + ms)
      inside.delete(name)
      print(`${name} ${fails ? 'fails' : 'out'}`)
      if (fails) throw new Error(`${name} failed`)
      return `${name} is back`
    }

    if (at > 0) await moment(at)
    for (let hop = 0; hop < hops; hop++) await Promise.resolve()
    try {
      return await lock.run(visit)
    } catch (error) {
      if (error instanceof Error && error.message.endsWith(' failed')) return error.message
      throw error
    }
  }
  return Promise.all(visits.map(caller))
}
