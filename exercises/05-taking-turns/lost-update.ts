/** An account, and how many coins are on it. */
export interface Account {
  balance: number
}

/** Puts `amount` on the account once its audit has passed; when the audit fails, so does the deposit. */
export async function deposit(
  acc: Account,
  amount: number,
  audit: (amount: number) => Promise<void>,
): Promise<void> {
  const before = acc.balance
  await audit(amount)
  acc.balance = before + amount
}
