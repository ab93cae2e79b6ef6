/** An account, and how many coins are on it. */
export interface Account {
  balance: number
}

export async function deposit(
  acc: Account,
  amount: number,
  audit: (amount: number) => Promise<void>,
): Promise<void> {
  let before
  do {
    before = acc.balance
    await audit(amount)
  } while (acc.balance !== before)
  acc.balance = before + amount
}
