/** Sends to every user, all at once; gives back how many were sent when the last one has been. */
export async function notifyAll(
  users: readonly string[],
  send: (user: string) => Promise<void>,
): Promise<number> {
  let sent = 0
  users.forEach(async (user) => {
    await send(user)
    sent++
  })
  return sent
}
