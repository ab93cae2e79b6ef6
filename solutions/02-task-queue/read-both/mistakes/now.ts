export type Read = (name: string, cb: (text: string) => void) => void

export function readBoth(
  read: Read,
  a: string,
  b: string,
  done: (texts: [string, string]) => void,
): void {
  const texts: string[] = []
  read(a, (text) => (texts[0] = text))
  read(b, (text) => (texts[1] = text))
  done(texts as [string, string])
}
