export interface Account {
  balance: number
}

export async function deposit(
  acc: Account,
  amount: number,
  audit: (amount: number) => Promise<void>,
): Promise<void> {
  await audit(amount)
  acc = { balance: acc.balance + amount }
}
