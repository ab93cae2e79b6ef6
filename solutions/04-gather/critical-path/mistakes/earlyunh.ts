export interface User {
  readonly name: string
}
export interface Order {
  readonly id: number
}
export interface Api {
  user(): Promise<User>
  orders(user: User): Promise<Order[]>
  friends(user: User): Promise<User[]>
  tips(friends: User[]): Promise<string[]>
}

export async function dashboard(
  api: Api,
): Promise<{ user: User; orders: Order[]; tips: string[] }> {
  const user = await api.user()
  const pending = api.orders(user)
  const friends = await api.friends(user)
  const tips = await api.tips(friends)
  return { user, orders: await pending, tips }
}
