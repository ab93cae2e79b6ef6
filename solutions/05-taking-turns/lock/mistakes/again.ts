export class Lock {
  private readonly line: (() => Promise<void>)[] = []
  private open = true

  run<T>(fn: () => T | Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      this.line.push(async () => {
        try {
          resolve(await fn())
        } catch (error) {
          reject(error)
        }
      })
      void this.serve()
    })
  }

  private async serve(): Promise<void> {
    if (!this.open) return
    this.open = false
    for (const visit of this.line) await visit()
    this.open = true
  }
}
