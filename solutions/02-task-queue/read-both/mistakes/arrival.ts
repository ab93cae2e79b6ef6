export type Read = (name: string, cb: (text: string) => void) => void

export function readBoth(
  read: Read,
  a: string,
  b: string,
  done: (texts: [string, string]) => void,
): void {
  const texts: string[] = []
  const add = (text: string) => {
    texts.push(text)
    if (texts.length === 2) done(texts as [string, string])
  }
  read(a, add)
  read(b, add)
}
