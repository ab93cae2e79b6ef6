export async function notifyAll(
  users: readonly string[],
  send: (user: string) => Promise<void>,
): Promise<number> {
  const results = await Promise.allSettled(users.map((user) => send(user)))
  return results.length
}
