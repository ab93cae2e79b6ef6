import { exercise, expect, type Kit } from '#runner'

type Exercise = typeof import('./missing-await.ts')

const test = exercise<Exercise>(import.meta.url)

test('the card is charged, then the parcel leaves, and only then it is finished', async ({
  simulate,
}) => {
  const run = await simulate(buy, { amount: 30, chargeMs: 300, shipMs: 500 })

  expect(run).toPrint(`
      0 ms  charging
    300 ms  card charged 30
    300 ms  shipping
    800 ms  parcel left
    800 ms  finished
  `)
  expect(run).toPrintBefore('card charged 30', 'shipping')
  expect(run).toPrintBefore('parcel left', 'finished')
  expect(run).toTake('800 ms')
})

test('a declined card: checkout fails, and nothing ships', async ({ simulate }) => {
  const run = await simulate(buy, { amount: 30, chargeMs: 300, shipMs: 500, trouble: 'declined' })

  expect(run).toFailWith('card declined')
  expect(run).toTake('300 ms')
  expect(run).toLeaveNothing()
})

test('a lost parcel: checkout fails, and knows why', async ({ simulate }) => {
  const run = await simulate(buy, { amount: 30, chargeMs: 300, shipMs: 500, trouble: 'lost' })

  expect(run).toFailWith('parcel lost')
  expect(run).toTake('800 ms')
})

test('other amounts, other banks, other parcels', async ({ simulate, draw }) => {
  const amount = draw.integer(1, 99)
  const chargeMs = draw.integer(20, 400)
  const shipMs = draw.integer(20, 400)
  const run = await simulate(buy, { amount, chargeMs, shipMs })

  expect(run).toPrint(`
                        0 ms  charging
              ${chargeMs} ms  card charged ${amount}
              ${chargeMs} ms  shipping
    ${chargeMs + shipMs} ms  parcel left
    ${chargeMs + shipMs} ms  finished
  `)
  expect(run).toPrintBefore(`card charged ${amount}`, 'shipping')
  expect(run).toTake(`${chargeMs + shipMs} ms`)
})

type Purchase = {
  readonly amount: number
  readonly chargeMs: number
  readonly shipMs: number
  readonly trouble?: 'declined' | 'lost'
}

/** Somebody buys in a shop whose bank takes `chargeMs` to charge a card, and whose parcels leave after `shipMs`. */
function buy(
  { checkout }: Exercise,
  { print, sleep }: Kit,
  { amount, chargeMs, shipMs, trouble }: Purchase,
) {
  const shop = {
    async charge(due: number) {
      await sleep(chargeMs)
      if (trouble === 'declined') throw new Error('card declined')
      print(`card charged ${due}`)
    },
    async ship() {
      await sleep(shipMs)
      if (trouble === 'lost') throw new Error('parcel lost')
      print('parcel left')
    },
  }
  return checkout(shop, amount)
}
