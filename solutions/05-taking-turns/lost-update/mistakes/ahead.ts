export interface Account {
  balance: number
}

const planned = new Map<Account, number>()

export async function deposit(
  acc: Account,
  amount: number,
  audit: (amount: number) => Promise<void>,
): Promise<void> {
  const sum = (planned.get(acc) ?? acc.balance) + amount
  planned.set(acc, sum)
  await audit(amount)
  acc.balance = planned.get(acc) ?? sum
}
