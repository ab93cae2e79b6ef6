import { print } from '#kit'

export interface Shop {
  charge(amount: number): Promise<void>
  ship(): Promise<void>
}

export async function checkout(shop: Shop, amount: number): Promise<void> {
  print('charging')
  await shop.charge(amount).then(() => {
    print('shipping')
    shop.ship()
  })
  print('finished')
}
