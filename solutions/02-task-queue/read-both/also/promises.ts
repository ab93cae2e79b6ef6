export type Read = (name: string, cb: (text: string) => void) => void

export function readBoth(
  read: Read,
  a: string,
  b: string,
  done: (texts: [string, string]) => void,
): void {
  const text = (name: string) => new Promise<string>((resolve) => read(name, resolve))
  void Promise.all([text(a), text(b)]).then(done)
}
