import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Workbook } from '../catalogue.ts'
import type { Problem } from '../verify.ts'
import { below } from './files.ts'

/** Links to files that do not exist. Links to the web are nobody's business here. */
export function brokenLinks(workbook: Workbook, file: string, markdown: string): Problem[] {
  return [...markdown.matchAll(/\]\((?!https?:|#)([^)#\s]+)/g)]
    .map(([, target = '']) => target)
    .filter((target) => !existsSync(join(dirname(file), target)))
    .map((target) => ({
      where: below(workbook, file),
      what: `It links to "${target}", and there is no such file`,
    }))
}
