import { spawn, type ChildProcess } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, relative, resolve } from 'node:path'
import type { Workbook } from './catalogue.ts'

/** What TypeScript has to say about a file. It fails no check: a program may run and be right all the same. */
export interface TypeNote {
  readonly file: string
  readonly line: number
  /** TypeScript's own words, e.g. `TS2322: Type 'string' is not assignable to type 'number'.` */
  readonly message: string
}

/** Asks TypeScript about one file of the workbook. An aborted question has no notes. */
export async function typeNotes(
  { root }: Workbook,
  file: string,
  signal?: AbortSignal,
): Promise<readonly TypeNote[]> {
  const output = await ask(root, projectOf(root, file), signal)
  return output.split('\n').flatMap((line) => {
    const [, path = '', row = '', message = ''] =
      /^(.+?)\((\d+),\d+\): error (.*?)\r?$/.exec(line) ?? []
    return path !== '' && resolve(root, path) === file
      ? [{ file: relative(root, file), line: Number(row), message }]
      : []
  })
}

/** A project of that file alone: asked about the whole workbook, TypeScript takes five times as long. */
function projectOf(root: string, file: string): string {
  const project = join(root, 'node_modules', '.cache', 'async-workbook', 'tsconfig.one.json')
  const config = { extends: join(root, 'tsconfig.json'), include: [], files: [file] }
  try {
    mkdirSync(dirname(project), { recursive: true })
    writeFileSync(project, JSON.stringify(config))
    return project
  } catch {
    // Nothing can be written there: the whole workbook will do.
    return root
  }
}

/** Its launcher starts a program of its own, so both are ended together. */
function ask(root: string, project: string, signal: AbortSignal | undefined): Promise<string> {
  return new Promise((settle) => {
    const child = spawn(process.execPath, [TSC, '--pretty', 'false', '-p', project], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'ignore'],
      detached: process.platform !== 'win32',
      windowsHide: true,
    })
    let output = ''
    const stop = (): void => endGroup(child)
    signal?.addEventListener('abort', stop, { once: true })
    process.once('exit', stop)
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => (output += chunk))
    child.on('error', () => settle(''))
    child.on('close', () => {
      signal?.removeEventListener('abort', stop)
      process.off('exit', stop)
      settle(output)
    })
    if (signal?.aborted) stop()
  })
}

function endGroup(child: ChildProcess): void {
  if (child.pid === undefined || child.exitCode !== null) return
  try {
    if (process.platform === 'win32') child.kill()
    else process.kill(-child.pid)
  } catch (error) {
    // It has just ended by itself.
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}

const require = createRequire(import.meta.url)
const TSC = join(dirname(require.resolve('typescript/package.json')), 'bin', 'tsc')
