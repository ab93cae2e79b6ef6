export async function notifyAll(
  users: readonly string[],
  send: (user: string) => Promise<void>,
): Promise<number> {
  return users.reduce(async (soFar, user) => {
    const sent = await soFar
    await send(user)
    return sent + 1
  }, Promise.resolve(0))
}
