import { print } from '#kit'

export interface Shop {
  charge(amount: number): Promise<void>
  ship(): Promise<void>
}

// Says that it is over even when it failed; the failure goes on to the caller.
export async function checkout(shop: Shop, amount: number): Promise<void> {
  try {
    print('charging')
    await shop.charge(amount)
    print('shipping')
    await shop.ship()
  } finally {
    print('finished')
  }
}
