/** A belt that keeps a list of what was taken from it: the channel that the suite of `workers` hands out. */
export interface Belt<T> {
  put(value: T): Promise<void>
  get(): Promise<{ done: false; value: T } | { done: true }>
  close(): void
  /** Everything that was taken so far. */
  readonly taken: readonly T[]
}

type Next<T> = { done: false; value: T } | { done: true }

interface Giver<T> {
  readonly parcel: { done: false; value: T }
  readonly letIn: () => void
  readonly turnAway: (reason: Error) => void
}

/** An empty belt with room for `capacity` values; its functions may be passed around one by one. */
export function createBelt<T>(capacity: number): Belt<T> {
  const parcels: { done: false; value: T }[] = []
  const givers: Giver<T>[] = []
  const takers: ((next: Next<T>) => void)[] = []
  const taken: T[] = []
  let closed = false

  const handOut = (parcel: { done: false; value: T }): { done: false; value: T } => {
    taken.push(parcel.value)
    return parcel
  }
  return {
    taken,
    // Not async functions: each call of one would have a lane of its own in the picture.
    put(value) {
      if (closed) return Promise.reject(new Error('The belt is closed'))
      const parcel = { done: false as const, value }
      const taker = takers.shift()
      if (!taker && parcels.length === capacity)
        return new Promise((letIn, turnAway) => givers.push({ parcel, letIn, turnAway }))
      if (taker) taker(handOut(parcel))
      else parcels.push(parcel)
      return Promise.resolve()
    },
    get() {
      const parcel = parcels.shift()
      if (!parcel && !closed) return new Promise((taker) => takers.push(taker))
      if (!parcel) return Promise.resolve({ done: true })
      const giver = givers.shift()
      if (giver) {
        parcels.push(giver.parcel)
        giver.letIn()
      }
      return Promise.resolve(handOut(parcel))
    },
    close() {
      closed = true
      for (const taker of takers.splice(0)) taker({ done: true })
      for (const { turnAway } of givers.splice(0)) turnAway(new Error('The belt was closed'))
    },
  }
}
