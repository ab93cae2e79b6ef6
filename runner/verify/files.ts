import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, sep } from 'node:path'
import { stubOf } from '../answers.ts'
import type { Exercise, Workbook } from '../catalogue.ts'
import type { Problem } from '../verify.ts'

/** Every file has its place in the catalogue, and nothing else lies around. */
export function verifyFiles(workbook: Workbook): Problem[] {
  const known = new Set(workbook.exercises.flatMap(filesOf))
  const given = new Set(workbook.exercises.flatMap(givenFiles))
  const strays = ['exercises', 'solutions']
    .flatMap((folder) => filesBelow(join(workbook.root, folder)))
    .filter(
      (file) =>
        !known.has(file) &&
        file !== join(workbook.root, 'exercises', 'catalogue.ts') &&
        !isVariant(workbook, file) &&
        !given.has(file),
    )
    .map((file) => ({
      where: below(workbook, file),
      what: 'No exercise of the catalogue has this file: add the exercise, or remove the file',
    }))
  return [...duplicates(workbook), ...strays]
}

export function missingFiles(workbook: Workbook, exercise: Exercise): Problem[] {
  return filesOf(exercise)
    .filter((file) => !existsSync(file))
    .map((file) => ({
      where: below(workbook, file),
      what: `"${exercise.slug}" is in the catalogue, but has no such file`,
    }))
}

/** The stub that learners get is the one that stands in the solution's file. */
export function verifyStub(workbook: Workbook, exercise: Exercise): Problem[] {
  const same =
    readFileSync(exercise.file, 'utf8').replaceAll('\r\n', '\n') ===
    stubOf(readFileSync(exercise.solution, 'utf8').replaceAll('\r\n', '\n'))
  if (same) return []
  return [
    {
      where: below(workbook, exercise.file),
      what: `It is not the stub that stands in ${below(workbook, exercise.solution)}: \`npm run reset ${exercise.slug}\` writes that, and keeps a copy of this`,
    },
  ]
}

/** A path below the workbook's root, with forward slashes. */
export const below = ({ root }: Workbook, file: string): string =>
  relative(root, file).split(sep).join('/')

const filesOf = ({ file, suite, task, solution, answers }: Exercise): string[] => [
  file,
  suite,
  task,
  solution,
  join(answers, 'diagnosis.ts'),
]

function duplicates({ exercises }: Workbook): Problem[] {
  const slugs = exercises.map(({ slug }) => slug)
  return slugs
    .filter((slug, index) => slugs.indexOf(slug) !== index)
    .map((slug) => ({
      where: 'exercises/catalogue.ts',
      what: `"${slug}" stands in it twice: a slug names one exercise`,
    }))
}

/** Files beside an exercise that its suite or its solution brings along: `fake-browser.ts`. */
function givenFiles({ suite, solution }: Exercise): string[] {
  return [suite, solution]
    .filter((file) => existsSync(file))
    .flatMap((file) =>
      [...readFileSync(file, 'utf8').matchAll(/['"](?:\.\/)?([\w/-]+\.ts)['"]/g)].map(
        ([, name = '']) => join(dirname(suite), ...name.split('/')),
      ),
    )
}

const isVariant = ({ exercises }: Workbook, file: string): boolean =>
  exercises.some(
    ({ answers }) =>
      ['also', 'mistakes'].some((folder) => dirname(file) === join(answers, folder)) &&
      file.endsWith('.ts'),
  )

const filesBelow = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
