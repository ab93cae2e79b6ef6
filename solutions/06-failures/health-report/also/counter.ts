export function report(
  hosts: readonly string[],
  probe: (host: string) => Promise<number>,
): Promise<string[]> {
  return new Promise((resolve) => {
    const lines: string[] = []
    let missing = hosts.length
    if (missing === 0) resolve(lines)
    hosts.forEach((host, place) => {
      const write = (line: string) => {
        lines[place] = line
        missing--
        if (missing === 0) resolve(lines)
      }
      const down = (error: unknown) =>
        write(`${host} down ${error instanceof Error ? error.message : error}`)
      try {
        probe(host).then((answer) => write(`${host} ok ${answer}`), down)
      } catch (error) {
        down(error)
      }
    })
  })
}
