export async function report(
  hosts: readonly string[],
  probe: (host: string) => Promise<number>,
): Promise<string[]> {
  const lines: string[] = []
  for (const host of hosts) {
    try {
      lines.push(`${host} ok ${probe(host)}`)
    } catch (error) {
      lines.push(`${host} down ${(error as Error).message}`)
    }
  }
  return lines
}
