export async function report(
  hosts: readonly string[],
  probe: (host: string) => Promise<number>,
): Promise<string[]> {
  const answers = await Promise.all(
    hosts.map((host) => probe(host).catch((error: Error) => error.message)),
  )
  return hosts.map((host, index) => `${host} ok ${answers[index]}`)
}
