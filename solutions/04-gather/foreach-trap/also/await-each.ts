// Started in one go, waited for one after the other.
export async function notifyAll(
  users: readonly string[],
  send: (user: string) => Promise<void>,
): Promise<number> {
  let sent = 0
  for await (const _ of users.map((user) => send(user))) sent++
  return sent
}
