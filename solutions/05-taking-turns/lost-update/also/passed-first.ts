/** An account, and how many coins are on it. */
export interface Account {
  balance: number
}

export async function deposit(
  acc: Account,
  amount: number,
  audit: (amount: number) => Promise<void>,
): Promise<void> {
  const passed = audit(amount)
  await passed
  acc.balance += amount
}
