async function line(host: string, probe: (host: string) => Promise<number>): Promise<string> {
  try {
    const answer = await probe(host)
    return [host, 'ok', answer].join(' ')
  } catch (error) {
    return [host, 'down', (error as Error).message].join(' ')
  }
}

export async function report(
  hosts: readonly string[],
  probe: (host: string) => Promise<number>,
): Promise<string[]> {
  const pending = []
  for (const host of hosts) pending.push(line(host, probe))
  const lines = []
  for (const each of pending) lines.push(await each)
  return lines
}
