/**
 * Node's own bookkeeping of timers, so that overdue ones run in the order Node would run them in.
 *
 * Timers of one duration stand in one list, first come first served; the lists are served by the
 * moment at which they ask to be. That moment is not kept up to date: a list whose first timer was
 * cleared or refreshed still asks when that one would have been due, and only then looks again. A
 * list is served until its next timer is not due, even if a timer of another list has been due for
 * longer. Source: Node's `lib/internal/timers.js`; the names of its functions stand beside ours.
 */
export class TimerLists {
  readonly #ties: number
  readonly #timers = new Map<number, Timer>()
  readonly #lists = new Map<number, List>()
  #order = 0
  #keepingAlive = 0
  #roundNow = 0
  #round: Service[] = []

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

  /** When the loop has to wake up, or undefined when no timer is left. */
  get nextExpiry(): number | undefined {
    let next: number | undefined
    for (const { expiry } of this.#lists.values())
      if (next === undefined || expiry < next) next = expiry
    return next
  }

  set(id: number, { delayMs, repeats, keepsAlive }: TimerOptions, now: number): void {
    const timer: Timer = {
      id,
      delayMs,
      repeats,
      keepsAlive,
      start: now,
      firedAt: now,
      over: false,
      cleared: false,
    }
    // A number is given once; a sandbox that is not sound may give it twice.
    this.clear(id)
    this.#timers.set(id, timer)
    this.#append(timer, now)
    if (keepsAlive) this.#keepingAlive++
  }

  /** `unenroll` */
  clear(id: number): void {
    const timer = this.#timers.get(id)
    if (!timer || timer.over) return
    timer.over = timer.cleared = true
    unlink(timer)
    // Node keeps the empty list of a timer that is unreferenced.
    if (!timer.keepsAlive) return
    if (this.#lists.get(timer.delayMs)?.timers.size === 0) this.#lists.delete(timer.delayMs)
    this.#keepingAlive--
  }

  /** `insertGuarded` */
  refresh(id: number, now: number): void {
    const timer = this.#timers.get(id)
    if (!timer || timer.cleared) return
    this.#append(timer, now)
    if (timer.over && timer.keepsAlive) this.#keepingAlive++
    timer.over = false
  }

  setKeepsAlive(id: number, keepsAlive: boolean): void {
    const timer = this.#timers.get(id)
    if (!timer || timer.keepsAlive === keepsAlive) return
    timer.keepsAlive = keepsAlive
    if (!timer.over) this.#keepingAlive += keepsAlive ? 1 : -1
  }

  /**
   * Begins a round of timers: those that are due at `now`, list by list, in the order in which Node
   * looks at them. A timer that is not due but stands before one that is, is told as its negative.
   *
   * What happens in the round is told by {@link fires} and {@link fired}, its end by {@link end}.
   */
  begin(now: number): number[][] {
    this.#roundNow = now
    this.#round = [...this.#lists.values()]
      .filter(({ expiry }) => expiry <= now)
      .sort((one, two) => one.expiry - two.expiry || one.order - two.order)
      .map((list) => ({ list, waiting: this.#upToLastDue(list) }))
    return this.#round
      .filter(({ waiting }) => waiting.length > 0)
      .map(({ waiting }) => waiting.map((timer) => (this.#isDue(timer) ? timer.id : -timer.id)))
  }

  /** A timer's callback begins. */
  fires(id: number, now: number): void {
    const timer = this.#timers.get(id)
    if (!timer) return
    const index = this.#round.findIndex(({ waiting }) => waiting.includes(timer))
    for (const { list } of this.#round.splice(0, index)) this.#leave(list)
    const waiting = this.#round[0]?.waiting ?? []
    for (const skipped of waiting.splice(0, waiting.indexOf(timer) + 1))
      if (skipped !== timer) this.#dropIfDue(skipped)
    unlink(timer)
    // Node counts an interval's next round from the moment its callback begins.
    timer.firedAt = now
  }

  /** A timer's callback has returned; its microtasks come later, and Node looks at its list before them. */
  fired(id: number): void {
    const timer = this.#timers.get(id)
    if (!timer) return
    // Even one that was refreshed meanwhile is set again from where its callback began.
    if (timer.repeats && !timer.cleared) this.#append(timer, timer.firedAt)
    else if (!timer.list) this.#finish(timer)
    const [service] = this.#round
    const [first] = service?.list.timers ?? []
    if (!service || (first && this.#isDue(first))) return
    this.#leave(service.list)
    this.#round.shift()
  }

  end(): void {
    for (const { list } of this.#round.splice(0)) this.#leave(list)
  }

  #upToLastDue(list: List): Timer[] {
    const timers: Timer[] = []
    let count = 0
    for (const timer of list.timers) {
      const isDue = this.#isDue(timer)
      if (!isDue && list.inOrder) break
      timers.push(timer)
      if (isDue) count = timers.length
    }
    return timers.slice(0, count)
  }

  /** `insert` */
  #append(timer: Timer, start: number): void {
    const { delayMs } = timer
    unlink(timer)
    let list = this.#lists.get(delayMs)
    if (!list) {
      list = {
        delayMs,
        expiry: start + delayMs,
        order: this.#nextOrder(),
        timers: new Set(),
        latest: start,
        inOrder: true,
      }
      this.#lists.set(delayMs, list)
    }
    if (start < list.latest) list.inOrder = false
    list.latest = start
    list.timers.add(timer)
    timer.start = start
    timer.list = list
  }

  /** The end of `listOnTimeout`: the list goes, or asks again when its first timer is due. */
  #leave(list: List): void {
    for (const timer of list.timers) {
      if (this.#dropIfDue(timer)) continue
      list.expiry = Math.max(timer.start + list.delayMs, this.#roundNow + 1)
      list.order = this.#nextOrder()
      return
    }
    if (this.#lists.get(list.delayMs) === list) this.#lists.delete(list.delayMs)
  }

  /** Its turn has come and nothing was called: it was cleared after it had fired, and then refreshed. */
  #dropIfDue(timer: Timer): boolean {
    if (!timer.list || !this.#isDue(timer)) return false
    unlink(timer)
    this.#finish(timer)
    return true
  }

  #finish(timer: Timer): void {
    if (timer.over) return
    timer.over = true
    if (timer.keepsAlive) this.#keepingAlive--
  }

  #nextOrder(): number {
    const order = this.#order++
    return this.#ties === 0 ? order : scattered(order ^ Math.imul(this.#ties, 0x9e3779b1))
  }

  #isDue({ start, delayMs }: Timer): boolean {
    return this.#roundNow - start >= delayMs
  }
}

export interface TimerOptions {
  readonly delayMs: number
  readonly repeats: boolean
  readonly keepsAlive: boolean
}

interface Timer {
  readonly id: number
  readonly delayMs: number
  readonly repeats: boolean
  keepsAlive: boolean
  start: number
  firedAt: number
  /** It waits in this one. */
  list?: List
  /** It waits no more; refreshed, it waits again. */
  over: boolean
  /** Cleared before it was over: nothing brings it back. */
  cleared: boolean
}

interface List {
  readonly delayMs: number
  /** When it asks to be served. */
  expiry: number
  order: number
  /** In the order in which Node looks at them. */
  readonly timers: Set<Timer>
  /** The start of the last one, and whether none stands before one that started earlier: intervals may. */
  latest: number
  inOrder: boolean
}

/** A list that is served in a round, and what stood in it up to the last timer that is due. */
interface Service {
  readonly list: List
  readonly waiting: Timer[]
}

/** The finalizer of MurmurHash3. */
function scattered(number: number): number {
  let bits = Math.imul(number ^ (number >>> 16), 0x85ebca6b)
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35)
  return (bits ^ (bits >>> 16)) >>> 0
}

function unlink(timer: Timer): void {
  timer.list?.timers.delete(timer)
  delete timer.list
}
