import { execFile, spawn } from 'node:child_process'
import { basename } from 'node:path'
import { promisify } from 'node:util'

export interface Place {
  /** Absolute path. */
  readonly file: string
  readonly line: number
}

/** Gives the terminal to an editor that needs it; undefined where there is none to give. */
export type Lend = ((run: () => Promise<void>) => Promise<void>) | undefined

/**
 * Opens a file in the editor that is running, or in `$VISUAL` or `$EDITOR`.
 *
 * @returns what happened, as a sentence for the learner.
 */
export async function openInEditor(place: Place, lend: Lend): Promise<string> {
  const failures: string[] = []
  for (const editor of await editorsToTry()) {
    const name = basename(editor.split(/\s+/)[0] ?? editor)
    if (NEEDS_TERMINAL.test(name) && !lend) {
      failures.push(`${name} needs a terminal of its own`)
      continue
    }
    const failure =
      lend && NEEDS_TERMINAL.test(name)
        ? await openHere(editor, place, lend)
        : await openBeside(editor, place)
    if (failure === undefined) return `Opened ${basename(place.file)} in ${name}`
    failures.push(`${name} could not be started (${failure})`)
  }
  const why = failures.length === 0 ? 'no editor was found running' : failures.join(', ')
  return `Could not open ${basename(place.file)}: ${why}. Set VISUAL to your editor’s command, for example VISUAL=code`
}

/** Guessing looks through all processes, which takes a while: not in this process. */
async function editorsToTry(): Promise<string[]> {
  const { VISUAL, EDITOR } = process.env
  const guess = await inNode(GUESS, []).catch(() => '')
  return [...new Set([guess.trim(), VISUAL ?? '', EDITOR ?? ''])].filter((each) => each !== '')
}

/** An editor with a window of its own: it is started, and not waited for. */
async function openBeside(editor: string, { file, line }: Place): Promise<string | undefined> {
  try {
    await inNode(LAUNCH, [`${file}:${line}`, editor])
    return undefined
  } catch (error) {
    return error instanceof Error && 'stderr' in error && String(error.stderr).trim() !== ''
      ? String(error.stderr).trim()
      : String(error)
  }
}

/** An editor that lives in the terminal gets ours until it is closed. */
async function openHere(
  editor: string,
  { file, line }: Place,
  lend: NonNullable<Lend>,
): Promise<string | undefined> {
  const [command = editor, ...args] = editor.split(/\s+/)
  let failure: string | undefined
  await lend(
    () =>
      new Promise((done) => {
        const child = spawn(command, [...args, `+${line}`, file], { stdio: 'inherit' })
        child.once('error', ({ message }) => {
          failure = message
          done()
        })
        child.once('exit', () => done())
      }),
  )
  return failure
}

async function inNode(script: string, args: readonly string[]): Promise<string> {
  // launch-editor writes to the console of the process it is in; this one's is nobody's.
  const { stdout } = await promisify(execFile)(process.execPath, ['-e', script, ...args], {
    cwd: import.meta.dirname,
  })
  return stdout
}

const NEEDS_TERMINAL = /^(vi|vim|nvim|nano|pico|hx|helix|micro|kak|joe|mcedit|ne|ed)(\.exe)?$/

const GUESS = `console.log(require('launch-editor/guess')()[0] ?? '')`

/** Fails if the editor does within this time; an editor that stays is one that was opened. */
const LAUNCH = `
  const [file, editor] = process.argv.slice(1)
  setTimeout(() => process.exit(0), 1500)
  require('launch-editor')(file, editor, (_file, message) => {
    process.stderr.write(message ?? 'it does not say why')
    process.exit(1)
  })
`
