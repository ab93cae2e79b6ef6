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
    .action(finish(async () => (await import('./cli/author.ts')).fidelity))
  add('bench', 'measure the loop against ordinary Vitest')
    .option('--saves <n>', 'saves to time', wholeNumber, 30)
    .action(finish(async () => (await import('./cli/author.ts')).bench))
  root.showSuggestionAfterError()
  for (const command of [root, ...root.commands])
    command.exitOverride().showHelpAfterError('(--help tells more)')
  return root
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
