/** An account, and how many coins are on it. */
export interface Account {
  balance: number
}

export async function deposit(
  acc: Account,
  amount: number,
  audit: (amount: number) => Promise<void>,
): Promise<void> {
  audit(amount).then(() => {
    acc.balance += amount
  })
}
