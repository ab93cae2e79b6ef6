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
  const orders = api.orders(user)
  const tips = api.friends(user).then((friends) => api.tips(friends))
  const both = Promise.all([orders, tips])
  await both
  return { user, orders: await orders, tips: await tips }
}
