export async function report(
  hosts: readonly string[],
  probe: (host: string) => Promise<number>,
): Promise<string[]> {
  return Promise.all(
    hosts.map(async (host) => {
      try {
        return `${host} ok ${await probe(host)}`
      } catch (error) {
        return `${host} down ${error}`
      }
    }),
  )
}
