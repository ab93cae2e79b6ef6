export async function report(
  hosts: readonly string[],
  probe: (host: string) => Promise<number>,
): Promise<string[]> {
  const results = await Promise.allSettled(hosts.map(async (host) => probe(host)))
  const up = results.filter((result) => result.status === 'fulfilled')
  const down = results.filter((result) => result.status === 'rejected')
  return [
    ...up.map((result, i) => `${hosts[i]} ok ${result.value}`),
    ...down.map((result, i) => `${hosts[i]} down ${result.reason.message}`),
  ]
}
