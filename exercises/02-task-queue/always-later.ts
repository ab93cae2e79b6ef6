/** Starts reading the file `name` and returns at once; calls `cb` with its text when it is there. */
export type Read = (name: string, cb: (text: string) => void) => void

/** A read that asks the disk for each name once, and answers from memory after that. */
export function cachedRead(read: Read): Read {
  const texts = new Map<string, string>()
  return (name, cb) => {
    const known = texts.get(name)
    if (known !== undefined) {
      cb(known)
      return
    }
    read(name, (text) => {
      texts.set(name, text)
      cb(text)
    })
  }
}
