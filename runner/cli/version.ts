import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Of the workbook, as in its package.json. */
export function versionOf(root: string): string {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    readonly version: string
  }
  return version
}
