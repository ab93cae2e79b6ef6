import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import type { Workbook } from '../catalogue.ts'

/**
 * SHA-256 of everything of the workbook that decides about a verdict: runner, catalogue, suites, given
 * files, rules, and the versions of the packages. Not the learner's files, and no prose.
 */
export function digestOfWorkbook({ root, exercises }: Workbook): string {
  const own = new Set(exercises.map(({ file }) => file))
  const files = [
    ...below(join(root, 'runner')).filter((file) => !file.endsWith('.test.ts')),
    ...below(join(root, 'exercises')).filter((file) => file.endsWith('.ts') && !own.has(file)),
    ...exercises.flatMap(({ answers, solution }) => [join(answers, 'diagnosis.ts'), solution]),
    // A copy of the workbook may be without the second.
    ...['package.json', 'package-lock.json'].map((name) => join(root, name)).filter(existsSync),
  ].sort()
  const hash = createHash('sha256')
  for (const file of files) {
    const content = readFileSync(file)
    const name = relative(root, file).split(sep).join('/')
    hash.update(`${name}\0${content.length}\0`).update(content)
  }
  return hash.digest('hex')
}

const below = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(ts|mts|mjs|json)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
