/** An account, and how many coins are on it. */
export interface Account {
  balance: number
}

const lines = new WeakMap<Account, Promise<void>>()

// More than is needed: nobody can come between reading and writing anyway.
export async function deposit(
  acc: Account,
  amount: number,
  audit: (amount: number) => Promise<void>,
): Promise<void> {
  await audit(amount)
  const turn = (lines.get(acc) ?? Promise.resolve()).then(() => {
    acc.balance += amount
  })
  lines.set(acc, turn)
  await turn
}
