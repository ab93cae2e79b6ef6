export async function notifyAll(
  users: readonly string[],
  send: (user: string) => Promise<void>,
): Promise<number> {
  let sent = 0
  for (const user of users) {
    await send(user)
    sent++
  }
  return sent
}
