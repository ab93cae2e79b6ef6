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
  const [orders, tips] = await Promise.allSettled([
    api.orders(user),
    api.friends(user).then((friends) => api.tips(friends)),
  ])
  if (orders.status === 'rejected') throw orders.reason
  if (tips.status === 'rejected') throw tips.reason
  return { user, orders: orders.value, tips: tips.value }
}
