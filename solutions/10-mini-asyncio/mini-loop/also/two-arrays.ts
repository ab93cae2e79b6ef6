export interface Clock {
  now(): number
  sleepUntil(moment: number): void
}

export interface Handle {
  cancel(): void
}

export class Loop {
  #now: { fn: (() => void) | undefined }[] = []
  #next: { fn: (() => void) | undefined }[] = []

  readonly clock: Clock

  constructor(clock: Clock) {
    this.clock = clock
  }

  callSoon = (fn: () => void): Handle => {
    const slot: { fn: (() => void) | undefined } = { fn }
    this.#next.push(slot)
    return { cancel: () => (slot.fn = undefined) }
  }

  runOnce = (): boolean => {
    ;[this.#now, this.#next] = [this.#next, []]
    this.#now.forEach((slot) => slot.fn?.())
    return this.#now.length > 0
  }
}
