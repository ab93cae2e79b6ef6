import { PassThrough, type Readable } from 'node:stream'
import { createInterface, emitKeypressEvents } from 'node:readline'

/** A key press. `name` is readline's (`up`, `return`, `h`); `text` is the character, if it has one. */
export interface Key {
  readonly name: string
  readonly ctrl: boolean
  readonly text: string
}

/** What the letters do, in the order in which the help and the bottom line list them. */
export const COMMANDS = [
  { key: 'h', label: 'hint', does: 'The next hint' },
  { key: 's', label: 'solution', does: 'The solution and its difference from yours' },
  { key: 'r', label: 'run', does: 'Run your program in real time' },
  { key: 't', label: 'task', does: 'The task, or back to the answer' },
  { key: 'n', label: 'next', does: 'The next exercise' },
  { key: 'p', label: 'previous', does: 'The previous exercise' },
  { key: 'l', label: 'list', does: 'All exercises: choose, search, filter' },
  { key: 'a', label: 'check all', does: 'Check all exercises again' },
  {
    key: 'v',
    label: 'review',
    does: 'An earlier exercise once more, from its stub; your answer is put aside',
  },
  { key: 'o', label: 'open', does: 'Open the file in your editor' },
  { key: 'x', label: 'reset', does: 'Back to the stub; a copy of yours is kept' },
  { key: '?', label: 'keys', does: 'This list of keys' },
  { key: 'q', label: 'quit', does: 'Quit; what you have done is in your files' },
] as const

export type CommandKey = (typeof COMMANDS)[number]['key']

export function isCommand(text: string): text is CommandKey {
  return COMMANDS.some(({ key }) => key === text)
}

/** Calls `onKey` for every key that is pressed, until the returned function is called. */
export function listenForKeys(input: Readable, onKey: (key: Key) => void): () => void {
  // Only an interface can tell readline to wait for less than half a second after Esc.
  const patience = createInterface({ input: new PassThrough(), escapeCodeTimeout: 30 })
  emitKeypressEvents(input, patience)
  const listener = (text: string | undefined, key: ReadlineKey): void =>
    onKey({
      name: key.name ?? text ?? '',
      ctrl: key.ctrl ?? false,
      text: text !== undefined && !key.ctrl && !key.meta && PRINTABLE.test(text) ? text : '',
    })
  input.on('keypress', listener)
  return () => {
    input.off('keypress', listener)
    patience.close()
  }
}

interface ReadlineKey {
  readonly name?: string
  readonly ctrl?: boolean
  readonly meta?: boolean
}

const PRINTABLE = /^[^\p{Control}]$/u
