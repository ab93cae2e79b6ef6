export async function report(
  hosts: readonly string[],
  probe: (host: string) => Promise<number>,
): Promise<string[]> {
  const results = await Promise.allSettled(hosts.map(probe))
  return results.map((result, i) => {
    if (result.status === 'fulfilled') return `${hosts[i]} ok ${result.value}`
    return `${hosts[i]} down ${result.reason.message}`
  })
}
