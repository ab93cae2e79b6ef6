class Sleeper {
  timer: NodeJS.Timeout | undefined
  resolve!: () => void
  reject!: (reason: unknown) => void
  readonly promise = new Promise<void>((resolve, reject) => {
    this.resolve = resolve
    this.reject = reject
  })

  constructor(
    readonly ms: number,
    readonly signal: AbortSignal | undefined,
  ) {
    if (signal?.aborted) return (this.handleEvent(), this)
    this.timer = setTimeout(() => this.wake(), ms)
    signal?.addEventListener('abort', this)
  }

  wake(): void {
    this.signal?.removeEventListener('abort', this)
    this.resolve()
  }

  handleEvent(): void {
    clearTimeout(this.timer)
    this.reject(this.signal?.reason)
  }
}

export function sleep(ms: number, opts: { signal?: AbortSignal } = {}): Promise<void> {
  return new Sleeper(ms, opts.signal).promise
}
