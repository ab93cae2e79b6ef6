import type { ReadStream, WriteStream } from 'node:tty'
import type { Exercise } from './catalogue.ts'
import type { RenderComparison } from './watch/answer.ts'
import { watchFiles } from './watch/files.ts'
import { performer, type Parts } from './watch/perform.ts'
import { showAsLines, showOnScreen, sizeOf } from './watch/show.ts'
import type { Input } from './watch/state.ts'
import { begin, update } from './watch/update.ts'

export { renderDifference } from './difference.ts'

export interface WatchParts extends Parts {
  readonly renderComparison: RenderComparison
}

export interface WatchOptions {
  /** Begin with this one. @default the first that does not pass */
  readonly start?: Exercise | undefined
  /** Blocks of lines instead of a screen; so it is, too, where there is no terminal. */
  readonly plain: boolean
  /** One JSON object a line. */
  readonly json: boolean
  readonly input: ReadStream
  readonly output: WriteStream
}

/** The learner's loop: shows a task, answers every save, obeys keys. Settles when it is quit. */
export async function watch(parts: WatchParts, options: WatchOptions): Promise<void> {
  const { workbook, renderComparison } = parts
  const { input, output, json } = options
  const inputs: Input[] = []
  let busy = true
  let finish = (): void => {}
  const finished = new Promise<void>((done) => (finish = done))

  const files = await watchFiles(workbook, { onEvent: feed })
  const size = sizeOf(output)
  const first = begin(workbook, { start: options.start?.slug, size, missing: files.missing() })
  let { state } = first
  const streams = { input, output, feed, renderComparison }
  const show = isForScreen(options) ? showOnScreen(streams) : showAsLines(streams, { json })
  const perform = performer(parts, { ...show, feed, quit: finish })
  const stopWaiting = waitForTheEnd(options, () => perform({ kind: 'quit' }))
  try {
    show.show({ before: state, input: { kind: 'resized', size }, after: state })
    first.effects.forEach(perform)
    busy = false
    takeAll()
    await finished
  } finally {
    busy = true
    show.close(state)
    stopWaiting()
    await Promise.all([files.close(), parts.judge.close()])
  }

  function feed(input: Input): void {
    inputs.push(input)
    takeAll()
  }

  /** One input after the other, also those that come while one is being taken. */
  function takeAll(): void {
    if (busy) return
    busy = true
    for (let input = inputs.shift(); input; input = inputs.shift()) {
      const before = state
      const step = update(before, input)
      state = step.state
      show.show({ before, input, after: state })
      step.effects.forEach(perform)
    }
    busy = false
  }
}

function isForScreen({ plain, json, input, output }: WatchOptions): boolean {
  return !plain && !json && input.isTTY && output.isTTY && process.env['TERM'] !== 'dumb'
}

/** Calls `finish` when we are told to stop, or when nobody is left to read what we write. */
function waitForTheEnd({ input, output }: WatchOptions, finish: () => void): () => void {
  for (const signal of SIGNALS) process.on(signal, finish)
  // These stay: a terminal that is gone may say so after we have said good-bye.
  input.on('error', finish)
  output.on('error', finish)
  return () => {
    for (const signal of SIGNALS) process.off(signal, finish)
  }
}

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const
