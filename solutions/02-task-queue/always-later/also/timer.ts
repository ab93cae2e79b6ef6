export type Read = (name: string, cb: (text: string) => void) => void

export function cachedRead(read: Read): Read {
  const texts = new Map<string, string>()
  return (name, cb) => {
    const known = texts.get(name)
    if (known !== undefined) {
      setTimeout(() => cb(known), 0)
      return
    }
    read(name, (text) => {
      texts.set(name, text)
      cb(text)
    })
  }
}
