import { readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Command, CommanderError, InvalidArgumentError } from 'commander'
import { solutionOf } from './answers.ts'
import { findExercise, openWorkbook, type Exercise, type Workbook } from './catalogue.ts'
import { UsageError } from './errors.ts'
import { openJudge, type Judge } from './judge.ts'
import { play } from './play.ts'
import { recordOf, renderNarration, renderPicture, renderVerdict } from './reports.ts'
import { reset } from './reset.ts'
import { readTask } from './task.ts'
import { paints, wantsColour } from './terminal.ts'
import { typeNotes } from './types.ts'

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)))

/** Exit codes: everything passed; something failed; wrong usage, or a fault of ours. */
const PASSED = 0
const FAILED = 1
const WRONG = 2

type ExitCode = number

const say = (line = ''): void => void process.stdout.write(`${line}\n`)
const look = () => ({
  columns: process.stdout.columns ?? 80,
  colour: wantsColour(process.stdout, process.env),
})

const commands = {
  async watch(
    id: string | undefined,
    options: { plain?: boolean; json?: boolean },
  ): Promise<ExitCode> {
    const workbook = await openWorkbook(ROOT)
    const start = id === undefined ? undefined : findExercise(workbook, id)
    // Vitest starts in a thread of its own while the rest is loaded.
    const judge = openJudge(workbook)
    const { watch } = await import('./watch.ts')
    await watch(
      {
        workbook,
        judge,
        hints: (exercise) => ({ task: taskText(exercise), hints: readTask(exercise).hints }),
        solution: (exercise) => solutionOf(readFileSync(exercise.solution, 'utf8')),
        reset: async (exercise) => reset(workbook, exercise, new Date()),
        play: async function* (exercise, { signal }) {
          yield* playLines(judge, exercise, exercise.file, signal)
        },
        typeNotes: (exercise, { signal }) => typeNotes(workbook, exercise.file, signal),
        renderComparison: (verdict, { plain, ...size }) =>
          plain ? renderNarration(verdict) : renderPicture(verdict, size).slice(1),
      },
      {
        ...(start && { start }),
        plain: options.plain === true,
        json: options.json === true,
        input: process.stdin,
        output: process.stdout,
      },
    )
    return PASSED
  },

  async check(
    ids: readonly string[],
    options: { all?: boolean; dir?: string; json?: boolean; seed?: number; lang?: 'en' },
  ): Promise<ExitCode> {
    const workbook = await openWorkbook(ROOT)
    const named = ids.map((id) => findExercise(workbook, id))
    const dir = options.dir === undefined ? undefined : existingFolder(options.dir)
    const judge = openJudge(workbook, options.lang)
    try {
      const asked = {
        ...(dir !== undefined && { dir }),
        ...(options.seed !== undefined && { seed: options.seed }),
      }
      const verdicts = []
      for (const exercise of named.length > 0 ? named : workbook.exercises) {
        const verdict = await judge.judge(exercise, asked)
        const current = named.length === 0 && options.all !== true
        if (current && verdict.status === 'passed') continue
        verdicts.push(verdict)
        if (options.json !== true) say(renderVerdict(exercise, verdict, look()).join('\n'))
        if (current) break
      }
      if (options.json === true) say(JSON.stringify(verdicts.map(recordOf), undefined, 2))
      else if (verdicts.length === 0) say('Every exercise passes')
      else if (verdicts.length > 1)
        say(
          `\n${verdicts.filter(({ status }) => status === 'passed').length} of ${verdicts.length} passed`,
        )
      return verdicts.every(({ status }) => status === 'passed') ? PASSED : FAILED
    } finally {
      await judge.close()
    }
  },

  async play(id: string, options: { dir?: string }): Promise<ExitCode> {
    const workbook = await openWorkbook(ROOT)
    const exercise = findExercise(workbook, id)
    const file =
      options.dir === undefined ? exercise.file : join(existingFolder(options.dir), exercise.path)
    if (!existsSync(file))
      throw new UsageError(
        'missing-file',
        `There is no file "${relative(process.cwd(), file)}"`,
        `npm run reset ${exercise.slug}`,
      )
    const judge = openJudge(workbook)
    try {
      return await yieldExitCode(playLines(judge, exercise, file), say)
    } finally {
      await judge.close()
    }
  },

  async hint(id: string, n: number | undefined): Promise<ExitCode> {
    const workbook = await openWorkbook(ROOT)
    const exercise = findExercise(workbook, id)
    const { hints } = readTask(exercise)
    if (n !== undefined && n > hints.length)
      throw new UsageError(
        'no-such-hint',
        `"${exercise.slug}" has ${hints.length} hints, not ${n}`,
        `npm run hint ${exercise.slug} ${hints.length}`,
      )
    const wanted = n ?? 1
    say(hints[wanted - 1])
    if (wanted < hints.length)
      say(
        paints(look().colour).dim(
          `\nHint ${wanted} of ${hints.length}; the next one: npm run hint ${exercise.slug} ${wanted + 1}`,
        ),
      )
    return PASSED
  },

  async list(options: { json?: boolean }): Promise<ExitCode> {
    const workbook = await openWorkbook(ROOT)
    const judge = openJudge(workbook)
    try {
      const rows = []
      for (const exercise of workbook.exercises)
        rows.push({ exercise, verdict: await judge.judge(exercise) })
      if (options.json === true) {
        say(
          JSON.stringify(
            rows.map(
              ({
                exercise: { slug, number, lesson, title, kind, stars, points },
                verdict: { status },
              }) => ({
                version: 1,
                exercise: slug,
                number,
                lesson,
                title,
                kind,
                stars,
                points,
                status,
              }),
            ),
            undefined,
            2,
          ),
        )
        return PASSED
      }
      showList(rows)
      return PASSED
    } finally {
      await judge.close()
    }
  },

  async solution(id: string, options: { anyway?: boolean }): Promise<ExitCode> {
    const workbook = await openWorkbook(ROOT)
    const exercise = findExercise(workbook, id)
    if (options.anyway !== true) {
      const status = await statusOf(workbook, exercise)
      if (status !== 'passed') {
        throw new UsageError(
          'not-passed-yet',
          `"${exercise.slug}" does not pass yet, and its solution would take the fun away`,
          `npm run hint ${exercise.slug}, or: npm run solution ${exercise.slug} -- --anyway`,
        )
      }
    }
    const { renderDifference } = await import('./watch.ts')
    const solution = solutionOf(readFileSync(exercise.solution, 'utf8'))
    say(solution)
    if (existsSync(exercise.file))
      renderDifference({ mine: readFileSync(exercise.file, 'utf8'), solution }, look()).forEach(say)
    return PASSED
  },

  async reset(id: string): Promise<ExitCode> {
    const workbook = await openWorkbook(ROOT)
    const exercise = findExercise(workbook, id)
    const { kept } = reset(workbook, exercise, new Date())
    say(`${relative(process.cwd(), exercise.file)} is the stub again`)
    if (kept !== undefined) say(`What was there before is kept as ${relative(process.cwd(), kept)}`)
    return PASSED
  },

  async verify(ids: readonly string[], options: { quick?: boolean }): Promise<ExitCode> {
    const { verify } = await import('./verify.ts')
    const { problems } = await verify(ROOT, {
      only: ids,
      say,
      realTime: options.quick !== true,
    })
    return problems.length === 0 ? PASSED : FAILED
  },

  async fidelity(options: {
    programs: number
    seed: number
    verbose?: boolean
  }): Promise<ExitCode> {
    const { fidelity } = await import('./fidelity.ts')
    const { ok } = await fidelity({ ...options, out: say })
    return ok ? PASSED : FAILED
  },

  async bench(options: { saves: number }): Promise<ExitCode> {
    const { bench } = await import('./bench.ts')
    await bench(ROOT, { ...options, say })
    return PASSED
  },
}

function program(done: (code: ExitCode) => void): Command {
  const root = new Command('npm run').description(
    'A self-grading workbook on asynchronous programming',
  )
  const add = (name: string, description: string) => root.command(name).description(description)
  const finish =
    <Parts extends readonly unknown[]>(run: (...parts: Parts) => Promise<ExitCode>) =>
    async (...parts: Parts) =>
      done(await run(...parts))
  add('watch', 'show the current task and answer every save')
    .argument('[id]', 'the exercise to begin with')
    .option('--plain', 'one block of lines a verdict, nothing redrawn')
    .option('--json', 'one JSON object a line')
    .action(finish(commands.watch))
  add('check', 'judge the current, the named or all exercises')
    .argument('[id...]', 'slugs, numbers such as 4.1, or beginnings of slugs')
    .option('--all', 'every exercise')
    .option('--dir <folder>', 'take the files from this folder, laid out <lesson>/<slug>.ts')
    .option('--json', 'print an array of verdicts')
    .option('--seed <n>', 'repeat the numbers of an earlier check', wholeNumber)
    .option('--lang <language>', 'language of the sentences', oneOf(['en']))
    .action(finish(commands.check))
  add('play', 'run an exercise in real time, each line with its real milliseconds')
    .argument('<id>')
    .option('--dir <folder>', 'take the file from this folder, laid out <lesson>/<slug>.ts')
    .action(finish(commands.play))
  add('hint', 'show a hint')
    .argument('<id>')
    .argument('[n]', 'which one', wholeNumber)
    .action(finish(commands.hint))
  add('list', 'show every exercise with its state')
    .option('--json', 'print an array')
    .action(finish(commands.list))
  add('solution', 'show the model solution and how yours differs')
    .argument('<id>')
    .option('--anyway', 'even before the exercise passes')
    .action(finish(commands.solution))
  add('reset', 'back to the stub; what you had is kept')
    .argument('<id>')
    .action(finish(commands.reset))
  add('verify', 'for authors: check exercises, suites, solutions and mistakes')
    .argument('[id...]', 'only these')
    .option('--quick', 'leave out what runs in real time')
    .action(finish(commands.verify))
  add('fidelity', 'compare the simulator with real Node on generated programs')
    .option('--programs <n>', 'how many', wholeNumber, 300)
    .option('--seed <n>', 'where to begin', wholeNumber, 1)
    .option('--verbose', 'count the constructs')
    .action(finish(commands.fidelity))
  add('bench', 'measure the loop against ordinary Vitest')
    .option('--saves <n>', 'saves to time', wholeNumber, 30)
    .action(finish(commands.bench))
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

function existingFolder(path: string): string {
  if (!existsSync(path))
    throw new UsageError(
      'no-such-folder',
      `There is no folder "${path}"`,
      'It has to hold files laid out <lesson>/<slug>.ts',
    )
  return resolve(path)
}

const taskText = (exercise: Exercise): string => {
  const { title, text } = readTask(exercise)
  return `# ${title}\n\n${text}`
}

async function statusOf(workbook: Workbook, exercise: Exercise): Promise<string> {
  const judge = openJudge(workbook)
  try {
    return (await judge.judge(exercise)).status
  } finally {
    await judge.close()
  }
}

async function* playLines(
  judge: Judge,
  exercise: Exercise,
  file: string,
  signal?: AbortSignal,
): AsyncGenerator<string, number> {
  const run = await judge.firstRun(exercise, { file })
  if (!run)
    throw new UsageError('nothing-to-play', `The suite of "${exercise.slug}" runs no program`)
  const playing = play(file, run)
  signal?.addEventListener('abort', () => playing.stop(), { once: true })
  for await (const { at, text } of playing.lines) yield `${String(at).padStart(6)} ms  ${text}`
  return playing.exitCode
}

async function yieldExitCode(
  lines: AsyncGenerator<string, number>,
  out: (line: string) => void,
): Promise<ExitCode> {
  for (;;) {
    const { value, done } = await lines.next()
    if (done === true) return value
    out(value)
  }
}

function showList(
  rows: readonly { readonly exercise: Exercise; readonly verdict: { readonly status: string } }[],
): void {
  const { bold, dim, green } = paints(look().colour)
  let lesson = ''
  for (const { exercise, verdict } of rows) {
    if (exercise.lesson !== lesson) say(`${lesson === '' ? '' : '\n'}${bold(exercise.lessonTitle)}`)
    lesson = exercise.lesson
    const passed = verdict.status === 'passed'
    const state = passed ? green('✓ done ') : '· to do'
    say(
      `  ${state}  ${exercise.number}  ${exercise.slug.padEnd(24)} ${'★'.repeat(exercise.stars).padEnd(4)} ${dim(exercise.title)}`,
    )
  }
  say(
    `\n${rows.filter(({ verdict }) => verdict.status === 'passed').length} of ${rows.length} done`,
  )
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
