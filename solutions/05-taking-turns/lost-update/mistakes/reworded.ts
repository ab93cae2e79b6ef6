export interface Account {
  balance: number
}

export async function deposit(
  acc: Account,
  amount: number,
  audit: (amount: number) => Promise<void>,
): Promise<void> {
  try { await audit(amount) } catch { throw new Error("audit failed") }
  acc.balance += amount
}
