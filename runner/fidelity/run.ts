/** One program to run, as it is sent to a Node process. */
export interface Job {
  readonly source: string
  /** Ms of the process's clock for each ms of the program. */
  readonly scale: number
}

/** One line of output: a label that a program printed, or a rejection that nobody observed. */
export interface Line {
  /** Ms since the program began. */
  readonly at: number
  readonly text: string
}

/** What one program did in one world. */
export interface Run {
  readonly lines: readonly Line[]
  /** How the promise that `main` returned settled; absent when it never did. */
  readonly settled?: Line
  /** When nothing was left that could happen, or something was thrown. */
  readonly endedAt: number
  /** What was thrown where nobody could catch it: the program ended there. */
  readonly threw?: Line
}

/** Two things of which Node may do either first; the delays that brought them together. */
export interface Conflict {
  readonly at: number
  readonly delaysMs: readonly number[]
}

/** A run on the quick clock also tells whether the program's order is defined at all. */
export interface QuickRun extends Run {
  readonly conflict?: Conflict
}

/** Every delay of a program, but for 0 and 1, is a multiple of this. */
export const SLOT_MS = 10

/**
 * All that a run is compared by. How `main` settled stands behind the lines: a harness learns it a
 * few microtasks late, so its place among them says nothing.
 */
export function landmarks({ lines, threw, settled, endedAt }: Run): readonly Line[] {
  return [
    ...lines,
    ...(threw ? [{ at: threw.at, text: `threw ${threw.text}` }] : []),
    settled
      ? { at: settled.at, text: `main ${settled.text}` }
      : { at: endedAt, text: 'main never settled' },
    { at: endedAt, text: 'the end' },
  ]
}
