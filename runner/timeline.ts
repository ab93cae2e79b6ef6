import type { SimulatedMs } from './trace.ts'

/** One line of a picture of a run: at this moment, this text. */
export interface ExpectedLine {
  readonly at: SimulatedMs
  readonly text: string
}
