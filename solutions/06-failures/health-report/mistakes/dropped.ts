export async function report(
  hosts: readonly string[],
  probe: (host: string) => Promise<number>,
): Promise<string[]> {
  const results = await Promise.allSettled(hosts.map(async (host) => `${host} ok ${await probe(host)}`))
  return results.filter((result) => result.status === 'fulfilled').map((result) => result.value)
}
