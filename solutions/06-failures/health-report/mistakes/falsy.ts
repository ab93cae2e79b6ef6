export async function report(
  hosts: readonly string[],
  probe: (host: string) => Promise<number>,
): Promise<string[]> {
  return Promise.all(
    hosts.map(async (host) => {
      const answer = await Promise.resolve()
        .then(() => probe(host))
        .catch((error: Error) => {
          failures.set(host, error.message)
        })
      return answer ? `${host} ok ${answer}` : `${host} down ${failures.get(host)}`
    }),
  )
}

const failures = new Map<string, string>()
