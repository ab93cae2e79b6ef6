class Cache<T> {
  private readonly flights: Record<string, Promise<T>> = Object.create(null)
  private readonly load: (key: string) => Promise<T>

  constructor(load: (key: string) => Promise<T>) {
    this.load = load
  }

  read(key: string): Promise<T> {
    return (this.flights[key] ??= this.fetch(key))
  }

  private async fetch(key: string): Promise<T> {
    try {
      return await this.load(key)
    } catch (error) {
      delete this.flights[key]
      throw error
    }
  }
}

export const memoize = <T>(load: (key: string) => Promise<T>): ((key: string) => Promise<T>) => {
  const cache = new Cache(load)
  return (key) => cache.read(key)
}
