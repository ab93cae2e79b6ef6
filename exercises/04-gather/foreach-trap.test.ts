import { exercise, expect, type Kit } from '#runner'

type Exercise = typeof import('./foreach-trap.ts')

const test = exercise<Exercise>(import.meta.url)

test('everybody is told at once, and counted when told', async ({ simulate }) => {
  const run = await simulate(notify, { ann: 300, bob: 100, cy: 200 })

  expect(run).toPrint(`
      0 ms  send ann
      0 ms  send bob
      0 ms  send cy
    100 ms  sent bob
    200 ms  sent cy
    300 ms  sent ann
  `)
  expect(run).toSettleWith(3)
  expect(run).toTake('300 ms')
  expect(run).toLeaveNothing()
})

test('nobody to tell: zero, at once', async ({ simulate }) => {
  const run = await simulate(notify, {})

  expect(run).toPrint('')
  expect(run).toSettleWith(0)
  expect(run).toTake('0 ms')
})

test('one that fails is heard of', async ({ simulate }) => {
  const run = await simulate(notify, { ann: 100, bob: 300, cy: 200 }, 'ann')

  expect(run).toFailWith('ann is out of reach')
})

test('any number of users, however long each takes', async ({ simulate, draw }) => {
  const count = draw.integer(2, 6)
  const delays = draw.distinct(count, 10, 900)
  const run = await simulate(notify, Object.fromEntries(delays.map((ms, n) => [`user${n}`, ms])))

  expect(run).toPrint(
    [
      ...delays.map((_, n) => `0 ms  send user${n}`),
      ...delays
        .map((ms, n) => ({ ms, n }))
        .toSorted((a, b) => a.ms - b.ms)
        .map(({ ms, n }) => `${ms} ms  sent user${n}`),
    ].join('\n'),
  )
  expect(run).toSettleWith(count)
  expect(run).toTake(`${Math.max(...delays)} ms`)
})

/** Tells everybody in `delays`; telling takes so many ms each, and does not work for `unreachable`. */
function notify(
  { notifyAll }: Exercise,
  { print, sleep }: Kit,
  delays: { readonly [user: string]: number },
  unreachable?: string,
) {
  return notifyAll(Object.keys(delays), async (user) => {
    print('send', user)
    await sleep(delays[user] ?? 0)
    if (user === unreachable) throw new Error(`${user} is out of reach`)
    print('sent', user)
  })
}
