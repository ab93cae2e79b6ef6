export async function report(
  hosts: readonly string[],
  probe: (host: string) => Promise<number>,
): Promise<string[]> {
  const probes = hosts.map(async (host) => probe(host))
  const lines: string[] = []
  for (let i = 0; i < hosts.length; i++) {
    try {
      lines.push(`${hosts[i]} ok ${await probes[i]}`)
    } catch (error) {
      lines.push(`${hosts[i]} down ${(error as Error).message}`)
    }
  }
  return lines
}
