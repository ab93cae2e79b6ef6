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

export const dashboard = (api: Api): Promise<{ user: User; orders: Order[]; tips: string[] }> =>
  api
    .user()
    .then((user) =>
      Promise.all([api.orders(user), api.friends(user).then((friends) => api.tips(friends))]).then(
        ([orders, tips]) => ({ user, orders, tips }),
      ),
    )
