import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { stubOf } from '../answers.ts'
import { variants, type Exercise, type Workbook } from '../catalogue.ts'
import type { Diagnosis } from '../diagnosis.ts'
import type { Judge } from '../judge.ts'
import type { Problem } from '../verify.ts'
import { below, verifyStub } from './files.ts'

/** The stub fails as intended, right answers pass, each mistake is caught by the finding it is named after. */
export async function verifyAnswers(
  workbook: Workbook,
  exercise: Exercise,
  diagnosis: Diagnosis,
  { judge, dir, seeds }: Asking & { readonly seeds: readonly number[] },
): Promise<{ readonly problems: readonly Problem[]; readonly judged: number }> {
  const right = [{ name: 'solution', file: exercise.solution }, ...variants(exercise, 'also')]
  const wrong = variants(exercise, 'mistakes')
  const problems: Problem[] = [
    ...verifyStub(workbook, exercise),
    ...(await stubFails(workbook, exercise, diagnosis, { judge, dir })),
  ]
  for (const { file } of right) {
    problems.push(...(await passes(workbook, exercise, { judge, dir, file, seeds })))
    problems.push(...(await repeats(workbook, exercise, { judge, dir, file, seed: seeds[0] ?? 1 })))
  }
  for (const { name, file } of wrong)
    problems.push(...(await caught(workbook, exercise, { judge, dir, file, name })))
  return { problems, judged: 1 + right.length + wrong.length }
}

/** Whom to ask, and where the answers lie that a judged one may import. */
export interface Asking {
  readonly judge: Judge
  readonly dir: string
}

interface Question extends Asking {
  readonly file: string
  readonly seed: number
}

async function stubFails(
  workbook: Workbook,
  exercise: Exercise,
  { stub }: Diagnosis,
  { judge, dir }: Asking,
): Promise<Problem[]> {
  const folder = mkdtempSync(join(tmpdir(), 'stub-'))
  try {
    const file = join(folder, `${exercise.slug}.ts`)
    writeFileSync(file, stubOf(readFileSync(exercise.solution, 'utf8')))
    const { status, findings } = await judge.judge(exercise, { dir, file, seed: 1 })
    const code = findings[0]?.code
    if (status !== 'passed' && code === stub) return []
    return [
      {
        where: below(workbook, exercise.solution),
        what: `Its stub should be answered with "${stub}" and is answered with ${code === undefined ? 'a pass' : `"${code}"`}`,
      },
    ]
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Under every seed; the first that fails is told. */
async function passes(
  workbook: Workbook,
  exercise: Exercise,
  { judge, dir, file, seeds }: Omit<Question, 'seed'> & { readonly seeds: readonly number[] },
): Promise<Problem[]> {
  for (const seed of seeds) {
    const { status, findings, tests } = await judge.judge(exercise, { dir, file, seed })
    if (status === 'passed') continue
    const test = tests.find(({ passed }) => !passed)?.name ?? ''
    const [{ message, code } = { message: 'nothing', code: '' }] = findings
    return [
      {
        where: below(workbook, file),
        what: `It should pass, and under seed ${seed} the test "${test}" says: ${message} [${code}]`,
      },
    ]
  }
  return []
}

async function repeats(
  workbook: Workbook,
  exercise: Exercise,
  { judge, dir, file, seed }: Question,
): Promise<Problem[]> {
  const traces = async (): Promise<string> =>
    JSON.stringify(
      (await judge.report(exercise, { dir, file, seed })).tests.map(({ evidence }) => evidence),
    )
  if ((await traces()) === (await traces())) return []
  return [
    {
      where: below(workbook, file),
      what: `Under seed ${seed} it leaves two different traces in two runs: something in it, or in its suite, is left to chance`,
    },
  ]
}

async function caught(
  workbook: Workbook,
  exercise: Exercise,
  { judge, dir, file, name }: Omit<Question, 'seed'> & { readonly name: string },
): Promise<Problem[]> {
  const { status, findings } = await judge.judge(exercise, { dir, file, seed: 1 })
  const [first] = findings
  const code = `${exercise.slug}/${name}`
  if (first?.code === code) return []
  const got =
    status === 'passed' || !first ? 'it passes' : `the answer is "${first.code}": ${first.message}`
  return [{ where: below(workbook, file), what: `It should be caught by "${code}", and ${got}` }]
}
