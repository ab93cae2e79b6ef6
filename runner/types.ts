import { execFile } from 'node:child_process'
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

/** Asks TypeScript about one file of the workbook. Takes about a second; an aborted question has no notes. */
export async function typeNotes(
  { root }: Workbook,
  file: string,
  signal?: AbortSignal,
): Promise<readonly TypeNote[]> {
  const output = await new Promise<string>((settle) => {
    execFile(
      process.execPath,
      [TSC, '--pretty', 'false', '-p', root],
      { cwd: root, maxBuffer: 10_000_000, ...(signal && { signal }) },
      (_, stdout) => settle(stdout),
    )
  })
  return output.split('\n').flatMap((line) => {
    const [, path = '', row = '', message = ''] =
      /^(.+?)\((\d+),\d+\): error (.*?)\r?$/.exec(line) ?? []
    return path !== '' && resolve(root, path) === file
      ? [{ file: relative(root, file), line: Number(row), message }]
      : []
  })
}

const require = createRequire(import.meta.url)
const TSC = join(dirname(require.resolve('typescript/package.json')), 'bin', 'tsc')
