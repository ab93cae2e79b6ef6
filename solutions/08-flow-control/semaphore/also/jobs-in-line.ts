type Job = () => Promise<void>

// Not the callers stand in line, but their jobs; a free slot starts the next one.
export class Semaphore {
  readonly #jobs: Job[] = []
  #free: number

  constructor(slots: number) {
    this.#free = slots
  }

  run<T>(fn: () => Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      this.#jobs.push(() => fn().then(resolve, reject))
      this.#startNext()
    })
  }

  #startNext(): void {
    if (this.#free === 0) return
    const job = this.#jobs.shift()
    if (!job) return
    this.#free--
    void job().finally(() => {
      this.#free++
      this.#startNext()
    })
  }
}
