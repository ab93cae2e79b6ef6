import { print, sleep } from '#kit'

export interface Shop {
  charge(amount: number): Promise<void>
  ship(): Promise<void>
}

export async function checkout(shop: Shop, amount: number): Promise<void> {
  print('charging')
  shop.charge(amount)
  await sleep(300)
  print('shipping')
  shop.ship()
  await sleep(500)
  print('finished')
}
