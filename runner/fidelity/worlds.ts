import { Simulator, type SimulationRequest } from '../simulator.ts'
import type { Trace } from '../trace.ts'
import { compareExactly, compareToReal, type Difference } from './compare.ts'
import { Nodes } from './nodes.ts'
import type { Block } from './program.ts'
import type { Run } from './run.ts'
import { schedule } from './schedule.ts'
import { runOf, simulation } from './simulated.ts'

export type Simulate = (request: SimulationRequest) => Promise<Trace>

/** What one program did in the simulator and in another world. */
export interface Comparison {
  readonly difference: Difference
  readonly text: string
  readonly simulated: Run
  readonly other: Run
  /** Where the other run was made, for a reader. */
  readonly world: string
  /** Its ms for each ms of the program. */
  readonly scale: number
}

/** The worlds in which programs are run, and how they compare. */
export class Worlds {
  readonly #quick = new Nodes('quick', 1)
  readonly #real: Nodes
  readonly #simulators = [new Simulator(), new Simulator()]
  readonly #simulate: Simulate
  #simulations = 0

  constructor(processes: number, simulate?: Simulate) {
    this.#real = new Nodes('real', processes)
    this.#simulate = simulate ?? ((request) => this.#simulator().run(request))
  }

  /**
   * Compares a program's simulated run with Node's own timers on the quick clock, which are exact
   * to the ms, and both with real time, which is the judge.
   *
   * @returns undefined for a program whose order Node does not define
   */
  async compare(program: Block): Promise<Comparison | undefined> {
    const quickly = await this.compareQuickly(program)
    if (!quickly) return undefined
    const { text, simulated, other: expected } = quickly
    const { real, scale, asExpected } = await this.#observe(text, expected)
    // Real time agrees with the exact times, so those are shown.
    if (asExpected) return { ...quickly, world: 'real Node' }
    const difference = compareToReal(simulated, real, scale)
    if (difference !== 'none') {
      return { difference, text, simulated, other: real, world: 'real Node', scale }
    }
    // The simulator is right and the quick clock is not: a fault of this harness, shown all the same.
    return { ...quickly, difference: 'order' }
  }

  /** The same without waiting for real time. */
  async compareQuickly(program: Block): Promise<Comparison | undefined> {
    const scheduled = await schedule(program, this.#quick)
    if (!scheduled) return undefined
    const { text, expected } = scheduled
    const simulated = runOf(await this.#simulate(simulation(text)))
    const difference = compareExactly(simulated, expected)
    const world = 'Node on a quick clock'
    return { difference, text, simulated, other: expected, world, scale: 1 }
  }

  /**
   * Runs a program in real time. A machine that is busy with other things may be late enough to
   * change an order, so what was not expected is tried again, each time with twice the time
   * between any two moments. An order that is really another one stays so.
   */
  async #observe(text: string, expected: Run): Promise<Observation> {
    for (let scale = 1; ; scale *= 2) {
      const real = await this.#real.run({ source: text, scale })
      const asExpected = compareToReal(expected, real, scale) === 'none'
      if (asExpected || scale === LARGEST_SCALE) return { real, scale, asExpected }
    }
  }

  #simulator(): Simulator {
    return this.#simulators[this.#simulations++ % this.#simulators.length] ?? new Simulator()
  }

  close(): void {
    this.#quick.close()
    this.#real.close()
    for (const simulator of this.#simulators) simulator.close()
  }
}

interface Observation {
  readonly real: Run
  readonly scale: number
  readonly asExpected: boolean
}

const LARGEST_SCALE = 32
