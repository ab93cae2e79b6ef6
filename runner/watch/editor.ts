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
    const name = nameOf(editor)
    const failure = needsTerminal(editor)
      ? await openHere(editor, place, lend)
      : await openBeside(editor, place)
    if (failure === undefined) return `Opened ${basename(place.file)} in ${name}`
    failures.push(`${name} could not be started (${failure})`)
  }
  const why = failures.length === 0 ? 'no editor was found running' : failures.join(', ')
  return `Could not open ${basename(place.file)}: ${why}. Set VISUAL to your editor’s command, for example VISUAL=code`
}

/**
 * An editor with a window that is running is what the learner is looking at. One that runs in
 * another terminal cannot be told to open a file, so the learner's own choice comes first.
 */
async function editorsToTry(): Promise<string[]> {
  const { VISUAL = '', EDITOR = '', ...env } = process.env
  // Guessing looks through all processes, which takes a while: not in this process.
  const guess = (await inNode(GUESS, [], env).catch(() => '')).trim()
  // npm sets EDITOR to vi where nothing is set, and who has not chosen vi cannot leave it.
  const chosen = EDITOR === 'vi' && env['npm_lifecycle_event'] !== undefined ? '' : EDITOR
  const order = needsTerminal(guess) ? [VISUAL, chosen, guess] : [guess, VISUAL, chosen]
  return [...new Set(order)].filter((each) => each !== '')
}

/** An editor with a window of its own: it is started, and not waited for. */
async function openBeside(editor: string, { file, line }: Place): Promise<string | undefined> {
  try {
    await inNode(LAUNCH, [`${file}:${line}`, editor])
    return undefined
  } catch (error) {
    const said = error instanceof Error && 'stderr' in error ? String(error.stderr) : String(error)
    // launch-editor says "(code 3)." of a command that failed.
    return said
      .trim()
      .replace(/\.$/, '')
      .replace(/^\(code (.*)\)$/, 'exit code $1')
  }
}

/** An editor that lives in the terminal gets ours until it is closed. */
async function openHere(
  editor: string,
  { file, line }: Place,
  lend: Lend,
): Promise<string | undefined> {
  if (!lend) return 'it needs a terminal of its own'
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

async function inNode(
  script: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv = process.env,
): Promise<string> {
  // launch-editor writes to the console of the process it is in; this one's is nobody's.
  const { stdout } = await promisify(execFile)(process.execPath, ['-e', script, ...args], {
    cwd: import.meta.dirname,
    env,
  })
  return stdout
}

const nameOf = (editor: string): string => basename(editor.split(/\s+/)[0] ?? editor)

const needsTerminal = (editor: string): boolean => NEEDS_TERMINAL.test(nameOf(editor))

const NEEDS_TERMINAL = /^(vi|vim|nvim|nano|pico|hx|helix|micro|kak|joe|mcedit|ne|ed)(\.exe)?$/

const GUESS = `console.log(require('launch-editor/guess')()[0] ?? '')`

/** Fails if the editor does within this time; an editor that stays is one that was opened. */
const LAUNCH = `
  const [file, editor] = process.argv.slice(1)
  setTimeout(() => process.exit(0), 800)
  require('launch-editor')(file, editor, (_file, message) => {
    process.stderr.write(message ?? 'it does not say why')
    process.exit(1)
  })
`
