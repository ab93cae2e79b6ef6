export type Read = (name: string, cb: (text: string) => void) => void

export function readBoth(
  read: Read,
  a: string,
  b: string,
  done: (texts: [string, string]) => void,
): void {
  let first: string | undefined
  let second: string | undefined
  const check = (): void => {
    if (first !== undefined && second !== undefined) done([first, second])
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
