export type Read = (name: string, cb: (text: string) => void) => void

function readAll(read: Read, names: readonly string[], done: (texts: string[]) => void): void {
  const texts = new Map<string, string>()
  for (const name of names) {
    read(name, (text) => {
      texts.set(name, text)
      if (texts.size === names.length) done(names.map((each) => texts.get(each) ?? ''))
    })
  }
}

export const readBoth = (
  read: Read,
  a: string,
  b: string,
  done: (texts: [string, string]) => void,
): void => readAll(read, [a, b], ([first = '', second = '']) => done([first, second]))
