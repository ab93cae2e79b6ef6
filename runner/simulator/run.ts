import {
  LINES_PER_FILE,
  type Departure,
  type Message,
  type RunCommand,
  type Sandbox,
} from '../sandbox.ts'
import {
  TRACE_VERSION,
  type Ending,
  type LimitName,
  type Site,
  type TimerKind,
  type Trace,
  type TraceEvent,
  type Waiting,
} from '../trace.ts'
import { SimulatedClock } from './clock.ts'
import { allowed, type Limits } from './limits.ts'
import { TimerLists } from './timers.ts'

/** How one run in a sandbox came out: a trace, or the news that a turn does not end. */
export type RunOutcome =
  | { readonly kind: 'trace'; readonly trace: Trace }
  | { readonly kind: 'stuck'; readonly trace: Trace }

/**
 * One run, seen from the trusted side: answers the sandbox's requests for timers, stamps what it says,
 * and wakes it, turn by turn, until nothing is left that could happen.
 *
 * The turns are those of Node's event loop: all timers that are due, then all immediates, then again;
 * time moves only when neither is left.
 */
export class SimulatedRun {
  readonly #sandbox: Sandbox
  readonly #command: RunCommand
  readonly #limits: Limits
  readonly #clock = new SimulatedClock()
  readonly #timers: TimerLists
  readonly #known = new Map<number, KnownTimer>()
  #immediates: number[] = []
  readonly #events: TraceEvent[] = []
  readonly #waiting = new Map<number, Waiting>()
  readonly #names = new Map<number, string>()
  #settled = false
  #wakeUps = 0
  #lines = 0
  #printed = 0
  #lastSite: Site | undefined
  #ending: Ending | undefined
  #turnOver: (() => void) | undefined
  #stuck = false
  #silence: NodeJS.Timeout | undefined

  /** @param ties the order of timers that fall due at the same moment, see {@link TimerLists} */
  constructor(sandbox: Sandbox, command: RunCommand, limits: Limits, ties = 0) {
    this.#timers = new TimerLists(ties)
    this.#sandbox = sandbox
    this.#command = command
    this.#limits = limits
  }

  /**
   * Runs to the end. The sandbox is killed when the run did not come to an end of its own.
   *
   * @throws SandboxFault when the sandbox does not start
   */
  async toEnd(): Promise<RunOutcome> {
    this.#sandbox.attend()
    await this.#sandbox.ready
    this.#sandbox.listen({
      onMessage: (message) => this.#hear(message),
      onDeparture: (departure) => this.#departed(departure),
    })
    await this.#turn(this.#command)
    // As libuv has it: whether anything keeps the program alive is asked after a round of timers, and
    // what is unreferenced does not run when nothing else is left.
    let alive = this.#keptAlive()
    if (alive) await this.#wake(this.#timers.takeDue(this.#clock.now))
    while (alive && !this.#ending) {
      if (this.#immediates.length === 0 && this.#keptAlive()) this.#sleep()
      await this.#wake(this.#immediates.splice(0))
      await this.#wake(this.#timers.takeDue(this.#clock.now))
      alive = this.#keptAlive()
    }
    this.#ending ??= this.#nothingLeft()
    this.#sandbox.rest()
    const trace: Trace = { version: TRACE_VERSION, events: this.#events, ending: this.#ending }
    return { kind: this.#stuck ? 'stuck' : 'trace', trace }
  }

  async #wake(timers: readonly number[]): Promise<void> {
    if (timers.length === 0 || this.#ending) return
    if (++this.#wakeUps > this.#limits.wakeUps) this.#runAway('wake-ups', this.#lastSite)
    else await this.#turn({ kind: 'wake', now: this.#clock.now, timers })
  }

  #keptAlive(): boolean {
    return (
      this.#timers.keepAlive ||
      this.#immediates.some((immediate) => this.#known.get(immediate)?.keepsAlive)
    )
  }

  /** To the moment of the next timer, unless that is past already. */
  #sleep(): void {
    const next = this.#timers.nextExpiry ?? 0
    if (next > this.#limits.simulatedMs) this.#runAway('simulated-time', this.#lastSite)
    else if (next > this.#clock.now) this.#clock.sleepUntil(next)
  }

  #nothingLeft(): Ending {
    const at = this.#clock.now
    return this.#settled
      ? { kind: 'finished', at }
      : { kind: 'never-settles', at, waiting: [...this.#waiting.values()] }
  }

  async #turn(command: Parameters<Sandbox['send']>[0]): Promise<void> {
    if (this.#ending) return
    // Whoever still talks is bounded by the counts, and may take longer on a busy machine.
    const silence = setTimeout(() => this.#giveUp(), this.#limits.silenceMs)
    const patience = setTimeout(() => this.#giveUp(), this.#limits.turnMs)
    this.#silence = silence
    await new Promise<void>((resolve) => {
      this.#turnOver = resolve
      this.#sandbox.send(command)
    })
    clearTimeout(silence)
    clearTimeout(patience)
  }

  /** Nobody waits for it any more. */
  abandon(): void {
    this.#end({ kind: 'killed', at: this.#clock.now, reason: 'crashed' })
  }

  #giveUp(): void {
    this.#stuck = true
    this.#end({ kind: 'killed', at: this.#clock.now, reason: 'stuck' })
  }

  /** Ends the run where the sandbox is not to be trusted with another one. */
  #end(ending: Ending): void {
    if (this.#ending) return
    this.#sandbox.kill()
    this.#ending = ending
    this.#turnOver?.()
  }

  #runAway(limit: LimitName, site: Site | undefined, most = allowed(limit, this.#limits)): void {
    this.#end({
      kind: 'ran-away',
      at: this.#clock.now,
      limit,
      allowed: most,
      ...(site && { site }),
    })
  }

  #departed(departure: Departure): void {
    if (departure.kind === 'out-of-memory') this.#runAway('memory', this.#lastSite)
    else this.#end({ kind: 'killed', at: this.#clock.now, reason: 'crashed' })
  }

  #record(event: TraceEvent): void {
    this.#events.push(event)
    if (event.site) this.#lastSite = event.site
    if (this.#events.length > this.#limits.events) this.#runAway('events', this.#lastSite)
  }

  #hear(message: Exclude<Message, { kind: 'ready' }>): void {
    if (this.#ending) return
    this.#silence?.refresh()
    const at = this.#clock.now
    switch (message.kind) {
      case 'idle':
        if (message.run === this.#command.run) this.#turnOver?.()
        return
      case 'print': {
        const { text, ...where } = rest(message)
        this.#record({ kind: 'printed', at, text, ...where })
        this.#printed += text.length
        if (++this.#lines > this.#limits.lines) this.#runAway('lines', message.site)
        else if (this.#printed > this.#limits.outputBytes)
          this.#runAway('output-bytes', message.site)
        return
      }
      case 'task':
        this.#names.set(message.task, message.name)
        this.#record({ ...rest(message), kind: 'task-started', at })
        return
      case 'wait':
        this.#waiting.set(message.task, {
          name: this.#names.get(message.task) ?? '',
          ...rest(message),
        })
        this.#record({ ...rest(message), kind: 'task-waiting', at })
        return
      case 'resume':
        this.#waiting.delete(message.task)
        this.#record({ kind: 'task-resumed', at, task: message.task })
        return
      case 'end':
        this.#waiting.delete(message.task)
        this.#record({ kind: 'task-ended', at, task: message.task })
        return
      case 'timer':
        this.#setTimer(message)
        return
      case 'clear':
        this.#clearTimer(message.timer)
        return
      case 'refresh':
        this.#refreshTimer(message.timer)
        return
      case 'keep-alive':
        this.#keepAlive(message.timer, message.keepsAlive)
        return
      case 'fire':
        this.#fires(message.timer)
        return
      case 'fired':
        this.#fired(message.timer)
        return
      case 'hold':
        this.#record({ ...rest(message), kind: 'thread-held', at })
        if (at + message.ms > this.#limits.simulatedMs)
          this.#runAway('simulated-time', message.site)
        else this.#clock.hold(message.ms)
        return
      case 'unobserved':
        this.#record({ kind: 'rejection-unobserved', at, failure: message.failure })
        return
      case 'fulfilled':
        this.#settled = true
        this.#record({ kind: 'settled', at, result: { kind: 'fulfilled', value: message.value } })
        return
      case 'rejected':
        this.#settled = true
        this.#record({
          kind: 'settled',
          at,
          result: { kind: 'rejected', failure: message.failure },
        })
        return
      case 'threw':
        // The sandbox is sound, and drops what the program had left to do.
        this.#ending = { kind: 'threw', at, failure: message.failure }
        this.#turnOver?.()
        return
      case 'broken':
        this.#ending = { ...rest(message), kind: 'broken', at }
        this.#turnOver?.()
        return
      case 'exit':
        this.#end({ ...rest(message), kind: 'exited', at })
        return
      case 'limit':
        this.#runAway(message.limit, message.site, message.allowed)
        return
      case 'stuck': {
        const file = Object.keys(this.#command.files)[Math.floor(message.place / LINES_PER_FILE)]
        const line = message.place % LINES_PER_FILE
        this.#end({
          kind: 'killed',
          at,
          reason: 'stuck',
          ...(file !== undefined && line > 0 && { site: { file, line } }),
        })
        return
      }
      default:
        message satisfies never
    }
  }

  #setTimer(message: Extract<Message, { kind: 'timer' }>): void {
    const { timer, timerKind, delayMs, keepsAlive } = message
    const at = this.#clock.now
    const { task, site } = message
    this.#known.set(timer, { kind: timerKind, delayMs, keepsAlive, startedAt: at, cleared: false })
    if (timerKind === 'immediate') this.#immediates.push(timer)
    else this.#timers.insert(timer, delayMs, at, keepsAlive)
    this.#record({
      kind: 'timer-set',
      at,
      timer,
      timerKind,
      delayMs,
      ...(task !== undefined && { task }),
      ...(site && { site }),
    })
  }

  #clearTimer(timer: number): void {
    const known = this.#known.get(timer)
    if (known) known.cleared = true
    this.#timers.remove(timer)
    this.#immediates = this.#immediates.filter((waiting) => waiting !== timer)
    this.#record({ kind: 'timer-cleared', at: this.#clock.now, timer })
  }

  #refreshTimer(timer: number): void {
    const known = this.#known.get(timer)
    if (!known || known.kind === 'immediate') return
    this.#timers.remove(timer)
    this.#timers.insert(timer, known.delayMs, this.#clock.now, known.keepsAlive)
  }

  #keepAlive(timer: number, keepsAlive: boolean): void {
    const known = this.#known.get(timer)
    if (known) known.keepsAlive = keepsAlive
    this.#timers.setKeepsAlive(timer, keepsAlive)
  }

  #fires(timer: number): void {
    const known = this.#known.get(timer)
    // Node counts an interval's next round from the moment its callback begins.
    if (known) known.startedAt = this.#clock.now
    this.#record({ kind: 'timer-fired', at: this.#clock.now, timer })
  }

  #fired(timer: number): void {
    const known = this.#known.get(timer)
    if (known?.kind !== 'interval' || known.cleared) return
    // Even one that was refreshed meanwhile is set again from where its callback began.
    this.#timers.remove(timer)
    this.#timers.insert(timer, known.delayMs, known.startedAt, known.keepsAlive)
  }
}

interface KnownTimer {
  readonly kind: TimerKind
  readonly delayMs: number
  keepsAlive: boolean
  startedAt: number
  cleared: boolean
}

function rest<T extends { readonly kind: string }>({ kind: _, ...fields }: T): Omit<T, 'kind'> {
  return fields
}
