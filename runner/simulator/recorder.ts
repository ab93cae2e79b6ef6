import type { Message } from '../sandbox.ts'
import type { Site, TraceEvent, Waiting } from '../trace.ts'
import type { SimulatedClock } from './clock.ts'

/** Stamps what a sandbox says: the events of a trace. */
export class Recorder {
  readonly #clock: SimulatedClock
  readonly #events: TraceEvent[] = []
  /** Where the event of a timer is. */
  readonly #timers = new Map<number, number>()
  readonly #waiting = new Map<number, Waiting>()
  readonly #names = new Map<number, string>()
  #lastSite: Site | undefined

  constructor(clock: SimulatedClock) {
    this.#clock = clock
  }

  get events(): readonly TraceEvent[] {
    return this.#events
  }

  /** The calls of async functions that wait. */
  get waiting(): readonly Waiting[] {
    return [...this.#waiting.values()]
  }

  /** The line that was last heard of. */
  get lastSite(): Site | undefined {
    return this.#lastSite
  }

  /** What is no event is passed over. */
  record(message: Exclude<Message, { kind: 'ready' }>): void {
    const at = this.#clock.now
    switch (message.kind) {
      case 'print':
        return this.#add({ kind: 'printed', at, ...rest(message) })
      case 'task':
        this.#names.set(message.task, message.name)
        return this.#add({ kind: 'task-started', at, ...rest(message) })
      case 'wait': {
        const waiting = rest(message)
        const name = this.#names.get(message.task) ?? ''
        this.#waiting.set(message.task, { name, ...waiting })
        return this.#add({ kind: 'task-waiting', at, ...waiting })
      }
      case 'resume':
        this.#waiting.delete(message.task)
        return this.#add({ kind: 'task-resumed', at, task: message.task })
      case 'end': {
        const { task, failed } = message
        this.#waiting.delete(task)
        return this.#add({ kind: 'task-ended', at, task, ...(failed && { failed }) })
      }
      case 'timer': {
        const { keepsAlive, ...timer } = rest(message)
        this.#timers.set(message.timer, this.#events.length)
        return this.#add({
          kind: 'timer-set',
          at,
          ...timer,
          ...(!keepsAlive && { unreferenced: true }),
        })
      }
      case 'keep-alive':
        return this.#changeTimer(message.timer, message.keepsAlive)
      case 'clear':
        return this.#add({ kind: 'timer-cleared', at, timer: message.timer })
      case 'fire':
        return this.#add({ kind: 'timer-fired', at, timer: message.timer })
      case 'hold':
        return this.#add({ kind: 'thread-held', at, ...rest(message) })
      case 'unobserved':
        return this.#add({ kind: 'rejection-unobserved', at, failure: message.failure })
      case 'fulfilled': {
        const { value } = message
        return this.#add({ kind: 'settled', at, result: { kind: 'fulfilled', value } })
      }
      case 'rejected': {
        const { failure } = message
        return this.#add({ kind: 'settled', at, result: { kind: 'rejected', failure } })
      }
      default:
        return
    }
  }

  #add(event: TraceEvent): void {
    this.#events.push(event)
    if (event.site) this.#lastSite = event.site
  }

  /** Its event says what was decided last. */
  #changeTimer(timer: number, keepsAlive: boolean): void {
    const index = this.#timers.get(timer) ?? -1
    const event = this.#events[index]
    if (event?.kind !== 'timer-set') return
    const { unreferenced: _, ...set } = event
    this.#events[index] = { ...set, ...(!keepsAlive && { unreferenced: true }) }
  }
}

function rest<T extends { readonly kind: string }>({ kind: _, ...fields }: T): Omit<T, 'kind'> {
  return fields
}
