export async function report(
  hosts: readonly string[],
  probe: (host: string) => Promise<number>,
): Promise<string[]> {
  const outcomes = await Promise.allSettled(hosts.map(async (host) => probe(host)))
  return outcomes.map((outcome, index) =>
    outcome.status === 'fulfilled'
      ? `${hosts[index]} ok ${outcome.value}`
      : `${hosts[index]} down ${(outcome.reason as Error).message}`,
  )
}
