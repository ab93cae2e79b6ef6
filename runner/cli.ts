import { Command, CommanderError, InvalidArgumentError } from 'commander'
import { PASSED, WRONG, type ExitCode } from './cli/exit.ts'
import { UsageError } from './errors.ts'

function program(done: (code: ExitCode) => void): Command {
  const root = new Command('npm run').description(
    'A self-grading workbook on asynchronous programming',
  )
  const add = (name: string, description: string) => root.command(name).description(description)
  // A command is loaded when it is called: none waits for the code of the others.
  const finish =
    <Parts extends readonly unknown[]>(
      load: () => Promise<(...parts: Parts) => Promise<ExitCode>>,
    ) =>
    async (...parts: Parts) =>
      done(await (await load())(...parts))
  add('watch', 'show the current task and answer every save')
    .argument('[id]', 'the exercise to begin with')
    .option('--plain', 'one block of lines a verdict, nothing redrawn')
    .option('--json', 'one JSON object a line')
    .action(finish(async () => (await import('./cli/watch.ts')).watch))
  add('check', 'judge the current, the named or all exercises')
    .argument('[id...]', 'slugs, numbers such as 4.1, or beginnings of slugs')
    .option('--all', 'every exercise')
    .option('--dir <folder>', 'take the files from this folder, laid out <lesson>/<slug>.ts')
    .option('--json', 'print an array of verdicts')
    .option('--seed <n>', 'repeat the numbers of an earlier check', wholeNumber)
    .option('--lang <language>', 'language of the sentences', oneOf(['en']))
    .action(finish(async () => (await import('./cli/check.ts')).check))
  add('play', 'run an exercise in real time, each line with its real milliseconds')
    .argument('<id>')
    .option('--dir <folder>', 'take the file from this folder, laid out <lesson>/<slug>.ts')
    .action(finish(async () => (await import('./cli/play.ts')).play))
  add('hint', 'show a hint')
    .argument('<id>')
    .argument('[n]', 'which one', wholeNumber)
    .action(finish(async () => (await import('./cli/exercise.ts')).hint))
  add('list', 'show every exercise with its state')
    .option('--json', 'print an array')
    .action(finish(async () => (await import('./cli/check.ts')).list))
  add('solution', 'show the model solution and how yours differs')
    .argument('<id>')
    .option('--anyway', 'even before the exercise passes')
    .action(finish(async () => (await import('./cli/exercise.ts')).solution))
  add('reset', 'back to the stub; what you had is kept')
    .argument('<id>')
    .action(finish(async () => (await import('./cli/exercise.ts')).reset))
  add('review', 'do an exercise once more, from its stub; your answer is put aside')
    .argument('[id]', 'which one; else one that was passed long ago')
    .option('--back', 'end the review and bring your answer back')
    .action(finish(async () => (await import('./cli/review.ts')).review))
  add('submit', 'pack your answers into an archive to hand in')
    .option('--out <file>', 'where to', 'submission.zip')
    .action(finish(async () => (await import('./cli/submit.ts')).submit))
  add('grade', 'for instructors: judge a class, and write what grade books read')
    .argument('<path...>', 'folders and archives (.zip, .tar, .tar.gz) of submissions')
    .requiredOption('--out <folder>', 'where the results go')
    .option('--roster <file>', 'CSV file of the class: an id, a name, and whatever else')
    .option('--exercises <ids>', 'only these, separated by commas', list)
    .option('--lessons <numbers>', 'only these, e.g. 1-4,7', ranges)
    .option('--seed <n>', 'draws the varied inputs', wholeNumber, 1)
    .option('--due <time>', 'e.g. 2026-12-01T23:59+01:00', moment)
    .option(
      '--late <rule>',
      'note, zero, 10%/day, 5%/hour, or 10%/day,50% for half at most',
      'note',
    )
    .option(
      '--overrides <file>',
      'CSV: id, exercise, points, why (default: overrides.csv in --out)',
    )
    .option('--predict-weight <n>', 'what predictions count, 0 to leave them out', number, 1)
    .option('--format <names>', FORMAT_HELP, list)
    .option('--moodle-worksheet <file>', 'the grading worksheet to fill in')
    .option('--canvas-gradebook <file>', 'the exported grade book whose columns to keep')
    .option('--workers <n>', 'submissions at a time (default: all processors)', wholeNumber)
    .option('--isolation <tier>', 'insist on strict, namespaces, container or basic', oneOf(TIERS))
    .option('--trust-submissions', 'go on where no walls stand')
    .option('--compare <results>', 'write nothing; say who would change from that results.json')
    .action(finish(async () => (await import('./cli/grade.ts')).grade))
  add('verify', 'for authors: check exercises, suites, solutions and mistakes')
    .argument('[id...]', 'only these')
    .option('--quick', 'leave out what runs in real time')
    .option(
      '--mutants',
      'instead: spoil each solution in small ways, and see whether its suite notices',
    )
    .action(finish(async () => (await import('./cli/author.ts')).verify))
  add('fidelity', 'compare the simulator with real Node on generated programs')
    .option('--programs <n>', 'how many', wholeNumber, 300)
    .option('--seed <n>', 'where to begin', wholeNumber, 1)
    .option('--verbose', 'count the constructs')
    .option('--asyncio', 'instead: compare the model solution of lesson 10 with CPython')
    .option('--record', 'with --asyncio: keep what CPython answers, for machines without one')
    .action(finish(async () => (await import('./cli/author.ts')).fidelity))
  add('bench', 'measure the loop against ordinary Vitest')
    .option('--saves <n>', 'saves to time', wholeNumber, 30)
    .option('--grading', 'also time the grading of a class, which takes ten minutes more')
    .action(finish(async () => (await import('./cli/author.ts')).bench))
  root.showSuggestionAfterError()
  for (const command of [root, ...root.commands])
    command.exitOverride().showHelpAfterError('(--help tells more)')
  return root
}

const TIERS = ['strict', 'namespaces', 'container', 'basic'] as const

const FORMAT_HELP =
  'also write, separated by commas: gradescope, classroom, junit, exercism, prairielearn, autolab, canvas, moodle'

const list = (text: string): readonly string[] =>
  text.split(',').flatMap((each) => each.trim() || [])

/** `1-4,7` is 1, 2, 3, 4 and 7. */
function ranges(text: string): readonly number[] {
  return list(text).flatMap((part) => {
    const [, first, last = first] = /^(\d+)(?:-(\d+))?$/.exec(part) ?? []
    if (first === undefined) throw new InvalidArgumentError('It has to be like 1-4,7.')
    const from = Number(first)
    return Array.from({ length: Math.max(0, Number(last) - from + 1) }, (_, index) => from + index)
  })
}

function moment(text: string): Date {
  const at = new Date(text)
  if (Number.isNaN(at.getTime()))
    throw new InvalidArgumentError('It has to be a time such as 2026-12-01T23:59+01:00.')
  return at
}

function number(text: string): number {
  if (!/^\d+(\.\d+)?$/.test(text)) throw new InvalidArgumentError('It has to be a number.')
  return Number(text)
}

function wholeNumber(text: string): number {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError('It has to be a whole number.')
  return Number(text)
}

const oneOf =
  <T extends string>(allowed: readonly T[]) =>
  (text: string): T => {
    const found = allowed.find((each) => each === text)
    if (found === undefined) throw new InvalidArgumentError(`There is ${allowed.join(', ')}.`)
    return found
  }

function complain(error: unknown): ExitCode {
  if (error instanceof CommanderError) return error.exitCode === 0 ? PASSED : WRONG
  if (error instanceof UsageError)
    process.stderr.write(`${error.message}\n${error.next === undefined ? '' : `${error.next}\n`}`)
  else
    process.stderr.write(
      `This is a fault of the workbook, not of your code\n${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
    )
  return WRONG
}

try {
  let exitCode: ExitCode = PASSED
  await program((code) => (exitCode = code)).parseAsync(process.argv)
  process.exitCode = exitCode
} catch (error) {
  process.exitCode = complain(error)
}
