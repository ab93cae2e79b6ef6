import { Sandbox, type RunCommand, type Wall } from './sandbox.ts'
import { LIMITS, type Limits } from './simulator/limits.ts'
import { SimulatedRun, type RunOutcome } from './simulator/run.ts'
import type { Trace, Value } from './trace.ts'

/** What to run: a learner's files, and a function of ours that uses what they export. */
export interface SimulationRequest {
  /** TypeScript source by name, e.g. `count-async.ts`; a file imports another as `./name.ts`. */
  readonly files: Readonly<Record<string, string>>
  /** Those of the files that are not the learner's. @default [] */
  readonly given?: readonly string[]
  /** Which of the files the program is about. @default none: the program is given no exports */
  readonly entry?: string
  /** Files whose exports the program is given along with the kit. @default [] */
  readonly tools?: readonly string[]
  /** Source of a function `(exports, kit, ...data) => unknown` that closes over nothing. */
  readonly program: string
  readonly data: readonly Value[]
  /** What the learner is to build themselves, e.g. `Promise.all`. @default [] */
  readonly withheld?: readonly string[]
  /** Another order of timers that fall due at the same millisecond from different moments. @default 0, Node's own */
  readonly ties?: number
}

/**
 * Runs programs on a simulated clock, one after another, in a sandbox that is kept warm.
 *
 * Its promise is fidelity: for every program whose order real Node defines, order and times are the same.
 */
export class Simulator {
  readonly #limits: Limits
  readonly #wall: Wall | undefined
  #sandbox: Sandbox | undefined
  /** Nothing has run in these. */
  #spare: Sandbox[] = []
  #queue: Promise<unknown> = Promise.resolve()
  #runs = 0

  constructor(limits: Partial<Limits> = {}, wall?: Wall) {
    this.#limits = { ...LIMITS, ...limits }
    this.#wall = wall
  }

  /** Starts the sandbox before it is needed. */
  warm(): void {
    if (this.#sandbox?.alive) return
    this.#sandbox = new Sandbox({ wall: this.#wall })
  }

  /** From here on programs run in a process in which none has run; the next such are started meanwhile. */
  renew(): void {
    this.#sandbox?.kill()
    this.#sandbox = this.#spare.shift()
    this.warm()
    while (this.#spare.length < SPARES) this.#spare.push(new Sandbox({ wall: this.#wall }))
  }

  /**
   * Runs one program to its end. Runs wait for one another.
   *
   * @param signal ends the run when nobody waits for it any more; its trace is of no use then
   * @throws SandboxFault when the sandbox cannot be started, a fault of ours
   */
  run(request: SimulationRequest, signal?: AbortSignal): Promise<Trace> {
    const answer = this.#queue.then(() => this.#run(request, signal))
    this.#queue = answer.catch(() => undefined)
    return answer
  }

  close(): void {
    for (const sandbox of this.#spare.splice(0)) sandbox.kill()
    this.#sandbox?.kill()
    this.#sandbox = undefined
  }

  async #run(
    {
      files,
      given = [],
      entry = '',
      tools = [],
      program,
      data,
      withheld = [],
      ties = 0,
    }: SimulationRequest,
    signal: AbortSignal | undefined,
  ): Promise<Trace> {
    const command: RunCommand = {
      run: ++this.#runs,
      files,
      given,
      entry,
      tools,
      program,
      data,
      withheld,
      ties,
      marks: false,
    }
    this.warm()
    const sandbox = this.#sandbox ?? new Sandbox({ wall: this.#wall })
    const outcome = await follow(new SimulatedRun(sandbox, command, this.#limits), signal)
    // The next one is started at once, so that it is warm before it is needed.
    this.warm()
    if (outcome.kind === 'trace' || signal?.aborted) return outcome.trace
    return await this.#repeat(outcome.kind, command, signal)
  }

  /**
   * Repeats a run in a sandbox that tells everything at once. For one that got stuck, it also notes
   * every statement it reaches. If the machine was merely slow, the repeated run ends by itself, and
   * its trace counts.
   */
  async #repeat(
    kind: 'stuck' | 'died',
    command: RunCommand,
    signal: AbortSignal | undefined,
  ): Promise<Trace> {
    const search = kind === 'stuck'
    const sandbox = new Sandbox({ wall: this.#wall, search, atOnce: true })
    const patience = search ? { silenceMs: SEARCH_TURN_MS, turnMs: SEARCH_TURN_MS } : {}
    const limits = { ...this.#limits, ...patience }
    const run = new SimulatedRun(sandbox, { ...command, marks: search }, limits)
    const { trace } = await follow(run, signal)
    sandbox.kill()
    return trace
  }
}

async function follow(run: SimulatedRun, signal: AbortSignal | undefined): Promise<RunOutcome> {
  const abandon = (): void => run.abandon()
  signal?.addEventListener('abort', abandon, { once: true })
  if (signal?.aborted) abandon()
  try {
    return await run.toEnd()
  } finally {
    signal?.removeEventListener('abort', abandon)
  }
}

/** One takes about as long to start as a submission of a few exercises to judge. */
const SPARES = 2

/** Real ms for a turn of a repeated run; the helper thread names the line after 700 ms of the processor. */
const SEARCH_TURN_MS = 10_000
