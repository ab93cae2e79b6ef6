import { print } from '#kit'

export interface Shop {
  charge(amount: number): Promise<void>
  ship(): Promise<void>
}

// The promise first, the waiting on a line of its own.
export async function checkout({ charge, ship }: Shop, amount: number): Promise<void> {
  print('charging')
  const charged = charge(amount)
  await charged
  print('shipping')
  const shipped = ship()
  await shipped
  print('finished')
}
