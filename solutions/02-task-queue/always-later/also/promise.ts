export type Read = (name: string, cb: (text: string) => void) => void

export function cachedRead(read: Read): Read {
  const texts = new Map<string, Promise<string>>()
  return (name, cb) => {
    let text = texts.get(name)
    if (!text) {
      text = new Promise((resolve) => read(name, resolve))
      texts.set(name, text)
    }
    void text.then(cb)
  }
}
