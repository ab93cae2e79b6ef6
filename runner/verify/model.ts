import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { solutionOf } from '../answers.ts'
import type { Workbook } from '../catalogue.ts'

/** A learner who has done everything right: what an answer imports of earlier exercises comes from here. */
export function modelLearner({ exercises }: Workbook): {
  readonly dir: string
  readonly remove: () => void
} {
  const dir = mkdtempSync(join(tmpdir(), 'model-learner-'))
  for (const { path, solution } of exercises) {
    if (!existsSync(solution)) continue
    const file = join(dir, ...path.split('/'))
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, solutionOf(readFileSync(solution, 'utf8')))
  }
  return { dir, remove: () => rmSync(dir, { recursive: true, force: true }) }
}
