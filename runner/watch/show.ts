import { createInterface } from 'node:readline'
import type { ReadStream, WriteStream } from 'node:tty'
import { wantsColour } from '../terminal.ts'
import type { RenderComparison } from './answer.ts'
import { openDisplay } from './display.ts'
import type { Lend } from './editor.ts'
import { narrate, narrateAsJson, type Turn } from './narrate.ts'
import { renderScreen } from './screen.ts'
import { passedCount, type Input, type Size, type State } from './state.ts'

/** Where the learner sees the loop and speaks to it. */
export interface Show {
  show(turn: Turn): void
  readonly lend: Lend
  redraw(): void
  suspend(): void
  /** Gives everything back; `state` is what the loop ended with. */
  close(state: State): void
}

export interface Streams {
  readonly input: ReadStream
  readonly output: WriteStream
  readonly feed: (input: Input) => void
  readonly renderComparison: RenderComparison
}

/** A screen that is redrawn and keys that act at once. */
export function showOnScreen({ input, output, feed, renderComparison }: Streams): Show {
  const colour = wantsColour(output, process.env)
  const display = openDisplay({ input, output }, (key) => feed({ kind: 'key', key }))
  const resized = (): void => feed({ kind: 'resized', size: sizeOf(output) })
  output.on('resize', resized)
  let shown: State | undefined

  const draw = (state: State): void => {
    shown = state
    const { rows, scroll } = renderScreen(state, { colour, renderComparison })
    display.draw(rows, state.size)
    if (scroll !== state.scroll) feed({ kind: 'scrolled', to: scroll })
  }
  const redraw = (): void => {
    display.forget()
    if (shown) draw(shown)
  }
  return {
    show: ({ after }) => draw(after),
    lend: (run) => display.lend(run),
    redraw,
    suspend: () => display.suspend(redraw),
    close: (state) => {
      output.off('resize', resized)
      display.close()
      const { length } = state.workbook.exercises
      output.write(`${passedCount(state)} of ${length} passed. npm run watch goes on from here.\n`)
    },
  }
}

/** Blocks of lines, or one JSON object a line; commands are typed and entered. */
export function showAsLines(
  { input, output, feed, renderComparison }: Streams,
  { json }: { readonly json: boolean },
): Show {
  const colour = wantsColour(output, process.env)
  const commands = createInterface({ input, terminal: false })
  commands.on('line', (line) => feed({ kind: 'typed', line }))
  const linesOf = (turn: Turn): string[] =>
    json
      ? narrateAsJson(turn).map((event) => JSON.stringify(event))
      : narrate(turn, { colour, columns: sizeOf(output).columns, renderComparison })
  return {
    show: (turn) => {
      const lines = linesOf(turn)
      if (lines.length > 0) output.write(`${lines.join('\n')}\n`)
    },
    lend: undefined,
    redraw: () => {},
    suspend: () => {},
    close: () => {
      commands.close()
      input.pause()
    },
  }
}

/** Some terminals, and everything that is none, do not tell their size. */
export function sizeOf({ columns, rows }: Partial<Size>): Size {
  return { columns: columns || 80, rows: rows || 24 }
}
