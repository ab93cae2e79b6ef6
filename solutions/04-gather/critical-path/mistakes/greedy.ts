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
  let user: User = undefined as never
  const [found, orders, tips] = await Promise.all([
    api.user(),
    api.orders(user),
    api.friends(user).then((friends) => api.tips(friends)),
  ])
  user = found
  return { user, orders, tips }
}
