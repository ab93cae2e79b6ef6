export type Read = (name: string, cb: (text: string) => void) => void

export function readBoth(
  read: Read,
  a: string,
  b: string,
  done: (texts: [string, string]) => void,
): void {
  let first = ''
  read(a, (text) => (first = text))
  read(b, (text) => done([first, text]))
}
