export type Read = (name: string, cb: (text: string) => void) => void

export function cachedRead(read: Read): Read {
  const texts = new Map<string, string>()
  let answering = false
  return (name, cb) => {
    const known = texts.get(name)
    if (known !== undefined) {
      if (answering) cb(known)
      else queueMicrotask(() => cb(known))
      return
    }
    read(name, (text) => {
      texts.set(name, text)
      answering = true
      cb(text)
      answering = false
    })
  }
}
