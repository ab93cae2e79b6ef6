import { exercise, expect, type Kit } from '#runner'

type Exercise = typeof import('./stray-rejection.ts')

const test = exercise<Exercise>(import.meta.url)

test('b fails while a is still thinking: the caller hears of it at once', async ({ simulate }) => {
  const run = await simulate(ask, { ms: 300 }, { ms: 100, fails: true })

  expect(run).toPrint(`
      0 ms  a is asked
      0 ms  b is asked
    100 ms  b fails
    100 ms  caught: no answer from b
    300 ms  a answers
  `)
  expect(run).toTake('100 ms')
})

test('a fails while b is still thinking: just the same', async ({ simulate }) => {
  const run = await simulate(ask, { ms: 100, fails: true }, { ms: 300 })

  expect(run).toPrint(`
      0 ms  a is asked
      0 ms  b is asked
    100 ms  a fails
    100 ms  caught: no answer from a
    300 ms  b answers
  `)
  expect(run).toTake('100 ms')
})

test('both answer: their texts in one, a first, as soon as both are there', async ({
  simulate,
}) => {
  const run = await simulate(ask, { ms: 300 }, { ms: 100 })

  expect(run).toPrint(`
      0 ms  a is asked
      0 ms  b is asked
    100 ms  b answers
    300 ms  a answers
    300 ms  got ab
  `)
  expect(run).toTake('300 ms')
  expect(run).toLeaveNothing()
})

test('both fail: the first one decides, and the second disturbs nobody', async ({ simulate }) => {
  const run = await simulate(ask, { ms: 300, fails: true }, { ms: 100, fails: true })

  expect(run).toPrint(`
      0 ms  a is asked
      0 ms  b is asked
    100 ms  b fails
    100 ms  caught: no answer from b
    300 ms  a fails
  `)
  expect(run).toTake('100 ms')
})

test('whoever answers, whoever fails, and however long it takes', async ({ simulate, explore }) => {
  await explore(
    ({ distinct, oneOf }) => ({
      moments: distinct(2, 10, 900),
      failing: oneOf('', 'a', 'b', 'ab'),
    }),
    async ({ moments: [aMs = 0, bMs = 0], failing }) => {
      const a = { ms: aMs, fails: failing.includes('a') }
      const b = { ms: bMs, fails: failing.includes('b') }
      const run = await simulate(ask, a, b)

      const ends = [
        { name: 'a', ...a },
        { name: 'b', ...b },
      ].toSorted((one, other) => one.ms - other.ms)
      const failed = ends.find(({ fails }) => fails)
      const over = failed ? failed.ms : Math.max(aMs, bMs)
      expect(run).toPrintSequence(failed ? `caught: no answer from ${failed.name}` : 'got ab')
      expect(run).toTake(`${over} ms`)
    },
  )
})

type Asked = { readonly ms: number; readonly fails?: boolean }

/** Somebody asks a and b, each of whom thinks for a while and then answers or fails. */
async function ask({ both }: Exercise, { print, sleep }: Kit, forA: Asked, forB: Asked) {
  const answer = (name: string, { fails = false }: Asked) => {
    print(name, fails ? 'fails' : 'answers')
    if (fails) throw new Error(`no answer from ${name}`)
    return name
  }
  const a = async () => {
    print('a is asked')
    await sleep(forA.ms)
    return answer('a', forA)
  }
  const b = async () => {
    print('b is asked')
    await sleep(forB.ms)
    return answer('b', forB)
  }
  try {
    print('got', await both(a, b))
  } catch (error) {
    print('caught:', (error as Error).message)
  }
}
