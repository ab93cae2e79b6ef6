import { existsSync } from 'node:fs'
import { dirname, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { UsageError } from '../errors.ts'
import { wantsColour } from '../terminal.ts'

/** The workbook that this runner belongs to. */
export const ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))))

export const say = (line = ''): void => void process.stdout.write(`${line}\n`)

export const look = () => ({
  columns: process.stdout.columns ?? 80,
  colour: wantsColour(process.stdout, process.env),
})

/** A path as one would type it here. */
export const below = (file: string): string => relative(process.cwd(), file)

export function existingFolder(path: string): string {
  if (!existsSync(path))
    throw new UsageError(
      'no-such-folder',
      `There is no folder "${path}"`,
      'It has to hold files laid out <lesson>/<slug>.ts',
    )
  return resolve(path)
}
