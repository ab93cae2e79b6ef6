import { accessSync, constants, statSync } from 'node:fs'
import { delimiter, posix, win32 } from 'node:path'

/** The part of a machine that says where browsers are. */
export interface Machine {
  readonly platform: NodeJS.Platform
  readonly arch: string
  readonly env: Readonly<Record<string, string | undefined>>
}

/** A program that should be a browser. */
export interface Candidate {
  /** What people call it: `Google Chrome`. */
  readonly name: string
  readonly path: string
}

/** Variables with which people say which browser to take; other tools read the same ones. */
export const VARIABLES = ['PUPPETEER_EXECUTABLE_PATH', 'CHROME_PATH'] as const

/** The browser that a variable names. */
export function named({ env }: Machine): (Candidate & { readonly variable: string }) | undefined {
  for (const variable of VARIABLES) {
    const path = env[variable]
    if (path !== undefined && path !== '') return { name: 'The browser', path, variable }
  }
  return undefined
}

/** Every Chrome, Edge and Chromium in the places where systems put them, Chrome first. */
export function installed(machine: Machine): Candidate[] {
  return placesOf(machine).filter(({ path }) => isProgram(path))
}

/** A file that may be started. */
export function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return statSync(path).isFile()
  } catch {
    return false
  }
}

function placesOf({ platform, env }: Machine): Candidate[] {
  switch (platform) {
    case 'darwin':
      return ['', env['HOME'] ?? ''].flatMap((home) =>
        ON_MACOS.map((name) => ({
          name,
          path: posix.join('/', home, 'Applications', `${name}.app`, 'Contents', 'MacOS', name),
        })),
      )
    case 'win32':
      return ON_WINDOWS.flatMap(({ name, path }) =>
        ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].flatMap((variable) => {
          const folder = env[variable]
          return folder === undefined ? [] : [{ name, path: win32.join(folder, ...path) }]
        }),
      )
    default:
      return ON_PATH.flatMap(({ name, commands }) =>
        commands.flatMap((command) =>
          (env['PATH'] ?? '')
            .split(delimiter)
            .filter((folder) => folder !== '')
            .concat(OUTSIDE_PATH)
            .map((folder) => ({ name, path: posix.join(folder, command) })),
        ),
      )
  }
}

const ON_PATH: readonly { readonly name: string; readonly commands: readonly string[] }[] = [
  { name: 'Google Chrome', commands: ['google-chrome-stable', 'google-chrome', 'chrome'] },
  { name: 'Microsoft Edge', commands: ['microsoft-edge-stable', 'microsoft-edge'] },
  { name: 'Chromium', commands: ['chromium', 'chromium-browser'] },
]

/** Where Linux keeps browsers for those whose PATH is short. */
const OUTSIDE_PATH = ['/usr/bin', '/usr/local/bin', '/snap/bin', '/opt/google/chrome']

const ON_MACOS = ['Google Chrome', 'Microsoft Edge', 'Chromium']

const ON_WINDOWS: readonly { readonly name: string; readonly path: readonly string[] }[] = [
  { name: 'Google Chrome', path: ['Google', 'Chrome', 'Application', 'chrome.exe'] },
  { name: 'Microsoft Edge', path: ['Microsoft', 'Edge', 'Application', 'msedge.exe'] },
  { name: 'Chromium', path: ['Chromium', 'Application', 'chrome.exe'] },
]
