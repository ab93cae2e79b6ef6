export async function report(
  hosts: readonly string[],
  probe: (host: string) => Promise<number>,
): Promise<string[]> {
  const lines: string[] = []
  hosts.forEach(async (host, index) => {
    try {
      lines[index] = `${host} ok ${await probe(host)}`
    } catch (error) {
      lines[index] = `${host} down ${(error as Error).message}`
    }
  })
  return lines
}
