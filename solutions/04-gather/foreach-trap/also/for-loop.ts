export async function notifyAll(
  users: readonly string[],
  send: (user: string) => Promise<void>,
): Promise<number> {
  const sends: Promise<void>[] = []
  for (const user of users) sends.push(send(user))
  await Promise.all(sends)
  return sends.length
}
