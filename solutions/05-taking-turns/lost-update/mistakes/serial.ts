/** An account, and how many coins are on it. */
export interface Account {
  balance: number
}

let line: Promise<void> = Promise.resolve()

export async function deposit(
  acc: Account,
  amount: number,
  audit: (amount: number) => Promise<void>,
): Promise<void> {
  const turn = line.then(async () => {
    await audit(amount)
    acc.balance += amount
  })
  line = turn.catch(() => {})
  await turn
}
