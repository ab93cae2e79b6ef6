/**
 * Probes all hosts at once; one line for each, in the order of `hosts`: `a ok 12` for one that answers
 * with 12, `b down refused` for one whose probe fails with the message "refused".
 */
export async function report(
  hosts: readonly string[],
  probe: (host: string) => Promise<number>,
): Promise<string[]> {
  // TODO: a line for every host, those that are down as well
  const answers = await Promise.all(hosts.map((host) => probe(host)))
  return hosts.map((host, index) => `${host} ok ${answers[index]}`)
}
