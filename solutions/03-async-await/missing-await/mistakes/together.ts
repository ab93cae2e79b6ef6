import { print } from '#kit'

export interface Shop {
  charge(amount: number): Promise<void>
  ship(): Promise<void>
}

export async function checkout(shop: Shop, amount: number): Promise<void> {
  print('charging')
  print('shipping')
  await Promise.all([shop.charge(amount), shop.ship()])
  print('finished')
}
