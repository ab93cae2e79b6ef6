import { exercise, expect, type Kit } from '#runner'

type Exercise = typeof import('./one-flight.ts')

const test = exercise<Exercise>(import.meta.url)

test('who asks meanwhile gets the copy that is on its way; who hears of a failure may ask again', async ({
  simulate,
}) => {
  const run = await simulate(readers, {
    shelf: { x: { ms: 200 }, y: { ms: 200 }, bad: { ms: 200, fails: 1 } },
    asks: [
      { who: 'Ann', key: 'x' },
      { who: 'Ben', key: 'x' },
      { who: 'Cid', key: 'y' },
      { who: 'Dan', key: 'x', at: 100 },
      { who: 'Eve', key: 'bad', again: true },
      { who: 'Fay', key: 'bad' },
      { who: 'Gus', key: 'x', at: 300 },
    ],
  })

  expect(run).toPrint(`
      0 ms  load x
      0 ms  load y
      0 ms  load bad
    200 ms  Ann has x 1
    200 ms  Ben has x 1
    200 ms  Cid has y 1
    200 ms  Dan has x 1
    200 ms  Eve hears: bad is down
    200 ms  Fay hears: bad is down
    200 ms  load bad
    300 ms  Gus has x 1
    400 ms  Eve has bad 2
  `)
  expect(run).toSettleWith(['x 1', 'x 1', 'y 1', 'x 1', 'bad 2', 'bad is down', 'x 1'])
  expect(run).toTake('400 ms')
  expect(run).toLeaveNothing()
})

test('a failure is told to all who waited, and forgotten', async ({ simulate }) => {
  const run = await simulate(readers, {
    shelf: { bad: { ms: 100, fails: 2 } },
    asks: [
      { who: 'Ann', key: 'bad' },
      { who: 'Ben', key: 'bad', at: 50 },
      { who: 'Cid', key: 'bad', at: 150 },
      { who: 'Dan', key: 'bad', at: 300 },
      { who: 'Eve', key: 'bad', at: 350 },
    ],
  })

  expect(run).toPrint(`
      0 ms  load bad
    100 ms  Ann hears: bad is down
    100 ms  Ben hears: bad is down
    150 ms  load bad
    250 ms  Cid hears: bad is down
    300 ms  load bad
    400 ms  Dan has bad 3
    400 ms  Eve has bad 3
  `)
  expect(run).toSettleWith(['bad is down', 'bad is down', 'bad is down', 'bad 3', 'bad 3'])
})

test('who asks in the very moment of the arrival sets nobody going', async ({ simulate }) => {
  for (let hops = 0; hops <= 6; hops++) {
    const run = await simulate(readers, {
      shelf: { x: { ms: 100 } },
      asks: [
        { who: 'Ann', key: 'x' },
        { who: 'Ben', key: 'x', at: 100, hops },
      ],
    })

    expect(run).toPrint(`
        0 ms  load x
      100 ms  Ann has x 1
      100 ms  Ben has x 1
    `)
    expect(run).toSettleWith(['x 1', 'x 1'])
  }
})

test('a strange title, and a book in which there is only a 0', async ({ simulate }) => {
  const run = await simulate(readers, {
    shelf: { constructor: { ms: 50 }, nil: { ms: 30, gives: 0 } },
    asks: [
      { who: 'Ann', key: 'constructor' },
      { who: 'Ben', key: 'nil' },
      { who: 'Cid', key: 'nil', at: 60 },
    ],
  })

  expect(run).toPrint(`
     0 ms  load constructor
     0 ms  load nil
    30 ms  Ben has 0
    50 ms  Ann has constructor 1
    60 ms  Cid has 0
  `)
  expect(run).toSettleWith(['constructor 1', 0, 0])
})

test('two caches know nothing of each other', async ({ simulate }) => {
  const run = await simulate(async ({ memoize }, { sleep }) => {
    const read = memoize((key) => sleep(30).then(() => `text of ${key}`))
    const count = memoize((key) => sleep(50).then(() => key.length))
    return Promise.all([read('sea'), count('sea'), read('sea'), count('sea')])
  })

  expect(run).toSettleWith(['text of sea', 3, 'text of sea', 3])
  expect(run).toTake('50 ms')
})

test('any readers, any books, any failures', async ({ simulate, explore }) => {
  await explore(
    ({ integer, list, oneOf, record }) => {
      const book = record({ slow: integer(1, 5), fails: integer(0, 2) })
      const ask = record({
        key: oneOf('x', 'y', 'z'),
        late: integer(0, 9),
        again: oneOf(false, true),
      })
      return { x: book, y: book, z: book, crowd: list(ask, 1, 6) }
    },
    async ({ crowd, ...books }) => {
      // Nobody asks in the moment of an arrival: that a failure is told then, or tried anew, is both right.
      const shelf = Object.fromEntries(
        Object.entries(books).map(([key, { slow, fails }]) => [key, { ms: 5 + 30 * slow, fails }]),
      )
      const asks = crowd.map(({ key, late, again }, index) => ({
        who: `number ${index + 1}`,
        key,
        at: 30 * late,
        again,
      }))
      const run = await simulate(readers, { shelf, asks })

      const { answers, lines, ms } = ideal({ shelf, asks })
      expect(run).toPrint(lines.join('\n'))
      expect(run).toSettleWith(answers)
      expect(run).toTake(`${ms} ms`)
    },
  )
})

type Library = {
  /** What can be loaded, how long it takes, how often that fails before it succeeds, and what is in it. */
  readonly shelf: Readonly<Record<string, Book>>
  readonly asks: readonly Ask[]
}

type Book = { readonly ms: number; readonly fails?: number; readonly gives?: number }

type Ask = {
  readonly who: string
  readonly key: string
  /** When, and how many turns of the microtask queue later. */
  readonly at?: number
  readonly hops?: number
  /** After a failure, asks at once a second time. */
  readonly again?: boolean
}

/** All ask one cache; what each of them gets in the end is returned. A text says which copy of a book it is. */
function readers({ memoize }: Exercise, { print, sleep, now }: Kit, { shelf, asks }: Library) {
  // What happens in one moment happens in one breath.
  const moments = new Map<number, Promise<void>>()
  const moment = (at: number) => {
    const together = moments.get(at) ?? sleep(at - now())
    moments.set(at, together)
    return together
  }

  const copies = new Map<string, number>()
  const load = async (key: string) => {
    const { ms = 0, fails = 0, gives } = shelf[key] ?? {}
    const copy = (copies.get(key) ?? 0) + 1
    copies.set(key, copy)
    print(`load ${key}`)
    await moment(now() + ms)
    if (copy <= fails) throw new Error(`${key} is down`)
    return gives ?? `${key} ${copy}`
  }

  const read = memoize(load)
  const reader = async ({ who, key, at = 0, hops = 0, again = false }: Ask) => {
    const ask = async () => {
      try {
        const text = await read(key)
        print(`${who} has ${text}`)
        return text
      } catch (error) {
        if (!(error instanceof Error) || !error.message.endsWith(' is down')) throw error
        print(`${who} hears: ${error.message}`)
        return error.message
      }
    }

    if (at > 0) await moment(at)
    for (let hop = 0; hop < hops; hop++) await Promise.resolve()
    const first = await ask()
    return again && first === `${key} is down` ? ask() : first
  }
  return Promise.all(asks.map(reader))
}

/** The same, worked out by hand: the answers, the lines, and when the last one has an answer. */
function ideal({ shelf, asks }: Library) {
  const flights = new Map<string, { until: number; copy: number; fails: boolean }>()
  const answers: string[] = []
  const lines: { at: number; text: string }[] = []
  const open = asks.map((ask, index) => ({ ...ask, index, at: ask.at ?? 0 }))
  const earliest = () => open.toSorted((one, other) => one.at - other.at)[0]
  for (let ask = earliest(); ask; ask = earliest()) {
    open.splice(open.indexOf(ask), 1)
    const { who, key, at, again, index } = ask
    const { ms = 0, fails = 0 } = shelf[key] ?? {}
    let flight = flights.get(key)
    if (!flight || (flight.fails && flight.until <= at)) {
      const copy = (flight?.copy ?? 0) + 1
      flight = { until: at + ms, copy, fails: copy <= fails }
      flights.set(key, flight)
      lines.push({ at, text: `load ${key}` })
    }
    const answered = Math.max(at, flight.until)
    answers[index] = flight.fails ? `${key} is down` : `${key} ${flight.copy}`
    lines.push({
      at: answered,
      text: `${who} ${flight.fails ? 'hears:' : 'has'} ${answers[index]}`,
    })
    if (flight.fails && again) open.push({ ...ask, at: answered, again: false })
  }
  lines.sort((one, other) => one.at - other.at)
  return {
    answers,
    lines: lines.map(({ at, text }) => `${at} ms  ${text}`),
    ms: lines.at(-1)?.at ?? 0,
  }
}
