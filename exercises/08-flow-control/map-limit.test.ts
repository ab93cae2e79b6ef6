import { exercise, expect, type Kit } from '#runner'

type Exercise = typeof import('./map-limit.ts')

const test = exercise<Exercise>(import.meta.url)

test('two at once: whoever is done takes the next item', async ({ simulate }) => {
  const run = await simulate(develop, 2, { a: 100, b: 400, c: 100, d: 100, e: 200 })

  expect(run).toSettleWith(['A', 'B', 'C', 'D', 'E'])
  expect(run).toPrint(`
      0 ms  a begins (0)
      0 ms  b begins (1)
    100 ms  a is done
    100 ms  c begins (2)
    200 ms  c is done
    200 ms  d begins (3)
    300 ms  d is done
    300 ms  e begins (4)
    400 ms  b is done
    500 ms  e is done
  `)
  expect(run).toTake('500 ms')
  expect(run).toLeaveNothing()
})

test('no items: an empty list, at once', async ({ simulate }) => {
  const run = await simulate(develop, 3, {})

  expect(run).toSettleWith([])
  expect(run).toPrint('')
  expect(run).toTake('0 ms')
})

test('room for more than there is: everything at once, and nothing is asked for twice', async ({
  simulate,
}) => {
  const run = await simulate(develop, 5, { a: 200, b: 100 })

  expect(run).toSettleWith(['A', 'B'])
  expect(run).toPrint(`
      0 ms  a begins (0)
      0 ms  b begins (1)
    100 ms  b is done
    200 ms  a is done
  `)
  expect(run).toTake('200 ms')
})

test('0, an empty text, null, nothing at all, and one that comes twice are items like any other', async ({
  simulate,
}) => {
  const run = await simulate(({ mapLimit }, { sleep }) =>
    mapLimit([0, '', null, false, undefined, 0], 2, (item) => sleep(100).then(() => item)),
  )

  expect(run).toSettleWith([0, '', null, false, undefined, 0])
  expect(run).toTake('300 ms')
})

test('two calls at once know nothing of each other', async ({ simulate }) => {
  const run = await simulate(async ({ mapLimit }, { print, sleep }) => {
    const water = (place: string) => async (plant: string) => {
      print(place, plant)
      await sleep(100)
    }
    await Promise.all([
      mapLimit(['rose', 'oak'], 1, water('garden')),
      mapLimit(['fern', 'cactus', 'basil'], 2, water('window')),
    ])
  })

  expect(run).toPrint(`
      0 ms  garden rose
      0 ms  window fern
      0 ms  window cactus
    100 ms  garden oak
    100 ms  window basil
  `)
})

test('the first failure is told at its moment', async ({ simulate }) => {
  const run = await simulate(develop, 2, { a: 300, b: 100, c: 400, d: 100 }, 'b')

  expect(run).toFailWith('b is spoilt')
  expect(run).toTake('100 ms')
})

test('any limit, any items, however long each takes', async ({ simulate, explore }) => {
  await explore(
    ({ integer, list }) => ({ limit: integer(1, 5), times: list(integer(10, 400), 0, 9) }),
    async ({ limit, times }) => {
      const names = times.map((_, n) => `x${n}`)
      const run = await simulate(
        develop,
        limit,
        Object.fromEntries(names.map((name, n) => [name, times[n] ?? 0])),
      )

      const ideal = idealRun(limit, times)
      expect(run).toSettleWith(names.map((name) => name.toUpperCase()))
      expect(run).toPrint(ideal.picture)
      expect(run).toTake(`${ideal.endsAt} ms`)
    },
  )
})

/** Develops photos, which take so many ms each; `spoilt` is one that fails. */
function develop(
  { mapLimit }: Exercise,
  { print, sleep }: Kit,
  limit: number,
  photos: { readonly [name: string]: number },
  spoilt?: string,
) {
  return mapLimit(Object.keys(photos), limit, async function developOne(name, index) {
    print(`${name} begins (${index})`)
    await sleep(photos[name] ?? 0)
    if (name === spoilt) throw new Error(`${name} is spoilt`)
    print(`${name} is done`)
    return name.toUpperCase()
  })
}

/** When each of `x0`, `x1`, … begins and is done if it takes the place that is free first. */
function idealRun(limit: number, times: readonly number[]): { picture: string; endsAt: number } {
  const freeAt = Array<number>(limit).fill(0)
  const lines = times.flatMap((ms, n) => {
    const place = freeAt.indexOf(Math.min(...freeAt))
    const from = freeAt[place] ?? 0
    freeAt[place] = from + ms
    return [
      { at: from, text: `x${n} begins (${n})` },
      { at: from + ms, text: `x${n} is done` },
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
