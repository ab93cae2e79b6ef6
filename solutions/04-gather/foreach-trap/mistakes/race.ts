export async function notifyAll(
  users: readonly string[],
  send: (user: string) => Promise<void>,
): Promise<number> {
  let sent = 0
  await Promise.race(
    users.map(async (user) => {
      await send(user)
      sent++
    }),
  )
  return sent
}
