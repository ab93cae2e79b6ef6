import { exercise, expect, type Kit } from '#runner'

type Exercise = typeof import('./bounded-queue.ts')

const test = exercise<Exercise>(import.meta.url)

test('room for two: the producer goes as fast as the consumer', async ({ simulate }) => {
  const run = await simulate(async ({ Channel }, { print, sleep }) => {
    const channel = new Channel<number>(2)
    const produce = async () => {
      for (let value = 1; value <= 5; value++) {
        await channel.put(value)
        print('put', value)
      }
      channel.close()
      print('closed')
    }
    const consume = async () => {
      for (;;) {
        await sleep(100)
        const next = await channel.get()
        if (next.done) break
        print('got', next.value)
      }
      print('done')
    }
    await Promise.all([produce(), consume()])
  })

  expect(run).toPrint(`
      0 ms  put 1
      0 ms  put 2
    100 ms  put 3
    100 ms  got 1
    200 ms  put 4
    200 ms  got 2
    300 ms  put 5
    300 ms  closed
    300 ms  got 3
    400 ms  got 4
    500 ms  got 5
    600 ms  done
  `)
  expect(run).toTake('600 ms')
})

test('who waits for a value gets it in the order of coming; closing sends the others home', async ({
  simulate,
}) => {
  const run = await simulate(serve, 2, [
    { at: 0, does: 'get', who: 'ann' },
    { at: 10, does: 'get', who: 'bob' },
    { at: 20, does: 'get', who: 'cy' },
    { at: 30, does: 'get', who: 'dan' },
    { at: 50, does: 'put', what: 'x' },
    { at: 100, does: 'put', what: 'y' },
    { at: 150, does: 'close' },
  ])

  expect(run).toPrint(`
     50 ms  put x
     50 ms  ann got x
    100 ms  put y
    100 ms  bob got y
    150 ms  closed
    150 ms  cy: done
    150 ms  dan: done
  `)
  expect(run).toTake('150 ms')
})

test('what was on the belt when it was closed can still be taken; nothing more goes on', async ({
  simulate,
}) => {
  const run = await simulate(serve, 3, [
    { at: 0, does: 'put', what: 'x' },
    { at: 10, does: 'put', what: 'y' },
    { at: 20, does: 'close' },
    { at: 30, does: 'put', what: 'z' },
    { at: 40, does: 'get', who: 'ann' },
    { at: 50, does: 'get', who: 'bob' },
    { at: 60, does: 'get', who: 'cy' },
    { at: 70, does: 'get', who: 'cy' },
  ])

  expect(run).toPrint(`
     0 ms  put x
    10 ms  put y
    20 ms  closed
    30 ms  z turned away
    40 ms  ann got x
    50 ms  bob got y
    60 ms  cy: done
    70 ms  cy: done
  `)
})

test('0, an empty text, false, null and nothing at all are values', async ({ simulate }) => {
  for (const capacity of [1, 5]) {
    const run = await simulate(async ({ Channel }, _kit, room) => {
      const channel = new Channel<unknown>(room)
      const values = [0, '', false, null, undefined]
      const early = channel.get()
      const puts = Promise.all([...values, 'last'].map((value) => channel.put(value)))
      const taken = [await early]
      while (taken.length <= values.length) taken.push(await channel.get())
      await puts
      return taken.map((next) => (next.done ? 'done' : next.value))
    }, capacity)

    expect(run).toSettleWith([0, '', false, null, undefined, 'last'])
  }
})

test('nobody slips in while a value changes hands', async ({ simulate }) => {
  // `b` and `second` have been waiting; `c` and `third` come a few turns after what they wait for.
  for (let turns = 0; turns <= 6; turns++) {
    const run = await simulate(async ({ Channel }, { print, sleep }, turnsLate) => {
      const belt = new Channel<string>(1)
      const put = (value: string) => belt.put(value).then(() => print('put', value))
      const get = async (who: string) => {
        const next = await belt.get()
        print(who, next.done ? 'done' : next.value)
      }
      const later = async <T>(act: () => Promise<T>) => {
        for (let turn = 0; turn < turnsLate; turn++) await Promise.resolve()
        return act()
      }
      const [full, empty] = [sleep(100), sleep(200)]
      await Promise.all([
        put('a'),
        put('b'),
        full.then(() => get('first')),
        full.then(() => later(() => put('c'))),
        sleep(110).then(() => get('first')),
        sleep(120).then(() => get('first')),
        sleep(130).then(() => get('second')),
        empty.then(() => put('x')),
        empty.then(() => later(() => get('third'))),
        sleep(210).then(() => put('y')),
      ])
    }, turns)

    expect(run).toPrint(`
        0 ms  put a
      100 ms  first a
      100 ms  put b
      110 ms  first b
      110 ms  put c
      120 ms  first c
      200 ms  put x
      200 ms  second x
      210 ms  put y
      210 ms  third y
    `)
  }
})

test('two belts know nothing of each other', async ({ simulate }) => {
  const run = await simulate(async ({ Channel }, { print, sleep }) => {
    const [bread, milk] = [new Channel<string>(1), new Channel<string>(1)]
    const get = async (name: string, belt: { get: typeof bread.get }) => {
      const next = await belt.get()
      print(name, next.done ? 'done' : next.value)
    }
    await Promise.all([
      get('bread', bread),
      get('milk', milk),
      sleep(50).then(() => milk.put('b')),
      sleep(60).then(() => bread.put('a')),
    ])
  })

  expect(run).toPrint(`
    50 ms  milk b
    60 ms  bread a
  `)
})

test('any room, any number of producers and consumers, at any pace', async ({
  simulate,
  explore,
}) => {
  await explore(
    ({ integer, list, oneOf, record }) => ({
      capacity: integer(1, 4),
      plans: list(record({ gap: integer(1, 90), puts: oneOf(true, false) }), 1, 14),
    }),
    async ({ capacity, plans }) => {
      const { acts, picture } = idealDay(capacity, plans)
      const run = await simulate(serve, capacity, acts)

      expect(run).toPrint(picture)
    },
  )
})

/** Somebody comes at `at` with a value, or for one; or the belt is closed. */
type Act =
  | { readonly at: number; readonly does: 'put'; readonly what: string }
  | { readonly at: number; readonly does: 'get'; readonly who: string }
  | { readonly at: number; readonly does: 'close' }

/** Everybody comes at their moment, and says when they have given or taken. */
async function serve(
  { Channel }: Exercise,
  { print, sleep }: Kit,
  capacity: number,
  acts: readonly Act[],
) {
  const channel = new Channel<string>(capacity)
  const play = async (act: Act) => {
    if (act.at > 0) await sleep(act.at)
    if (act.does === 'close') {
      channel.close()
      print('closed')
    } else if (act.does === 'put') {
      await channel.put(act.what).then(
        () => print('put', act.what),
        () => print(act.what, 'turned away'),
      )
    } else {
      const next = await channel.get()
      print(next.done ? `${act.who}: done` : `${act.who} got ${next.value}`)
    }
  }
  await Promise.all(acts.map(play))
}

/** Who gives and takes when, and the closing at the end, when nobody is left with a value in hand. */
function idealDay(
  capacity: number,
  plans: readonly { readonly gap: number; readonly puts: boolean }[],
): { acts: Act[]; picture: string } {
  const acts: Act[] = []
  const lines: string[] = []
  /** Values on the belt and, beyond its capacity, in the hands of those who wait. */
  const values: string[] = []
  const takers: string[] = []
  let at = -1
  const put = (what: string) => {
    acts.push({ at, does: 'put', what })
    const taker = takers.shift()
    if (taker === undefined) values.push(what)
    else lines.push(`${at} ms  ${taker} got ${what}`)
    if (values.length <= capacity) lines.push(`${at} ms  put ${what}`)
  }
  const get = (who: string) => {
    acts.push({ at, does: 'get', who })
    const what = values.shift()
    if (what === undefined) return takers.push(who)
    lines.push(`${at} ms  ${who} got ${what}`)
    const letIn = values[capacity - 1]
    if (letIn !== undefined) lines.push(`${at} ms  put ${letIn}`)
    return
  }
  for (const [n, { gap, puts }] of plans.entries()) {
    at += gap
    if (puts) put(`value${n}`)
    else get(`taker${n}`)
  }
  while (values.length > capacity) {
    at += 10
    get(`helper${at}`)
  }
  at += 10
  acts.push({ at, does: 'close' })
  lines.push(`${at} ms  closed`, ...takers.map((who) => `${at} ms  ${who}: done`))
  return { acts, picture: lines.join('\n') }
}
