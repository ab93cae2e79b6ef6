import { LINES_PER_FILE, EventLoop } from '../sandbox.ts'
import type { Departure, Message, RunCommand, Sandbox } from '../sandbox.ts'
import { TRACE_VERSION, type Ending, type LimitName, type Site, type Trace } from '../trace.ts'
import { SimulatedClock } from './clock.ts'
import { allowed, type Limits } from './limits.ts'
import { Recorder } from './recorder.ts'

/**
 * How one run in a sandbox came out: a trace, or the news that a turn does not end, or that the process
 * died. What it did shortly before that may be missing from the trace: a sandbox does not tell at once.
 */
export type RunOutcome = {
  readonly kind: 'trace' | 'stuck' | 'died'
  readonly trace: Trace
}

/**
 * One run, seen from the trusted side. The sandbox goes through the turns of the event loop by itself
 * and tells what happens in each; this follows, with a loop and a clock of its own, stamps what it
 * hears, and takes nobody's word for the time.
 */
export class SimulatedRun {
  readonly #sandbox: Sandbox
  readonly #command: RunCommand
  readonly #limits: Limits
  readonly #clock = new SimulatedClock()
  readonly #loop: EventLoop
  readonly #recorder: Recorder
  #settled = false
  #wakeUps = 0
  #steps = 0
  #lines = 0
  #printed = 0
  #heard = 0
  #ending: Ending | undefined
  #over = (): void => {}
  #outcome: RunOutcome['kind'] = 'trace'
  #silence: NodeJS.Timeout | undefined
  #patience: NodeJS.Timeout | undefined

  constructor(sandbox: Sandbox, command: RunCommand, limits: Limits) {
    this.#sandbox = sandbox
    this.#command = command
    this.#limits = limits
    this.#loop = new EventLoop(this.#clock, command.ties)
    this.#recorder = new Recorder(this.#clock)
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
    if (!this.#ending) await this.#follow()
    this.#sandbox.rest()
    const ending = this.#ending ?? this.#nothingLeft()
    const trace = { version: TRACE_VERSION, events: this.#recorder.events, ending } as const
    return { kind: this.#outcome, trace }
  }

  /** Nobody waits for it any more. */
  abandon(): void {
    this.#kill({ kind: 'killed', at: this.#clock.now, reason: 'crashed' })
  }

  async #follow(): Promise<void> {
    // Whoever still talks is bounded by the counts, and may take longer on a busy machine.
    this.#silence = setTimeout(() => this.#giveUp(), this.#limits.silenceMs)
    this.#patience = setTimeout(() => this.#giveUp(), this.#limits.turnMs)
    await new Promise<void>((resolve) => {
      this.#over = resolve
      this.#sandbox.send(this.#command)
    })
    clearTimeout(this.#silence)
    clearTimeout(this.#patience)
  }

  /** A turn is over: goes to the next one, which the sandbox is in by now. */
  #nextTurn(): void {
    while (!this.#ending) {
      const step = this.#loop.next()
      if (!step) this.#end(this.#nothingLeft())
      // Each step is a turn or leads to one: a sound sandbox does not take so many.
      else if (++this.#steps > STEPS_A_WAKE_UP * this.#limits.wakeUps)
        this.#runAway('wake-ups', undefined)
      else if (step.kind === 'sleep') this.#sleepUntil(step.until)
      else if (++this.#wakeUps > this.#limits.wakeUps)
        this.#runAway('wake-ups', this.#recorder.lastSite)
      else {
        this.#patience?.refresh()
        return
      }
    }
  }

  #sleepUntil(moment: number): void {
    if (moment > this.#limits.simulatedMs) this.#runAway('simulated-time', this.#recorder.lastSite)
    else if (moment > this.#clock.now) this.#clock.sleepUntil(moment)
  }

  #nothingLeft(): Ending {
    const at = this.#clock.now
    return this.#settled
      ? { kind: 'finished', at }
      : { kind: 'never-settles', at, waiting: this.#recorder.waiting }
  }

  #giveUp(): void {
    if (this.#ending) return
    this.#outcome = 'stuck'
    this.#kill({ kind: 'killed', at: this.#clock.now, reason: 'stuck' })
  }

  /** Ends the run; the sandbox is sound, and drops what the program had left to do. */
  #end(ending: Ending): void {
    if (this.#ending) return
    this.#ending = ending
    this.#over()
  }

  /** Ends the run where the sandbox is not to be trusted with another one. */
  #kill(ending: Ending): void {
    if (this.#ending) return
    this.#sandbox.kill()
    this.#end(ending)
  }

  #runAway(limit: LimitName, site: Site | undefined, most = allowed(limit, this.#limits)): void {
    this.#kill({
      kind: 'ran-away',
      at: this.#clock.now,
      limit,
      allowed: most,
      ...(site && { site }),
    })
  }

  #departed(departure: Departure): void {
    if (departure.kind !== 'protocol') this.#outcome = 'died'
    if (departure.kind === 'out-of-memory') this.#runAway('memory', this.#recorder.lastSite)
    else this.#kill({ kind: 'killed', at: this.#clock.now, reason: 'crashed' })
  }

  #hear(message: Exclude<Message, { kind: 'ready' }>, characters: number): void {
    if (this.#ending) return
    this.#silence?.refresh()
    const at = this.#clock.now
    this.#heard += characters
    if (this.#heard > MOST_HEARD) {
      this.#kill({ kind: 'killed', at, reason: 'crashed' })
      return
    }
    this.#recorder.record(message)
    switch (message.kind) {
      case 'idle':
        if (message.run === this.#command.run) this.#nextTurn()
        break
      case 'print':
        this.#printed += message.text.length
        if (++this.#lines > this.#limits.lines) this.#runAway('lines', message.site)
        else if (this.#printed > this.#limits.outputBytes)
          this.#runAway('output-bytes', message.site)
        break
      case 'timer':
        this.#loop.set(message.timer, message.timerKind, message.delayMs, message.keepsAlive)
        break
      case 'clear':
        this.#loop.clear(message.timer)
        break
      case 'refresh':
        this.#loop.refresh(message.timer)
        break
      case 'keep-alive':
        this.#loop.setKeepsAlive(message.timer, message.keepsAlive)
        break
      case 'fire':
        this.#loop.fires(message.timer)
        break
      case 'fired':
        this.#loop.fired(message.timer)
        break
      case 'hold':
        if (at + message.ms > this.#limits.simulatedMs)
          this.#runAway('simulated-time', message.site)
        else this.#clock.hold(message.ms)
        break
      case 'fulfilled':
      case 'rejected':
        this.#settled = true
        break
      case 'threw':
        this.#end({ kind: 'threw', at, failure: message.failure })
        break
      case 'broken': {
        const { kind: _, ...what } = message
        this.#end({ ...what, kind: 'broken', at })
        break
      }
      case 'exit': {
        const { code, site } = message
        this.#kill({ kind: 'exited', at, code, ...(site && { site }) })
        break
      }
      case 'limit':
        this.#runAway(message.limit, message.site, message.allowed)
        break
      case 'stuck': {
        const file = Object.keys(this.#command.files)[Math.floor(message.place / LINES_PER_FILE)]
        const line = message.place % LINES_PER_FILE
        this.#kill({
          kind: 'killed',
          at,
          reason: 'stuck',
          ...(file !== undefined && line > 0 && { site: { file, line } }),
        })
        break
      }
      case 'task':
      case 'wait':
      case 'resume':
      case 'end':
      case 'unobserved':
        break
      default:
        message satisfies never
    }
    if (this.#recorder.events.length > this.#limits.events)
      this.#runAway('events', this.#recorder.lastSite)
  }
}

const STEPS_A_WAKE_UP = 3

/** Characters of messages in one run: many times what the other limits let through when the sandbox is sound. */
const MOST_HEARD = 16_000_000
