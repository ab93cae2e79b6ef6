export type Read = (name: string, cb: (text: string) => void) => void

export function readBoth(
  read: Read,
  a: string,
  b: string,
  done: (texts: [string, string]) => void,
): void {
  let first: string | undefined
  let second: string | undefined
  read(a, (text) => (first = text))
  read(b, (text) => (second = text))
  if (first !== undefined && second !== undefined) done([first, second])
}
