import { print } from '#kit'

export interface Shop {
  charge(amount: number): Promise<void>
  ship(): Promise<void>
}

export async function checkout(shop: Shop, amount: number): Promise<void> {
  print('charging')
  const charged = shop.charge(amount)
  print('shipping')
  const shipped = shop.ship()
  await Promise.race([charged, shipped])
  print('finished')
}
