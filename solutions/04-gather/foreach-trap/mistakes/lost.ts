export async function notifyAll(
  users: readonly string[],
  send: (user: string) => Promise<void>,
): Promise<number> {
  if (users.length === 0) return 0
  let sent = 0
  users.forEach(async (user) => {
    await send(user)
    sent++
  })
  // wait until all of them had time enough
  await new Promise((resolve) => setTimeout(resolve, 300))
  return sent
}
