import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { variants, type Exercise, type Workbook } from '../catalogue.ts'
import type { Diagnosis } from '../diagnosis.ts'
import { parseTask } from '../task.ts'
import type { Problem } from '../verify.ts'
import { below } from './files.ts'
import { verifyProgram } from './program.ts'

const HINTS = 4

/** Task, hints and sentences are complete, lead somewhere, and do not give the answer away. */
export function verifyWords(
  workbook: Workbook,
  exercise: Exercise,
  diagnosis: Diagnosis,
): Problem[] {
  const markdown = readFileSync(exercise.task, 'utf8')
  const { title, text, hints } = parseTask(markdown)
  const inTask = (what: string): Problem => ({ where: below(workbook, exercise.task), what })
  const problems: Problem[] = []
  if (title !== exercise.title)
    problems.push(
      inTask(`Its title is "${title}", and the catalogue calls the exercise "${exercise.title}"`),
    )
  if (text === '')
    problems.push(
      inTask('It says nothing between its title and its hints: what is the learner to do?'),
    )
  if (hints.length !== HINTS)
    problems.push(inTask(`It has ${hints.length} hints where every exercise has ${HINTS}`))
  if (exercise.points <= 0)
    problems.push({
      where: 'exercises/catalogue.ts',
      what: `"${exercise.slug}" is worth ${exercise.points} points`,
    })
  hints.forEach((hint, index) => {
    const spoiler = diagnosis.spoilers.find((call) => hint.includes(call))
    if (spoiler !== undefined)
      problems.push(
        inTask(
          `Hint ${index + 1} contains "${spoiler}", the very call that the learner is to find`,
        ),
      )
  })
  return [
    ...problems,
    ...brokenLinks(workbook, exercise, markdown),
    ...verifyProgram(workbook, exercise),
    ...verifyRules(workbook, exercise, diagnosis),
  ]
}

function verifyRules(
  workbook: Workbook,
  exercise: Exercise,
  { rules, stub, spoilers }: Diagnosis,
): Problem[] {
  const where = below(workbook, join(exercise.answers, 'diagnosis.ts'))
  const mistakes = variants(exercise, 'mistakes').map(({ name }) => name)
  const problems: Problem[] = []
  for (const [key, { says }] of Object.entries(rules)) {
    const spoiler = spoilers.find((call) =>
      Object.values(says).some((sentence) => sentence?.includes(call)),
    )
    if (spoiler !== undefined)
      problems.push({
        where,
        what: `What "${key}" says contains "${spoiler}", the very call that the learner is to find`,
      })
    if (!mistakes.includes(key) && stub !== `${exercise.slug}/${key}`)
      problems.push({
        where,
        what: `The rule "${key}" has no mistakes/${key}.ts that it catches: add one, or remove the rule`,
      })
  }
  for (const name of mistakes)
    if (!(name in rules))
      problems.push({
        where,
        what: `mistakes/${name}.ts has no rule "${name}" that would catch it`,
      })
  return problems
}

function brokenLinks(workbook: Workbook, { task }: Exercise, markdown: string): Problem[] {
  return [...markdown.matchAll(/\]\((?!https?:|#)([^)#\s]+)/g)]
    .map(([, target = '']) => target)
    .filter((target) => !existsSync(join(dirname(task), target)))
    .map((target) => ({
      where: below(workbook, task),
      what: `It links to "${target}", and there is no such file`,
    }))
}
