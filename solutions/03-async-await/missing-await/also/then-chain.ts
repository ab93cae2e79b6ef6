import { print } from '#kit'

export interface Shop {
  charge(amount: number): Promise<void>
  ship(): Promise<void>
}

export function checkout(shop: Shop, amount: number): Promise<void> {
  print('charging')
  return shop
    .charge(amount)
    .then(() => {
      print('shipping')
      return shop.ship()
    })
    .then(() => print('finished'))
}
