import { readFileSync } from 'node:fs'
import type { Exercise, Workbook } from '../catalogue.ts'
import type { Problem } from '../verify.ts'
import { below } from './files.ts'

/**
 * A program to predict stands in three places: the suite, which runs it, the task, and a comment of
 * the file that learners edit. What they read has to be what is run. So does a twin that is a program
 * of its own; one that differs by a number only is said in words.
 */
export function verifyProgram(workbook: Workbook, exercise: Exercise): Problem[] {
  if (exercise.kind !== 'predict') return []
  const suite = readFileSync(exercise.suite, 'utf8')
  const names = [...suite.matchAll(/simulateAlone\((\w+)[,)]/g)].map(([, name = '']) => name)
  if (names.length === 0)
    return [
      {
        where: below(workbook, exercise.suite),
        what: 'It hands no `function program(…)` to simulateAlone: what is to be predicted?',
      },
    ]
  const places = [
    { file: exercise.task, lines: fencedLines(readFileSync(exercise.task, 'utf8')) },
    { file: exercise.file, lines: commentLines(readFileSync(exercise.file, 'utf8')) },
  ]
  return [...new Set(names)].flatMap((name) => {
    const program = programOf(suite, name)
    if (program.length === 0)
      return [
        {
          where: below(workbook, exercise.suite),
          what: `It has no \`function ${name}(…)\` that it could hand to simulateAlone`,
        },
      ]
    return places
      .filter(({ lines }) => !contains(lines, program))
      .map(({ file, lines }) => ({
        where: below(workbook, file),
        what: `It does not show the \`${name}\` that the suite runs${missingFrom(lines, program)}`,
      }))
  })
}

/** The statements of a function of the suite, with what the first call of `simulateAlone` gives it for its parameters. */
function programOf(suite: string, name: string): readonly string[] {
  const [, parameters = '', body = ''] =
    new RegExp(
      `^(?:async )?function ${name}\\(([\\s\\S]*?)\\)(?:: [\\w<>]+)? \\{\\n([\\s\\S]*?)^\\}`,
      'm',
    ).exec(suite) ?? []
  const names = [...parameters.replace(/\{[^}]*\}/g, '').matchAll(/(\w+)\s*:/g)]
    .map(([, parameter = '']) => parameter)
    .filter((parameter) => !parameter.startsWith('_'))
  const [, given = ''] = new RegExp(`simulateAlone\\(${name}((?:, [^)]*)?)\\)`).exec(suite) ?? []
  const values = given.split(', ').slice(1)
  return statements(
    names
      .reduce(
        (text, parameter, index) =>
          text.replaceAll(new RegExp(`\\b${parameter}\\b`, 'g'), () => values[index] ?? parameter),
        body,
      )
      .split('\n'),
  )
}

const fencedLines = (markdown: string): readonly string[] =>
  statements(
    [...markdown.matchAll(/^```ts\n([\s\S]*?)^```/gm)].flatMap(([, code = '']) => code.split('\n')),
  )

const commentLines = (source: string): readonly string[] =>
  statements(
    source
      .split('\n')
      .filter((line) => /^\s*(\/?\*|\/\/)/.test(line))
      .map((line) => line.replace(/^\s*(\/?\*+|\/\/)/, '')),
  )

/** Without indentation, empty lines, and the remark at the end of a line. */
const statements = (lines: readonly string[]): readonly string[] =>
  lines.map((line) => line.replace(/\s\/\/.*$/, '').trim()).filter((line) => line !== '')

const contains = (lines: readonly string[], program: readonly string[]): boolean =>
  lines.some((_, start) => program.every((statement, index) => lines[start + index] === statement))

function missingFrom(lines: readonly string[], program: readonly string[]): string {
  const missing = program.find((statement) => !lines.includes(statement))
  return missing === undefined
    ? ': its statements are all there, but not in one piece and in their order'
    : `: \`${missing}\` is not in it`
}
