export type Read = (name: string, cb: (text: string) => void) => void

export function readBoth(
  read: Read,
  a: string,
  b: string,
  done: (texts: [string, string]) => void,
): void {
  read(a, (first) => {
    read(b, (second) => done([first, second]))
  })
}
