import { exercise, expect, type Kit } from '#runner'

type Exercise = typeof import('./page-stream.ts')

const test = exercise<Exercise>(import.meta.url)

test('the reader leaves on page 2: page 3 is never fetched, and the stream is closed', async ({
  simulate,
}) => {
  const run = await simulate(read, { 1: [11, 12], 2: [21, 22], 3: [31, 32] }, { leaveAfter: 21 })

  expect(run).toPrintInOrder(`
      0 ms  fetch 1
    100 ms  item 11
    100 ms  item 12
    100 ms  fetch 2
    200 ms  item 21
    200 ms  closed
    200 ms  after
  `)
  expect(run).toTake('200 ms')
  expect(run).toLeaveNothing()
})

test('reading to the end: every item, and closed once', async ({ simulate }) => {
  const run = await simulate(read, { 1: [11, 12], 2: [21, 22] }, {})

  expect(run).toPrintInOrder(`
      0 ms  fetch 1
    100 ms  item 11
    100 ms  item 12
    100 ms  fetch 2
    200 ms  item 21
    200 ms  item 22
    200 ms  closed
    200 ms  after
  `)
})

test('nothing is fetched before the reader asks for it', async ({ simulate }) => {
  const run = await simulate(read, { 1: [11], 2: [21] }, { startsAt: 50, pause: 300 })

  expect(run).toPrintInOrder(`
     50 ms  fetch 1
    150 ms  item 11
    450 ms  fetch 2
    550 ms  item 21
    850 ms  closed
    850 ms  after
  `)
})

test('page 7 may follow page 1, and a page may be empty', async ({ simulate }) => {
  const run = await simulate(read, { 1: [0], 7: [], 3: [31, 0] }, { order: [1, 7, 3] })

  expect(run).toPrintInOrder(`
      0 ms  fetch 1
    100 ms  item 0
    100 ms  fetch 7
    200 ms  fetch 3
    300 ms  item 31
    300 ms  item 0
    300 ms  closed
    300 ms  after
  `)
})

test('the reader fails: the stream is closed all the same', async ({ simulate }) => {
  const run = await simulate(read, { 1: [11, 12], 2: [21] }, { failAfter: 12 })

  expect(run).toFailWith('no use for 12')
  expect(run).toPrintInOrder(`
      0 ms  fetch 1
    100 ms  item 11
    100 ms  item 12
    100 ms  closed
  `)
})

test('a page cannot be fetched: the reader hears of it, and the stream is closed', async ({
  simulate,
}) => {
  const run = await simulate(read, { 1: [11], 2: [21] }, { torn: 2 })

  expect(run).toFailWith('page 2 is torn')
  expect(run).toPrintInOrder(`
      0 ms  fetch 1
    100 ms  item 11
    100 ms  fetch 2
    200 ms  closed
  `)
})

test('each call of pages is a stream of its own, and begins at the beginning', async ({
  simulate,
}) => {
  const run = await simulate(async ({ pages }, { print, sleep }) => {
    const fetchPage = async (page: number) => {
      await sleep(100)
      return { items: [page * 10 + 1], next: page < 2 ? page + 1 : null }
    }
    for (const reader of ['ann', 'bob'])
      for await (const item of pages(fetchPage, () => print(`${reader} closes`)))
        print(`${reader}: ${item}`)
  })

  expect(run).toPrintInOrder(`
    100 ms  ann: 11
    200 ms  ann: 21
    200 ms  ann closes
    300 ms  bob: 11
    400 ms  bob: 21
    400 ms  bob closes
  `)
})

test('any number of pages, left after any item', async ({ simulate, explore }) => {
  await explore(
    ({ integer, list }) => ({
      sizes: list(integer(0, 4), 1, 7),
      leaveAfter: integer(0, 30),
      pause: integer(0, 150),
    }),
    async ({ sizes, leaveAfter, pause }) => {
      let item = 0
      const book = Object.fromEntries(
        sizes.map((size, n) => [n + 1, Array.from({ length: size }, () => ++item)]),
      )
      const run = await simulate(read, book, { leaveAfter, pause })

      expect(run).toPrintInOrder(idealReading(Object.values(book), leaveAfter, pause))
    },
  )
})

/** What may happen during the reading; times in ms. */
type Plan = {
  /** The item after which the reader has had enough. */
  readonly leaveAfter?: number
  /** The item that the reader fails on. */
  readonly failAfter?: number
  /** A page that cannot be fetched. */
  readonly torn?: number
  /** When the reader begins. */
  readonly startsAt?: number
  /** How long the reader looks at each item. */
  readonly pause?: number
  /** In which order the pages follow one another. */
  readonly order?: readonly number[]
}

/** Reads the pages of a book, of which each takes 100 ms to fetch. */
async function read(
  { pages }: Exercise,
  { print, sleep }: Kit,
  book: { readonly [page: number]: readonly number[] },
  plan: Plan,
) {
  const { order = Object.keys(book).map(Number) } = plan
  const { leaveAfter = Infinity, failAfter = Infinity } = plan
  const fetchPage = async (page: number) => {
    print('fetch', page)
    await sleep(100)
    if (page === plan.torn) throw new Error(`page ${page} is torn`)
    return { items: [...(book[page] ?? [])], next: order[order.indexOf(page) + 1] ?? null }
  }
  const stream = pages(fetchPage, () => print('closed'))
  if (plan.startsAt) await sleep(plan.startsAt)
  for await (const item of stream) {
    print('item', item)
    if (plan.pause) await sleep(plan.pause)
    if (item === failAfter) throw new Error(`no use for ${item}`)
    if (item === leaveAfter) break
  }
  print('after')
}

/** What is printed when every page is fetched as its first item is asked for. */
function idealReading(
  book: readonly (readonly number[])[],
  leaveAfter: number,
  pause: number,
): string {
  const lines: string[] = []
  let at = 0
  const say = (text: string) => lines.push(`${at} ms  ${text}`)
  for (const [n, items] of book.entries()) {
    say(`fetch ${n + 1}`)
    at += 100
    for (const item of items) {
      say(`item ${item}`)
      at += pause
      if (item === leaveAfter) break
    }
    if (items.includes(leaveAfter)) break
  }
  say('closed')
  say('after')
  return lines.join('\n')
}
