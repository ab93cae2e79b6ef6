export async function report(
  hosts: readonly string[],
  probe: (host: string) => Promise<number>,
): Promise<string[]> {
  const lines: string[] = []
  await Promise.all(
    hosts.map(async (host) => {
      try {
        const ms = await probe(host)
        lines.push(`${host} ok ${ms}`)
      } catch (error) {
        lines.push(`${host} down ${(error as Error).message}`)
      }
    }),
  )
  return lines
}
