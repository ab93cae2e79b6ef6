export type Read = (name: string, cb: (text: string) => void) => void

export function cachedRead(read: Read): Read {
  return (name, cb) => read(name, cb)
}
