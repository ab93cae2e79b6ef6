import type { ReadStream, WriteStream } from 'node:tty'
import { listenForKeys, type Key } from './keys.ts'
import type { Size } from './state.ts'

/** The terminal while the loop owns it. */
export interface Display {
  /** Shows these rows; only those that differ from what is there are written. */
  draw(rows: readonly string[], size: Size): void
  /** Writes every row anew at the next drawing. */
  forget(): void
  /** Gives the terminal to somebody else until `run` settles. */
  lend(run: () => Promise<void>): Promise<void>
  /** Stops the process as Ctrl-Z does; takes the terminal again, and calls back, when it goes on. */
  suspend(onResumed: () => void): void
  close(): void
}

/**
 * Takes the terminal: a screen of its own, no cursor, keys one by one. Whatever ends the process
 * short of SIGKILL, the terminal is given back as it was.
 */
export function openDisplay(
  { input, output }: { readonly input: ReadStream; readonly output: WriteStream },
  onKey: (key: Key) => void,
): Display {
  let taken = false
  let closed = false
  let last: readonly string[] | undefined
  let lastSize: Size | undefined
  const stopListening = listenForKeys(input, onKey)
  process.on('exit', giveBack)
  take()
  return { draw, forget, lend, suspend, close }

  function take(): void {
    if (taken || closed) return
    taken = true
    last = undefined
    input.setRawMode(true)
    input.resume()
    output.write(TAKE)
  }

  function giveBack(): void {
    if (!taken) return
    taken = false
    output.write(GIVE_BACK)
    if (!input.destroyed) input.setRawMode(false)
    input.pause()
  }

  function draw(rows: readonly string[], size: Size): void {
    if (!taken) return
    const same = last && lastSize?.columns === size.columns && lastSize.rows === size.rows
    const before = same ? last : undefined
    const changed = rows.flatMap((row, index) =>
      before?.[index] === row ? [] : [`\x1b[${index + 1};1H${row}\x1b[K`],
    )
    last = rows
    lastSize = size
    if (before && changed.length === 0) return
    output.write(`${BEGIN_FRAME}${before ? '' : CLEAR}${changed.join('')}${END_FRAME}`)
  }

  function forget(): void {
    last = undefined
  }

  async function lend(run: () => Promise<void>): Promise<void> {
    giveBack()
    try {
      await run()
    } finally {
      take()
    }
  }

  function suspend(onResumed: () => void): void {
    if (process.platform === 'win32') return
    giveBack()
    // The whole group: npm, which started us, has to stop as well for the shell to take over.
    process.kill(0, 'SIGTSTP')
    // Time stands still until the shell lets us go on.
    setTimeout(() => {
      take()
      if (taken) onResumed()
    }, 50)
  }

  function close(): void {
    closed = true
    process.off('exit', giveBack)
    stopListening()
    giveBack()
  }
}

/** Another screen, no cursor, no automatic line breaks, pasted text marked as such. */
const TAKE = '\x1b[?1049h\x1b[?25l\x1b[?7l\x1b[?2004h'
const GIVE_BACK = '\x1b[0m\x1b[?2004l\x1b[?7h\x1b[?25h\x1b[?1049l'
const CLEAR = '\x1b[2J'

/** Terminals that know it show what is between the two at once; others ignore it. */
const BEGIN_FRAME = '\x1b[?2026h'
const END_FRAME = '\x1b[?2026l'
