let free: number
const line: (() => void)[] = []

export class Semaphore {
  constructor(slots: number) {
    free = slots
  }

  async run<T>(fn: () => Promise<T>): Promise<T> {
    if (free > 0) free--
    else await new Promise<void>((resolve) => line.push(resolve))
    try {
      return await fn()
    } finally {
      const next = line.shift()
      if (next) next()
      else free++
    }
  }
}
