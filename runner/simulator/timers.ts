/**
 * Node's own bookkeeping of timers, so that overdue ones run in the order Node would run them in.
 *
 * Timers of one duration stand in one list, first come first served; the lists are served by the
 * moment at which their first timer is due. A list is served until its next timer is not due, even if
 * a timer of another list has been due for longer. Source: Node's `lib/internal/timers.js`,
 * `processTimers` and `listOnTimeout`.
 */
export class TimerLists {
  readonly #ties: number
  readonly #lists = new Map<number, List>()
  readonly #listOf = new Map<number, List>()
  #order = 0
  #keepingAlive = 0

  /**
   * @param ties puts lists that are due at the same millisecond into another order than they were
   * started in: in real time either may come first. 0 leaves them
   */
  constructor(ties = 0) {
    this.#ties = ties
  }

  /** Whether a timer is left that keeps the program alive. */
  get keepAlive(): boolean {
    return this.#keepingAlive > 0
  }

  get size(): number {
    return this.#listOf.size
  }

  /** When the loop has to wake up, or undefined when no timer is left. */
  get nextExpiry(): number | undefined {
    return this.#first()?.expiry
  }

  has(timer: number): boolean {
    return this.#listOf.has(timer)
  }

  insert(timer: number, delayMs: number, start: number, keepsAlive: boolean): void {
    let list = this.#lists.get(delayMs)
    if (!list) {
      list = { delayMs, expiry: start + delayMs, order: this.#nextOrder(), timers: new Map() }
      this.#lists.set(delayMs, list)
    }
    list.timers.set(timer, { start, keepsAlive })
    this.#listOf.set(timer, list)
    if (keepsAlive) this.#keepingAlive++
  }

  remove(timer: number): boolean {
    const list = this.#listOf.get(timer)
    const entry = list?.timers.get(timer)
    if (!list || !entry) return false
    list.timers.delete(timer)
    this.#listOf.delete(timer)
    if (entry.keepsAlive) this.#keepingAlive--
    if (list.timers.size === 0) this.#lists.delete(list.delayMs)
    return true
  }

  setKeepsAlive(timer: number, keepsAlive: boolean): void {
    const entry = this.#listOf.get(timer)?.timers.get(timer)
    if (!entry || entry.keepsAlive === keepsAlive) return
    entry.keepsAlive = keepsAlive
    this.#keepingAlive += keepsAlive ? 1 : -1
  }

  /** Takes out what is due at `now`, in the order in which Node runs it. */
  takeDue(now: number): number[] {
    const due: number[] = []
    for (let list = this.#first(); list && list.expiry <= now; list = this.#first()) {
      for (const [timer, { start }] of list.timers) {
        if (now - start < list.delayMs) {
          list.expiry = Math.max(start + list.delayMs, now + 1)
          list.order = this.#nextOrder()
          break
        }
        due.push(timer)
        this.remove(timer)
      }
    }
    return due
  }

  #nextOrder(): number {
    const order = this.#order++
    return this.#ties === 0 ? order : scattered(order ^ Math.imul(this.#ties, 0x9e3779b1))
  }

  #first(): List | undefined {
    let first: List | undefined
    for (const list of this.#lists.values()) {
      if (
        !first ||
        list.expiry < first.expiry ||
        (list.expiry === first.expiry && list.order < first.order)
      )
        first = list
    }
    return first
  }
}

/** The finalizer of MurmurHash3. */
function scattered(number: number): number {
  let bits = Math.imul(number ^ (number >>> 16), 0x85ebca6b)
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35)
  return (bits ^ (bits >>> 16)) >>> 0
}

interface List {
  readonly delayMs: number
  expiry: number
  order: number
  /** In order of insertion. */
  readonly timers: Map<number, { readonly start: number; keepsAlive: boolean }>
}
