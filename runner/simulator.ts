import { Sandbox, type RunCommand } from './sandbox.ts'
import { LIMITS, type Limits } from './simulator/limits.ts'
import { SimulatedRun } from './simulator/run.ts'
import type { Trace, Value } from './trace.ts'

/** What to run: a learner's files, and a function of ours that uses what they export. */
export interface SimulationRequest {
  /** TypeScript source by name, e.g. `count-async.ts`; a file imports another as `./name.ts`. */
  readonly files: Readonly<Record<string, string>>
  /** Which of the files the program is about. */
  readonly entry: string
  /** Source of a function `(exports, kit, ...data) => unknown` that closes over nothing. */
  readonly program: string
  readonly data: readonly Value[]
  /** What the learner is to build themselves, e.g. `Promise.all`. @default [] */
  readonly withheld?: readonly string[]
}

/**
 * Runs programs on a simulated clock, one after another, in a sandbox that is kept warm.
 *
 * Its promise is fidelity: for every program whose order real Node defines, order and times are the same.
 */
export class Simulator {
  readonly #limits: Limits
  #sandbox: Sandbox | undefined
  #queue: Promise<unknown> = Promise.resolve()
  #runs = 0

  constructor(limits: Partial<Limits> = {}) {
    this.#limits = { ...LIMITS, ...limits }
  }

  /** Starts the sandbox before it is needed. */
  warm(): void {
    if (!this.#sandbox?.alive) this.#sandbox = new Sandbox()
  }

  /** Runs one program to its end. Runs wait for one another. @throws when the sandbox cannot be started, a fault of ours */
  run(request: SimulationRequest): Promise<Trace> {
    const answer = this.#queue.then(() => this.#run(request))
    this.#queue = answer.catch(() => undefined)
    return answer
  }

  close(): void {
    this.#sandbox?.kill()
    this.#sandbox = undefined
  }

  async #run({ files, entry, program, data, withheld = [] }: SimulationRequest): Promise<Trace> {
    const command: RunCommand = {
      kind: 'run',
      run: ++this.#runs,
      files,
      entry,
      program,
      data,
      withheld,
      marks: false,
    }
    this.warm()
    const sandbox = this.#sandbox ?? new Sandbox()
    const outcome = await new SimulatedRun(sandbox, command, this.#limits).toEnd()
    // The next one is started at once, so that it is warm before it is needed.
    if (outcome.kind === 'trace') this.warm()
    return outcome.kind === 'trace' ? outcome.trace : await this.#search(command)
  }

  /**
   * Repeats a run that got stuck, in a sandbox that notes every statement it reaches. If the machine
   * was merely slow, the repeated run ends by itself, and its trace counts.
   */
  async #search(command: RunCommand): Promise<Trace> {
    const sandbox = new Sandbox({ search: true })
    this.warm()
    const patient = { ...this.#limits, silenceMs: SEARCH_TURN_MS, turnMs: SEARCH_TURN_MS }
    const { trace } = await new SimulatedRun(sandbox, { ...command, marks: true }, patient).toEnd()
    sandbox.kill()
    return trace
  }
}

/** Real ms for a turn of a repeated run; the helper thread names the line after 700 ms of the processor. */
const SEARCH_TURN_MS = 5_000
