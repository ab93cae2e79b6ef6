export const report = (
  hosts: readonly string[],
  probe: (host: string) => Promise<number>,
): Promise<string[]> =>
  Promise.all(
    hosts.map((host) =>
      Promise.resolve(host)
        .then(probe)
        .then(
          (answer) => `${host} ok ${answer}`,
          (error: Error) => `${host} down ${error.message}`,
        ),
    ),
  )
