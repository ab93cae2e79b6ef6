import { simulatedMs, type SimulatedMs, type Trace } from '../trace.ts'

/** One line of a picture of a run: at this moment, this text. */
export interface ExpectedLine {
  readonly at: SimulatedMs
  readonly text: string
}

/**
 * Reads a picture of a run, one line each: the moment, two spaces, the text. Blank lines are for the
 * eye; a picture of blank lines only says that nothing is printed.
 *
 * ```
 *    0 ms  One
 * 1000 ms  Two
 * ```
 *
 * @throws Error on a line that is not of this form, or is earlier than the one above it, which is a fault of the picture's author.
 */
export function parsePicture(picture: string): readonly ExpectedLine[] {
  const lines = picture
    .split(/\r?\n/)
    .flatMap((line, index) => (line.trim() === '' ? [] : [parseLine(line, index + 1)]))
  const place = lines.findIndex(({ at }, index) => at < (lines[index - 1]?.at ?? 0))
  const early = lines[place]
  if (early) {
    throw new Error(
      `In the picture "${early.text}" at ${early.at} ms stands below a line at ${lines[place - 1]?.at} ms; time does not run backwards`,
    )
  }
  return lines
}

function parseLine(line: string, number: number): ExpectedLine {
  // Spaces beyond the second are part of the text.
  const [, ms, text = ''] = /^\s*(\d+) ms(?:$| {1,2}(.*)$)/.exec(line) ?? []
  if (ms === undefined) {
    throw new Error(
      `Line ${number} of the picture reads "${line.trim()}"; write "1000 ms  Two": whole ms, two spaces, the text`,
    )
  }
  return { at: simulatedMs(Number(ms)), text }
}

/** The lines that a run printed, in their order. */
export function printedLines(trace: Trace): readonly ExpectedLine[] {
  return trace.events.flatMap((event) =>
    event.kind === 'printed' ? [{ at: event.at, text: event.text }] : [],
  )
}
