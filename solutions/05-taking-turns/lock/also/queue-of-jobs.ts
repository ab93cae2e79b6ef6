/** A list of jobs, and one who works it off. */
export class Lock {
  #jobs: (() => Promise<void>)[] = []
  #working = false

  run<T>(fn: () => T | Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      this.#jobs.push(async () => {
        try {
          resolve(await fn())
        } catch (error) {
          reject(error)
        }
      })
      if (!this.#working) void this.#work()
    })
  }

  async #work(): Promise<void> {
    this.#working = true
    for (let job = this.#jobs.shift(); job; job = this.#jobs.shift()) await job()
    this.#working = false
  }
}
