export interface Account {
  balance: number
}

export async function deposit(
  acc: Account,
  amount: number,
  audit: (amount: number) => Promise<void>,
): Promise<void> {
  const before = acc.balance
  await audit(amount)
  acc.balance += before + amount
}
