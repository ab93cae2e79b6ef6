import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { solutionOf } from '../answers.ts'
import type { Exercise, Workbook } from '../catalogue.ts'
import type { Diagnosis } from '../diagnosis.ts'
import type { Problem } from '../verify.ts'
import type { Asking } from './answers.ts'
import { below } from './files.ts'
import { mutantsOf, type Mutant } from './mutate.ts'

/** What became of the mutants of one model solution. */
export interface Mutation {
  readonly exercise: Exercise
  readonly made: number
  /** Those that pass, with the author's reason why they may. */
  readonly survivors: readonly { readonly mutant: Mutant; readonly reason: string | undefined }[]
  readonly problems: readonly Problem[]
}

/** A suite has to reject every mutant of its solution, or the author says why one is as right as the solution. */
export async function verifyMutants(
  workbook: Workbook,
  exercise: Exercise,
  { survivors: reasons = {} }: Diagnosis,
  { judge, dir }: Asking,
): Promise<Mutation> {
  const folder = mkdtempSync(join(tmpdir(), 'mutants-'))
  const file = join(folder, `${exercise.slug}.ts`)
  const mutants = mutantsOf(solutionOf(readFileSync(exercise.solution, 'utf8')))
  const alive: Mutant[] = []
  try {
    for (const mutant of mutants) {
      writeFileSync(file, mutant.source)
      const { status } = await judge.judge(exercise, { dir, file, seed: 1 })
      if (status === 'passed') alive.push(mutant)
      // Rejected for nothing that its author did wrong.
      if (status === 'broken')
        throw new Error(`The mutant "${mutant.name}" of ${exercise.slug} is no program`)
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
  const survivors = alive.map((mutant) => ({ mutant, reason: reasons[mutant.name] }))
  const where = below(workbook, join(exercise.answers, 'diagnosis.ts'))
  return {
    exercise,
    made: mutants.length,
    survivors,
    problems: [
      ...survivors
        .filter(({ reason }) => reason === undefined)
        .map(({ mutant: { name, line } }) => ({
          where: `${below(workbook, exercise.solution)}:${line}`,
          what: `The suite passes its mutant "${name}": test for it, or say in \`survivors\` of ${where} why it is right`,
        })),
      ...Object.keys(reasons)
        .filter((name) => !alive.some((mutant) => mutant.name === name))
        .map((name) => ({
          where,
          what: `It explains a survivor that does not survive: "${name}"`,
        })),
    ],
  }
}

export const renderHead = (): string => renderRow('exercise', 'mutants', 'rejected', 'survived')

/** One row, and two lines a survivor. */
export function renderMutation({ exercise, made, survivors }: Mutation): string[] {
  return [
    renderRow(exercise.slug, made, made - survivors.length, survivors.length),
    ...survivors.flatMap(({ mutant: { name, line }, reason = 'NOT EXPLAINED' }) => [
      `  line ${line}, ${name}`,
      `    ${reason}`,
    ]),
  ]
}

export function renderSum(mutations: readonly Mutation[]): string {
  const made = mutations.reduce((sum, mutation) => sum + mutation.made, 0)
  const survived = mutations.reduce((sum, { survivors }) => sum + survivors.length, 0)
  return renderRow('all', made, made - survived, survived)
}

const renderRow = (name: string, ...numbers: readonly (string | number)[]): string =>
  `${name.padEnd(24)}${numbers.map((number) => String(number).padStart(10)).join('')}`
