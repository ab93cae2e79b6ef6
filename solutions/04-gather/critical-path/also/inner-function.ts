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
  async function tipsOfFriends(): Promise<string[]> {
    const friends = await api.friends(user)
    return await api.tips(friends)
  }
  const [tips, orders] = await Promise.all([tipsOfFriends(), api.orders(user)])
  return { user, orders, tips }
}
