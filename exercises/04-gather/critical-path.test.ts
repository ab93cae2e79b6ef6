import { exercise, expect, type Kit } from '#runner'

type Exercise = typeof import('./critical-path.ts')

const test = exercise<Exercise>(import.meta.url)

test('user, friends and tips are the longest chain: 900 ms', async ({ simulate }) => {
  const run = await simulate(open, { user: 300, orders: 500, friends: 200, tips: 400 })

  expect(run).toPrint(`
      0 ms  user?
    300 ms  user
    300 ms  orders of Ada?
    300 ms  friends of Ada?
    500 ms  friends
    500 ms  tips from Grace and Alan?
    800 ms  orders
    900 ms  tips
  `)
  expect(run).toTake('900 ms')
  expect(run).toSettleWith(PAGE)
  expect(run).toLeaveNothing()
})

test('slow orders are the longest chain: 1300 ms', async ({ simulate }) => {
  const run = await simulate(open, { user: 300, orders: 1000, friends: 200, tips: 400 })

  expect(run).toTake('1300 ms')
  expect(run).toSettleWith(PAGE)
})

test('slow friends are the longest chain: 1400 ms', async ({ simulate }) => {
  const run = await simulate(open, { user: 300, orders: 500, friends: 700, tips: 400 })

  expect(run).toTake('1400 ms')
})

test('orders that fail are heard of at once', async ({ simulate }) => {
  const run = await simulate(open, { user: 300, orders: 100, friends: 200, tips: 400 }, 'orders')

  expect(run).toFailWith('no orders')
  expect(run).toTake('400 ms')
})

test('a user that cannot be had is asked for, and nobody else', async ({ simulate }) => {
  const run = await simulate(open, { user: 300, orders: 100, friends: 200, tips: 400 }, 'user')

  expect(run).toPrint('0 ms  user?')
  expect(run).toFailWith('no user')
})

test('whatever takes how long, the longest chain decides', async ({ simulate, draw }) => {
  const [user = 0, orders = 0, friends = 0, tips = 0] = draw.distinct(4, 20, 900)
  const run = await simulate(open, { user, orders, friends, tips })

  expect(run).toTake(`${user + Math.max(orders, friends + tips)} ms`)
  expect(run).toSettleWith(PAGE)
})

const PAGE = { user: { name: 'Ada' }, orders: [{ id: 1 }, { id: 2 }], tips: ['rest', 'read'] }

interface Delays {
  readonly [call: string]: number
}

/** Opens the page with an API whose calls print when they begin and when they end, and take so many ms each. */
function open({ dashboard }: Exercise, { print, sleep }: Kit, delays: Delays, broken?: string) {
  const answer = async <T>(call: string, question: string, value: T): Promise<T> => {
    print(question)
    await sleep(delays[call] ?? 0)
    if (call === broken) throw new Error(`no ${call}`)
    print(call)
    return value
  }
  const ada = { name: 'Ada' }
  return dashboard({
    user: () => answer('user', 'user?', ada),
    orders: (user) => answer('orders', `orders of ${user?.name}?`, [{ id: 1 }, { id: 2 }]),
    friends: (user) =>
      answer('friends', `friends of ${user?.name}?`, [{ name: 'Grace' }, { name: 'Alan' }]),
    tips: (friends) =>
      answer('tips', `tips from ${friends?.map?.(({ name }) => name).join(' and ')}?`, [
        'rest',
        'read',
      ]),
  })
}
