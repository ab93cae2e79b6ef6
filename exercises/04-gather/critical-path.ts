export interface User {
  readonly name: string
}

export interface Order {
  readonly id: number
}

/** Each call takes its time; `orders` and `friends` need the user, `tips` needs the friends. */
export interface Api {
  user(): Promise<User>
  orders(user: User): Promise<Order[]>
  friends(user: User): Promise<User[]>
  tips(friends: User[]): Promise<string[]>
}

/** What the page shows, as soon as it can be there. */
export async function dashboard(
  api: Api,
): Promise<{ user: User; orders: Order[]; tips: string[] }> {
  const user = await api.user()
  const orders = await api.orders(user)
  const friends = await api.friends(user)
  const tips = await api.tips(friends)
  return { user, orders, tips }
}
