import { types } from 'node:util'
import type { Module, SourceTextModule } from 'node:vm'
import { EventLoop } from '../shared/event-loop.ts'
import type { RunCommand } from '../shared/protocol.ts'
import { flush, send } from './channel.ts'
import type { Host } from './host.ts'
import { Tasks } from './lanes.ts'
import { Broken, loadModules, originalOf, PROGRAM } from './load.ts'
import { marker, turnBegins, turnEnds } from './marks.ts'
import { createRealm, formatLine, inspectValue, promisifyCustom } from './realm.ts'
import { Round } from './round.ts'
import { encode, encodeFailure, formatParts, nameMissingIn, placeOfCaller } from './values.ts'

/** Looks at the clock in one turn, after which a program is taken to spin on it. */
const MAX_CLOCK_READS = 100_000

/** Longer lines are cut: a picture of them would help nobody. */
const MAX_LINE_CHARACTERS = 10_000

// The learner's code may patch these; the run that is under way holds the originals.
const { setImmediate: soon, queueMicrotask: microtask } = globalThis
const nextTick = process.nextTick.bind(process)
const exit = process.exit.bind(process)

/** Ends the process, after everything is told. */
function leave(): void {
  flush()
  exit(0)
}

/** One run of one program in a realm of its own. */
export class Run {
  #number = 0
  /** The learner's own. */
  #files: ReadonlySet<string> = new Set()
  readonly #tasks = new Tasks(() => this.over)
  readonly #callbacks = new Map<number, { readonly fire: () => void; readonly repeats: boolean }>()
  #loop = new EventLoop(this)
  #round = new Round([])
  /** Simulated ms. */
  now = 0
  #clockReads = 0
  #lastTimer = 0
  /** Nothing of it is told any more. */
  over = false
  readonly #onEnd: () => void

  /** Made before it is known what is to be run in it, while nobody waits. */
  readonly #realm = createRealm(this.#host())

  /** @param onEnd called when its last turn is over */
  constructor(onEnd: () => void) {
    this.#onEnd = onEnd
  }

  /** Begins, and goes through all turns of the event loop; each is told when it is over. */
  start(command: RunCommand): void {
    this.#number = command.run
    this.#loop = new EventLoop(this, command.ties)
    turnBegins()
    void this.#load(command)
    soon(() => this.#idle())
  }

  /** Loads the files and calls the program. */
  async #load(command: RunCommand): Promise<void> {
    const { files, given, entry, tools, program, data, withheld, marks } = command
    this.#files = new Set(Object.keys(files).filter((file) => !given.includes(file)))
    const realm = this.#realm
    try {
      realm.enter(withheld)
      const { load, compileProgram } = await loadModules({
        realm,
        tasks: this.#tasks,
        files,
        given,
        mark: marks ? marker(Object.keys(files)) : undefined,
      })
      const suite = await compileProgram(program)
      await suite.evaluate()
      const exercise = entry === '' ? undefined : await load(entry)
      const kit = realm.find('#kit') as Module
      if (kit.status === 'unlinked') await kit.link(() => kit)
      await kit.evaluate()
      const exports = exercise ? await this.#evaluate(exercise) : {}
      const help: object[] = [kit.namespace]
      for (const tool of tools) help.push(await this.#evaluate(await load(tool)))
      if (this.over) return
      const main = (suite.namespace as { readonly default: (...parts: unknown[]) => unknown })
        .default
      this.#settleWith(main(this.#needed(exports), Object.assign({}, ...help), ...data))
    } catch (error) {
      this.#failed(error)
    }
  }

  /** A turn is over. When there is none to come, whoever listens learns all that is not told yet. */
  #idle(): void {
    turnEnds()
    send(['idle', this.#number])
    if (!this.over && this.#nextTurn()) return
    flush()
    this.#onEnd()
  }

  #nextTurn(): boolean {
    let step = this.#loop.next()
    for (; step?.kind === 'sleep'; step = this.#loop.next()) this.now = step.until
    if (!step) return false
    turnBegins()
    this.#clockReads = 0
    this.#round = new Round(step.lists)
    // One each, since microtasks run between them. Those that find nothing left do nothing.
    for (const timer of step.lists.flat()) if (timer > 0) soon(() => this.#fireNext())
    soon(() => this.#idle())
    return true
  }

  unobserved(reason: unknown): void {
    this.#tell(['unobserved', encodeFailure(reason, this.#files)])
  }

  /** Nobody can catch this any more: in Node the program would end here. */
  threw(error: unknown): void {
    this.#tell(['threw', encodeFailure(error, this.#files)])
    this.over = true
  }

  /** Listens to the very promise that the program returned, so that its moment is not a turn late. */
  #settleWith(result: unknown): void {
    const fulfilled = (value: unknown): void => this.#tell(['fulfilled', encode(value)])
    const thenable = typeof result === 'object' && result !== null && 'then' in result
    if (types.isPromise(result)) result.then(fulfilled, (error: unknown) => this.#failed(error))
    else if (thenable)
      Promise.resolve(result).then(fulfilled, (error: unknown) => this.#failed(error))
    else fulfilled(result)
  }

  #failed(error: unknown): void {
    const missing = nameMissingIn(PROGRAM, error)
    if (missing) this.#break(new Broken('program-closes-over', missing, null))
    else if (error instanceof Broken) this.#break(error)
    else this.#tell(['rejected', encodeFailure(error, this.#files)])
  }

  async #evaluate(module: SourceTextModule): Promise<object> {
    try {
      await module.evaluate()
    } catch (error) {
      this.threw(error)
    }
    return module.status === 'evaluated' ? module.namespace : {}
  }

  /** The exports, which name what is missing as soon as the program asks for it. */
  #needed(exports: object): object {
    const names = Object.keys(exports)
    return new Proxy(exports, {
      get: (target, name) => {
        if (typeof name === 'string' && !names.includes(name)) {
          throw new Broken(
            names.includes('default') ? 'default-export' : 'missing-export',
            name,
            null,
            names,
          )
        }
        return Reflect.get(target, name) as unknown
      },
    })
  }

  #break({ reason, message, site, known }: Broken): void {
    this.#tell(['broken', reason, message, site, known ?? null])
    this.over = true
  }

  #fireNext(): void {
    let timer = this.#round.next()
    while (timer !== undefined && !this.#callbacks.has(timer)) timer = this.#round.next()
    const entry = timer === undefined ? undefined : this.#callbacks.get(timer)
    if (this.over || timer === undefined || !entry) return
    if (!entry.repeats) this.#callbacks.delete(timer)
    this.#tasks.reset()
    this.#loop.fires(timer)
    this.#tell(['fire', timer])
    try {
      entry.fire()
    } finally {
      this.#loop.fired(timer)
      this.#tell(['fired', timer])
      this.#round.lookAhead()
    }
  }

  #tell(message: readonly unknown[]): void {
    if (!this.over) send(message)
  }

  #place = (): readonly [string, number] | null => placeOfCaller(this.#files)

  #host(): Host {
    return {
      now: () => {
        if (++this.#clockReads > MAX_CLOCK_READS) {
          this.#tell(['limit', 'clock-reads', MAX_CLOCK_READS, this.#place()])
          leave()
        }
        return this.now
      },
      hold: (ms) => {
        const whole = Math.max(0, Math.ceil(Number(ms))) || 0
        this.#tell([
          'hold',
          Math.min(whole, Number.MAX_SAFE_INTEGER),
          this.#tasks.current,
          this.#place(),
        ])
        this.now += whole
      },
      print: (parts) => {
        const line = formatParts(formatLine, parts).slice(0, MAX_LINE_CHARACTERS)
        this.#tell(['print', line, this.#tasks.current, this.#place()])
      },
      setTimer: (kind, delayMs, keepsAlive, fire) => {
        const timer = ++this.#lastTimer
        this.#callbacks.set(timer, { fire, repeats: kind !== 'immediate' })
        this.#loop.set(timer, kind, delayMs, keepsAlive)
        this.#tell(['timer', timer, kind, delayMs, keepsAlive, this.#tasks.current, this.#place()])
        return timer
      },
      clearTimer: (timer) => {
        if (!this.#callbacks.delete(timer)) return
        this.#round.leave(timer)
        this.#loop.clear(timer)
        this.#tell(['clear', timer])
      },
      refreshTimer: (timer) => {
        this.#round.leave(timer)
        this.#loop.refresh(timer)
        this.#tell(['refresh', timer])
      },
      keepAlive: (timer, keepsAlive) => {
        this.#loop.setKeepsAlive(timer, keepsAlive)
        this.#tell(['keep-alive', timer, keepsAlive])
      },
      exit: (code) => {
        this.#tell(['exit', code, this.#place()])
        leave()
      },
      queueMicrotask: (callback) => microtask(callback),
      nextTick: (callback) => nextTick(callback),
      inspect: inspectValue,
      originalOf,
      promisifyCustom,
      errors: { Error, TypeError, RangeError, SyntaxError, ReferenceError, EvalError, URIError },
      AbortController,
      DOMException,
      version: process.version,
      platform: process.platform,
    }
  }
}
