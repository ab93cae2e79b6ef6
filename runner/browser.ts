import { mkdtemp } from 'node:fs/promises'
import { join } from 'node:path'
import { arch, env, getuid, platform } from 'node:process'
import type { Browser } from 'puppeteer-core'
import { isPackagedFor, isUnpacked, unpack } from './browser/packaged.ts'
import { installed, isProgram, named, VARIABLES, type Machine } from './browser/places.ts'
import { whyNot } from './browser/reasons.ts'
import { UsageError } from './errors.ts'

export { openSite, type Site, type Web } from './browser/site.ts'

/** A browser of this machine that starts: it was tried. Plain data. */
export interface BrowserProgram {
  /** What people call it, with its version: `Google Chrome 143.0.7499.40`. */
  readonly name: string
  readonly path: string
  readonly env: Readonly<Record<string, string>>
}

export interface FindOptions {
  /** @default this one */
  readonly machine?: Machine
  /** Told what takes a while. @default nobody is told */
  readonly say?: (line: string) => void
}

/**
 * The browser that a variable names, else an installed Chrome, Edge or Chromium, else the Chromium
 * that came with `npm ci`; the first of them that starts.
 *
 * @throws UsageError `no-browser`, `no-such-browser` or one of {@link whyNot}, with what to do next.
 */
export async function findBrowser(options: FindOptions = {}): Promise<BrowserProgram> {
  const { machine = { platform, arch, env }, say = () => {} } = options
  const wanted = named(machine)
  if (wanted && !isProgram(wanted.path))
    throw new UsageError(
      'no-such-browser',
      `${wanted.variable} says that the browser is "${wanted.path}", and there is no program`,
      `Correct ${wanted.variable}, or remove it to let the workbook look around`,
    )
  const problems: Error[] = []
  for (const candidate of wanted ? [wanted] : installed(machine)) {
    const tried = await tryOut({ ...candidate, env: {} })
    if (!(tried instanceof Error)) return tried
    problems.push(tried)
  }
  if (!wanted && isPackagedFor(machine)) {
    if (!isUnpacked()) say('Unpacking the Chromium that came with the workbook, this once')
    const unpacked = await unpack().catch(notUnpacked)
    const tried =
      unpacked instanceof Error ? unpacked : await tryOut({ name: 'Chromium', ...unpacked })
    if (!(tried instanceof Error)) return tried
    problems.push(tried)
  }
  throw problems[0] ?? noBrowser(machine)
}

export interface StartOptions {
  /** Folder for what the browser writes while it runs. @default one of its own, removed by `close()` */
  readonly profiles?: string
  /** Ends the browser when it is aborted. */
  readonly signal?: AbortSignal
}

/**
 * Starts it, without a window. It can reach pages on this machine and nothing else, and it ends with
 * this process, however that ends: what connects the two is a pipe.
 */
export async function startBrowser(
  { path, env: more }: Pick<BrowserProgram, 'path' | 'env'>,
  { profiles, signal }: StartOptions = {},
): Promise<Browser> {
  // Loaded by those who need it: it is larger than all the rest of the workbook.
  const { launch } = await import('puppeteer-core')
  return await launch({
    executablePath: path,
    pipe: true,
    args: argumentsFor(getuid?.()),
    env: { ...env, ...more },
    // Else they would only close the browser, and the process that was told to end would stay.
    handleSIGTERM: false,
    handleSIGHUP: false,
    ...(profiles !== undefined && { userDataDir: await mkdtemp(join(profiles, 'profile-')) }),
    ...(signal && { signal }),
  })
}

const notUnpacked = (error: unknown): UsageError =>
  new UsageError(
    'browser-not-unpacked',
    `The Chromium that came with the workbook could not be unpacked: ${error instanceof Error ? error.message : String(error)}`,
    'Make room for 200 MB in node_modules/.cache, and let yourself write there; or install Chrome, Edge or Chromium',
  )

/** The browser with its version, or why it does not start. */
async function tryOut(program: BrowserProgram): Promise<BrowserProgram | Error> {
  try {
    const browser = await startBrowser(program, { signal: AbortSignal.timeout(PATIENCE_MS) })
    try {
      const [, version = ''] = /\/([\d.]+)/.exec(await browser.version()) ?? []
      return { ...program, name: `${program.name} ${version}`.trim() }
    } finally {
      await browser.close()
    }
  } catch {
    return await whyNot(program, argumentsFor(getuid?.()))
  }
}

/** A browser that does not answer by then never will; a cold disk takes some seconds. */
const PATIENCE_MS = 20_000

function argumentsFor(user: number | undefined): string[] {
  return [
    '--no-proxy-server',
    '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
    // Chromium refuses to start for root with its sandbox on. Root runs the workbook in containers,
    // which are a wall of their own, and the only pages are the workbook's.
    ...(user === 0 ? ['--no-sandbox'] : []),
  ]
}

function noBrowser({ platform: system }: Machine): UsageError {
  const set =
    system === 'win32' ? 'set CHROME_PATH=C:\\path\\to\\chrome.exe' : 'CHROME_PATH=/path/to/chrome'
  return new UsageError(
    'no-browser',
    'There is no browser in the usual places: no Chrome, no Edge, no Chromium; and the Chromium that comes with the workbook is for Linux on x64',
    `Install one of the three, or say where yours is, in ${VARIABLES.join(' or ')}: ${set}`,
  )
}
