export async function report(
  hosts: readonly string[],
  probe: (host: string) => Promise<number>,
): Promise<string[]> {
  try {
    const answers = await Promise.all(hosts.map((host) => probe(host)))
    return hosts.map((host, index) => `${host} ok ${answers[index]}`)
  } catch (error) {
    return hosts.map((host) => `${host} down ${(error as Error).message}`)
  }
}
