export type Read = (name: string, cb: (text: string) => void) => void

export function readBoth(
  read: Read,
  a: string,
  b: string,
  done: (texts: [string, string]) => void,
): void {
  const texts: [string, string] = ['', '']
  read(a, (text) => {
    texts[0] = text
    done(texts)
  })
  read(b, (text) => {
    texts[1] = text
    done(texts)
  })
}
