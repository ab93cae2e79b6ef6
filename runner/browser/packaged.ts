import { execFile } from 'node:child_process'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { Machine } from './places.ts'

/** The Chromium that came with `npm ci`. */
export interface Packaged {
  readonly path: string
  /** Where it finds letters on a machine that has no fonts. */
  readonly env: Readonly<Record<string, string>>
}

/** Whether the package holds a Chromium for this machine. */
export const isPackagedFor = ({ platform, arch }: Pick<Machine, 'platform' | 'arch'>): boolean =>
  platform === 'linux' && arch === 'x64'

/** Whether {@link unpack} has been here before. */
export const isUnpacked = (): boolean => existsSync(home())

/**
 * Unpacks it into `node_modules/.cache`, once.
 *
 * Left to itself, the package unpacks into the system's folder for temporary files under a name that
 * everybody knows, and takes whatever lies there for a complete Chromium. So it is sent to a folder of
 * its own, in a process of its own, and the result is moved into place in one step.
 */
export async function unpack(): Promise<Packaged> {
  if (!isUnpacked()) {
    mkdirSync(dirname(home()), { recursive: true })
    const folder = mkdtempSync(`${home()}-`)
    try {
      await run(process.execPath, [UNPACKER], {
        env: { ...process.env, TMPDIR: folder, TEMP: folder, TMP: folder },
      })
      writeFileSync(join(folder, 'fonts.conf'), FONTS)
      moveInto(folder, home())
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  }
  return {
    path: join(home(), 'chromium'),
    env: { FONTCONFIG_FILE: join(home(), 'fonts.conf') },
  }
}

const run = promisify(execFile)

const UNPACKER = fileURLToPath(new URL('./unpack.mjs', import.meta.url))

/** One folder for each version; `npm ci` removes it along with the package. */
function home(): string {
  const entry = createRequire(import.meta.url).resolve('@sparticuz/chromium')
  const packageFolder = entry.slice(0, entry.lastIndexOf(`${sep}build${sep}`))
  const { version } = JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8')) as {
    readonly version: string
  }
  return join(dirname(dirname(packageFolder)), '.cache', 'async-workbook-browser', version)
}

/** Whoever comes second finds that somebody else was as fast, which is as good. */
function moveInto(from: string, to: string): void {
  try {
    renameSync(from, to)
  } catch (error) {
    if (!existsSync(to)) throw error
  }
}

const FONTS = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir prefix="relative">fonts</dir>
  <dir>/usr/share/fonts</dir>
  <dir>/usr/local/share/fonts</dir>
  <cachedir prefix="xdg">fontconfig</cachedir>
</fontconfig>
`
