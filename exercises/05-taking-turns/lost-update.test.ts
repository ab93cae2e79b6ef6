import { exercise, expect, type Kit } from '#runner'

type Exercise = typeof import('./lost-update.ts')

const test = exercise<Exercise>(import.meta.url)

test('two deposits at once: both are on the account, each from the end of its audit on', async ({
  simulate,
}) => {
  const run = await simulate(bank, {
    balance: 100,
    deposits: [
      { amount: 50, auditMs: 200 },
      { amount: 70, auditMs: 100 },
    ],
  })

  expect(run).toPrint(`
      0 ms  audit of 50
      0 ms  audit of 70
    100 ms  70 passed
    100 ms  balance 170
    200 ms  50 passed
    200 ms  balance 220
  `)
  expect(run).toSettleWith(220)
  expect(run).toTake('200 ms')
  expect(run).toLeaveNothing()
})

test('a refused deposit: it fails, and nothing of it is on the account', async ({ simulate }) => {
  const run = await simulate(bank, {
    balance: 100,
    deposits: [
      { amount: 50, auditMs: 200 },
      { amount: 70, auditMs: 100, refused: true },
    ],
  })

  expect(run).toPrint(`
      0 ms  audit of 50
      0 ms  audit of 70
    100 ms  failed: 70 refused
    200 ms  50 passed
    200 ms  balance 150
  `)
  expect(run).toSettleWith(150)
  expect(run).toTake('200 ms')
})

test('the bank takes a fee while the audit is under way', async ({ simulate }) => {
  const run = await simulate(bank, {
    balance: 100,
    deposits: [{ amount: 50, auditMs: 200 }],
    fee: { amount: 10, at: 120 },
  })

  expect(run).toPrint(`
      0 ms  audit of 50
    120 ms  balance 90
    200 ms  50 passed
    200 ms  balance 140
  `)
  expect(run).toSettleWith(140)
})

test('an account with nothing on it, and nobody else near', async ({ simulate }) => {
  const run = await simulate(bank, { balance: 0, deposits: [{ amount: 5, auditMs: 30 }] })

  expect(run).toPrint(`
     0 ms  audit of 5
    30 ms  5 passed
    30 ms  balance 5
  `)
  expect(run).toSettleWith(5)
})

test('two accounts know nothing of each other', async ({ simulate }) => {
  const run = await simulate(async ({ deposit }, { sleep }) => {
    const mine = { balance: 10 }
    const yours = { balance: 500 }
    await Promise.all([
      deposit(mine, 1, () => sleep(100)),
      deposit(yours, 2, () => sleep(300)),
      deposit(mine, 3, () => sleep(200)),
    ])
    return { mine: mine.balance, yours: yours.balance }
  })

  expect(run).toSettleWith({ mine: 14, yours: 502 })
  expect(run).toTake('300 ms')
})

test('any deposits, their audits over in any order', async ({ simulate, explore }) => {
  await explore(
    ({ integer, distinct }) => ({
      balance: integer(0, 500),
      crowd: integer(2, 5),
      amounts: distinct(5, 1, 99),
      latencies: distinct(5, 10, 500),
    }),
    async ({ balance, crowd, amounts, latencies }) => {
      const deposits = amounts
        .slice(0, crowd)
        .map((amount, index) => ({ amount, auditMs: latencies[index] ?? 0 }))
      const run = await simulate(bank, { balance, deposits })

      const passing = deposits.toSorted((one, other) => one.auditMs - other.auditMs)
      let sum = balance
      const reports = passing.flatMap(({ amount, auditMs }) => [
        `${auditMs} ms  ${amount} passed`,
        `${auditMs} ms  balance ${(sum += amount)}`,
      ])
      expect(run).toPrint(
        [...deposits.map(({ amount }) => `0 ms  audit of ${amount}`), ...reports].join('\n'),
      )
      expect(run).toSettleWith(sum)
      expect(run).toTake(`${passing.at(-1)?.auditMs} ms`)
    },
  )
})

test('audits that are over in the same moment', async ({ simulate, explore }) => {
  await explore(
    ({ integer, distinct }) => ({
      crowd: integer(2, 4),
      amounts: distinct(4, 1, 99),
      auditMs: integer(20, 300),
      hops: integer(0, 6),
    }),
    async ({ crowd, amounts, auditMs, hops }) => {
      const deposits = amounts
        .slice(0, crowd)
        .map((amount, index) => ({ amount, auditMs, hops: index * hops }))
      const run = await simulate(bank, { balance: 100, deposits })

      expect(run).toSettleWith(deposits.reduce((sum, { amount }) => sum + amount, 100))
      expect(run).toTake(`${auditMs} ms`)
    },
  )
})

type Day = {
  /** What is on the account in the morning. */
  readonly balance: number
  /** All are brought to the bank at 0 ms. */
  readonly deposits: readonly Deposit[]
  readonly fee?: { readonly amount: number; readonly at: number }
}

type Deposit = {
  readonly amount: number
  readonly auditMs: number
  readonly refused?: boolean
  /** Its audit answers so many turns of the microtask queue later. */
  readonly hops?: number
}

/** A day in a bank: every change of the account is printed, and what is on it in the evening is returned. */
async function bank({ deposit }: Exercise, { print, sleep, now }: Kit, day: Day) {
  let { balance } = day
  const account = {
    get balance() {
      return balance
    },
    set balance(sum) {
      balance = sum
      print(`balance ${sum}`)
    },
  }

  // Auditors who are done in the same moment report in one breath.
  const reports = new Map<number, Promise<void>>()
  const report = (ms: number) => {
    const at = now() + ms
    const together = reports.get(at) ?? sleep(ms)
    reports.set(at, together)
    return together
  }

  const bring = async ({ amount, auditMs, refused = false, hops = 0 }: Deposit) => {
    const audit = async (sum: number) => {
      print(`audit of ${sum}`)
      await report(auditMs)
      for (let hop = 0; hop < hops; hop++) await Promise.resolve()
      if (refused) throw new Error(`${sum} refused`)
      print(`${sum} passed`)
    }
    try {
      await deposit(account, amount, audit)
    } catch (error) {
      if (!refused || !(error instanceof Error)) throw error
      print(`failed: ${error.message}`)
    }
  }

  const { fee } = day
  if (fee) setTimeout(() => (account.balance -= fee.amount), fee.at)
  await Promise.all(day.deposits.map(bring))
  return account.balance
}
