export class TimeoutError extends Error {}

class Alarm {
  #timer: NodeJS.Timeout | undefined

  readonly rings: Promise<never>

  constructor(ms: number) {
    this.rings = new Promise((_, reject) => {
      this.#timer = setTimeout(() => reject(new TimeoutError()), ms)
    })
  }

  cancel(): void {
    clearTimeout(this.#timer)
  }
}

export function withTimeout<T>(work: Promise<T>, ms: number): Promise<T> {
  const alarm = new Alarm(ms)
  const silence = () => alarm.cancel()
  work.then(silence, silence)
  return Promise.race([work, alarm.rings])
}
