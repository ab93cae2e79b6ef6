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
  type Trace,
  type TraceEvent,
  type Waiting,
} from '../trace.ts'
import { SimulatedClock } from './clock.ts'
import { allowed, type Limits } from './limits.ts'
import { TimerLists } from './timers.ts'

/**
 * How one run in a sandbox came out: a trace, or the news that a turn does not end, or that the process
 * died. What it did in the turn before that may be missing from the trace: a sandbox tells turn by turn.
 */
export type RunOutcome = {
  readonly kind: 'trace' | 'stuck' | 'died'
  readonly trace: Trace
}

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
  /** Those that wait, and whether they keep the program alive. */
  readonly #immediates = new Map<number, boolean>()
  readonly #events: TraceEvent[] = []
  readonly #waiting = new Map<number, Waiting>()
  readonly #names = new Map<number, string>()
  #settled = false
  #wakeUps = 0
  #lines = 0
  #printed = 0
  #heard = 0
  #lastSite: Site | undefined
  #ending: Ending | undefined
  #turnOver: (() => void) | undefined
  #outcome: RunOutcome['kind'] = 'trace'
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
      onMessage: (message, characters) => this.#hear(message, characters),
      onDeparture: (departure) => this.#departed(departure),
    })
    await this.#turn(this.#command)
    // As libuv has it: whether anything keeps the program alive is asked after a round of timers, and
    // what is unreferenced does not run when nothing else is left.
    let alive = this.#keptAlive()
    let rounds = 0
    if (alive) await this.#wakeTimers()
    while (alive && !this.#ending) {
      // Each round wakes somebody, or goes to the next moment: a sound sandbox does not get here so often.
      if (++rounds > ROUNDS_A_WAKE_UP * this.#limits.wakeUps) this.#runAway('wake-ups', undefined)
      if (this.#immediates.size === 0 && this.#keptAlive()) this.#sleep()
      await this.#wakeImmediates()
      await this.#wakeTimers()
      alive = this.#keptAlive()
    }
    this.#ending ??= this.#nothingLeft()
    this.#sandbox.send({ kind: 'prepare' })
    this.#sandbox.rest()
    const trace: Trace = { version: TRACE_VERSION, events: this.#events, ending: this.#ending }
    return { kind: this.#outcome, trace }
  }

  async #wakeTimers(): Promise<void> {
    await this.#wake(this.#timers.begin(this.#clock.now))
    this.#timers.end()
  }

  async #wakeImmediates(): Promise<void> {
    const immediates = [...this.#immediates.keys()].map((immediate) => [immediate])
    this.#immediates.clear()
    await this.#wake(immediates)
  }

  async #wake(lists: readonly (readonly number[])[]): Promise<void> {
    if (lists.length === 0 || this.#ending) return
    if (++this.#wakeUps > this.#limits.wakeUps) this.#runAway('wake-ups', this.#lastSite)
    else await this.#turn({ kind: 'wake', now: this.#clock.now, lists })
  }

  #keptAlive(): boolean {
    return this.#timers.keepAlive || [...this.#immediates.values()].includes(true)
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
    this.#outcome = 'stuck'
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
    if (departure.kind !== 'protocol') this.#outcome = 'died'
    if (departure.kind === 'out-of-memory') this.#runAway('memory', this.#lastSite)
    else this.#end({ kind: 'killed', at: this.#clock.now, reason: 'crashed' })
  }

  #record(event: TraceEvent): void {
    this.#events.push(event)
    if (event.site) this.#lastSite = event.site
    if (this.#events.length > this.#limits.events) this.#runAway('events', this.#lastSite)
  }

  #hear(message: Exclude<Message, { kind: 'ready' }>, characters: number): void {
    if (this.#ending) return
    this.#silence?.refresh()
    const at = this.#clock.now
    this.#heard += characters
    if (this.#heard > MOST_HEARD) {
      this.#end({ kind: 'killed', at, reason: 'crashed' })
      return
    }
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
        this.#record({
          kind: 'task-ended',
          at,
          task: message.task,
          ...(message.failed && { failed: true }),
        })
        return
      case 'timer':
        this.#setTimer(message)
        return
      case 'clear':
        this.#clearTimer(message.timer)
        return
      case 'refresh':
        this.#timers.refresh(message.timer, at)
        return
      case 'keep-alive':
        this.#keepAlive(message.timer, message.keepsAlive)
        return
      case 'fire':
        this.#timers.fires(message.timer, at)
        this.#record({ kind: 'timer-fired', at, timer: message.timer })
        return
      case 'fired':
        this.#timers.fired(message.timer)
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
    if (timerKind === 'immediate') this.#immediates.set(timer, keepsAlive)
    else this.#timers.set(timer, { delayMs, repeats: timerKind === 'interval', keepsAlive }, at)
    this.#record({
      kind: 'timer-set',
      at,
      timer,
      timerKind,
      delayMs,
      ...(!keepsAlive && { unreferenced: true }),
      ...(task !== undefined && { task }),
      ...(site && { site }),
    })
  }

  #clearTimer(timer: number): void {
    this.#timers.clear(timer)
    this.#immediates.delete(timer)
    this.#record({ kind: 'timer-cleared', at: this.#clock.now, timer })
  }

  #keepAlive(timer: number, keepsAlive: boolean): void {
    this.#timers.setKeepsAlive(timer, keepsAlive)
    if (this.#immediates.has(timer)) this.#immediates.set(timer, keepsAlive)
    // Its event says what was decided last.
    const index = this.#events.findIndex(
      (each) => each.kind === 'timer-set' && each.timer === timer,
    )
    const event = this.#events[index]
    if (event?.kind !== 'timer-set') return
    const { unreferenced: _, ...set } = event
    this.#events[index] = { ...set, ...(!keepsAlive && { unreferenced: true }) }
  }
}

const ROUNDS_A_WAKE_UP = 3

/** Characters of messages in one run: many times what the other limits let through when the sandbox is sound. */
const MOST_HEARD = 16_000_000

function rest<T extends { readonly kind: string }>({ kind: _, ...fields }: T): Omit<T, 'kind'> {
  return fields
}
