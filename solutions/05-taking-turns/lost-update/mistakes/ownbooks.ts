/** An account, and how many coins are on it. */
export interface Account {
  balance: number
}

const books = new WeakMap<Account, number>()

export async function deposit(
  acc: Account,
  amount: number,
  audit: (amount: number) => Promise<void>,
): Promise<void> {
  const start = books.get(acc) ?? acc.balance
  books.set(acc, start)
  await audit(amount)
  const sum = (books.get(acc) ?? 0) + amount
  books.set(acc, sum)
  acc.balance = sum
}
