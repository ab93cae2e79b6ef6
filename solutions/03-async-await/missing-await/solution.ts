import { print } from '#kit'

/** What a shop can do. Both take their time. */
export interface Shop {
  charge(amount: number): Promise<void>
  ship(): Promise<void>
}

/** Charges the card, then ships the parcel; done when the parcel has left. */
export async function checkout(shop: Shop, amount: number): Promise<void> {
  print('charging')
  // #region stub
  // shop.charge(amount)
  // #endregion
  // #region solution
  await shop.charge(amount)
  // #endregion
  print('shipping')
  // #region stub
  // shop.ship()
  // #endregion
  // #region solution
  await shop.ship()
  // #endregion
  print('finished')
}
