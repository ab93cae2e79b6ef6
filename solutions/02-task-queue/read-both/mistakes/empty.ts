export type Read = (name: string, cb: (text: string) => void) => void

export function readBoth(
  read: Read,
  a: string,
  b: string,
  done: (texts: [string, string]) => void,
): void {
  let first = ''
  let second = ''
  const check = () => {
    if (first && second) done([first, second])
  }
  read(a, (text) => {
    first = text
    check()
  })
  read(b, (text) => {
    second = text
    check()
  })
}
