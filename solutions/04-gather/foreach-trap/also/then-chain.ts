export const notifyAll = (
  users: readonly string[],
  send: (user: string) => Promise<void>,
): Promise<number> => Promise.all(users.map(send)).then((sent) => sent.length)
