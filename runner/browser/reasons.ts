import { spawn } from 'node:child_process'
import { UsageError } from '../errors.ts'

interface Program {
  readonly name: string
  readonly path: string
  readonly env: Readonly<Record<string, string>>
}

/** Why a browser does not start, found out by starting it once more and listening to what it says. */
export async function whyNot(program: Program, args: readonly string[]): Promise<UsageError> {
  const said = await lastWords(program, args)
  const where = `${program.name} (${program.path})`
  const [, library] = /error while loading shared libraries: ([^:\s]+)/.exec(said) ?? []
  if (library !== undefined)
    return new UsageError(
      'browser-lacks-library',
      `${where} does not start: it needs the library ${library}, which this system lacks`,
      `Install that library, or a browser from your system's packages, which brings all it needs (on Debian: sudo apt-get install chromium); ${OR_NAME}`,
    )
  if (/no usable sandbox|setuid sandbox|namespace sandbox|without --no-sandbox/i.test(said))
    return new UsageError(
      'browser-lacks-sandbox',
      `${where} does not start: this system does not let it build the sandbox in which it keeps pages, and without one it starts for nobody but root`,
      `Install Chrome, Edge or Chromium from your system's packages, which are allowed to; ${OR_NAME}`,
    )
  return new UsageError(
    'browser-does-not-start',
    `${where} does not start: ${firstLine(said) ?? 'it gives no answer and does not say why'}`,
    `Start it by hand once, to see what it says; ${OR_NAME}`,
  )
}

/** What it writes while it shows an empty page, or fails to. */
function lastWords({ path, env }: Program, args: readonly string[]): Promise<string> {
  return new Promise((resolve) => {
    let said = ''
    const child = spawn(path, ['--headless', ...args, '--dump-dom', 'about:blank'], {
      stdio: ['ignore', 'ignore', 'pipe'],
      env: { ...process.env, ...env },
      timeout: PATIENCE_MS,
      killSignal: 'SIGKILL',
      windowsHide: true,
    })
    child.stderr.setEncoding('utf8')
    child.stderr.on('data', (text: string) => {
      if (said.length < ENOUGH) said += text
    })
    child.on('error', ({ message }) => resolve(message))
    child.on('close', () => resolve(said))
  })
}

/** Without the process number and the place in Chromium's source that stand before it. */
const firstLine = (text: string): string | undefined =>
  text
    .split('\n')
    .map((line) => line.replace(/^\[[^\]]*\]\s*/, '').trim())
    .find((line) => line !== '')
    ?.slice(0, 300)

const OR_NAME = 'or say where a browser is that starts, in CHROME_PATH'

const PATIENCE_MS = 10_000

/** Characters; some browsers never stop complaining. */
const ENOUGH = 20_000
