import { execFile } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Workbook } from '../catalogue.ts'
import {
  linesOfOutput,
  programsOf,
  SIMULATED_ONLY,
  takeAlong,
  type LessonProgram,
} from '../lesson.ts'
import { play, type PlayedLine } from '../play.ts'
import type { Line } from '../run.ts'
import { Simulator } from '../simulator.ts'
import { printedLines } from '../timeline.ts'
import { simulatedMs } from '../trace.ts'
import type { Problem } from '../verify.ts'
import { exitLine, linesUntilExit, showsExit } from './exit.ts'
import { below } from './files.ts'
import { brokenLinks } from './links.ts'
import { atOnceThenAlone } from './real-time.ts'
import { verifyReferences } from './references.ts'

export interface VerifiedLessons {
  readonly problems: readonly Problem[]
  readonly programs: number
  /** Python programs that could not be run, because there is no python3, or one older than 3.11. */
  readonly skipped: number
}

/** Runs every program of every lesson, in the simulator and for real, and holds the lesson to what was printed. */
export async function verifyLessons(
  workbook: Workbook,
  { realTime }: { readonly realTime: boolean },
): Promise<VerifiedLessons> {
  const folder = join(workbook.root, 'lessons')
  const files = readdirSync(folder)
    .filter((name) => name.endsWith('.md'))
    .map((name) => join(folder, name))
  const problems: Problem[] = [
    ...missingLessons(workbook),
    ...withoutSummary(workbook),
    ...verifyReferences(workbook),
  ]
  const programs = files.flatMap((file) => {
    const markdown = readFileSync(file, 'utf8')
    problems.push(...brokenLinks(workbook, file, markdown))
    return programsOf(markdown).map((program) => ({
      ...program,
      where: `${below(workbook, file)}:${program.line}`,
    }))
  })
  const typescript = programs.filter(({ language }) => language === 'ts')
  problems.push(...(await simulateAll(typescript)))
  if (!realTime) return { problems, programs: programs.length, skipped: 0 }
  const python = programs.filter(({ language }) => language === 'python')
  const havePython = python.length === 0 || (await run('python3', ['-c', RECENT])).code === 0
  const real = [
    ...typescript.filter(({ flags }) => !flags.includes(SIMULATED_ONLY)),
    ...(havePython ? python : []),
  ]
  problems.push(...(await runAll(real)))
  return { problems, programs: programs.length, skipped: havePython ? 0 : python.length }
}

/** Task groups and `except*` are that young. */
const RECENT = 'import sys; sys.exit(sys.version_info < (3, 11))'

type Located = LessonProgram & { readonly where: string }

function missingLessons(workbook: Workbook): Problem[] {
  return workbook.lessons
    .filter(({ slug }) => !existsSync(join(workbook.root, 'lessons', `${slug}.md`)))
    .map(({ slug }) => ({
      where: `lessons/${slug}.md`,
      what: 'The catalogue has this lesson, and there is no text for it',
    }))
}

/** The watch loop shows these lines when a lesson's exercises all pass. */
function withoutSummary(workbook: Workbook): Problem[] {
  return workbook.lessons
    .map(({ slug }) => join(workbook.root, 'lessons', `${slug}.md`))
    .filter((file) => existsSync(file) && takeAlong(readFileSync(file, 'utf8')).length !== 3)
    .map((file) => ({
      where: below(workbook, file),
      what: 'It has no section "## To take along" with three items, which are shown when the lesson is done',
    }))
}

async function simulateAll(programs: readonly Located[]): Promise<Problem[]> {
  const simulator = new Simulator()
  const problems: Problem[] = []
  for (const { where, source, output } of programs) {
    const trace = await simulator.run({
      files: { 'lesson.ts': source },
      entry: 'lesson.ts',
      program: '() => undefined',
      data: [],
    })
    if (trace.ending.kind === 'broken')
      problems.push({
        where,
        what: `It is no program: ${trace.ending.reason} ${trace.ending.detail}`,
      })
    else if (output) {
      const shown = linesOfOutput(output).lines
      const lines = showsExit(shown) ? linesUntilExit(trace) : printedLines(trace)
      problems.push(...differences(where, output, lines, 'the simulator'))
    }
  }
  simulator.close()
  return problems
}

async function runAll(programs: readonly Located[]): Promise<Problem[]> {
  const folder = mkdtempSync(join(tmpdir(), 'lessons-'))
  const numbered = programs.map((program, index) => ({
    program,
    stem: join(folder, String(index)),
  }))
  try {
    return await atOnceThenAlone(numbered, ({ program, stem }) => runReally(program, stem))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const KIT = new URL('../kit.ts', import.meta.url).href

async function runReally(
  { where, language, source, output }: Located,
  stem: string,
): Promise<Problem[]> {
  if (!output) return []
  const file = `${stem}.${language === 'ts' ? 'mts' : 'py'}`
  // The file lies outside the workbook, where `#kit` would mean nothing.
  writeFileSync(file, source.replaceAll(`'#kit'`, `'${KIT}'`))
  const { lines, code } = await (language === 'ts' ? runTypeScript(file) : run('python3', [file]))
  const exit = showsExit(linesOfOutput(output).lines)
  // How an error is reported has paths of this machine in it; where the exit is shown, the code says enough.
  const printed = lines
    .filter(({ isError }) => !exit || !isError)
    .map(({ text }): Line => ({ at: UNKNOWN, text }))
    .concat(exit ? [exitLine(UNKNOWN, code)] : [])
  return differences(where, output, printed, language === 'ts' ? 'real Node' : 'CPython', false)
}

/** Real moments are not compared. */
const UNKNOWN = simulatedMs(0)

interface RealRun {
  readonly code: number
  readonly lines: readonly { readonly text: string; readonly isError: boolean }[]
}

async function runTypeScript(file: string): Promise<RealRun> {
  const { lines, exitCode } = play(file, { program: '() => undefined', data: [] })
  const printed: PlayedLine[] = []
  for await (const line of lines) printed.push(line)
  return { code: await exitCode, lines: printed }
}

function run(command: string, parts: readonly string[]): Promise<RealRun> {
  return new Promise((settle) => {
    execFile(command, [...parts], { timeout: 60_000 }, (error, stdout, stderr) => {
      const lines = [...linesOf(stdout, false), ...linesOf(stderr, true)]
      settle({ code: typeof error?.code === 'number' ? error.code : error ? 1 : 0, lines })
    })
  })
}

const linesOf = (stream: string, isError: boolean): RealRun['lines'] =>
  stream
    .split(/\r?\n/)
    .filter((text) => text.trim() !== '')
    .map((text) => ({ text, isError }))

function differences(
  where: string,
  output: NonNullable<LessonProgram['output']>,
  printed: readonly Line[],
  who: string,
  times = true,
): Problem[] {
  const { timed, lines } = linesOfOutput(output)
  const show = ({ at, text }: Line): string => (timed && times ? `${at} ms  ${text}` : text)
  const different = Array.from(
    { length: Math.max(lines.length, printed.length) },
    (_, index) => [lines[index], printed[index]] as const,
  ).findIndex(([shown, real]) => !shown || !real || show(shown) !== show(real))
  if (different < 0) return []
  const [shown, real] = [lines[different], printed[different]]
  return [
    {
      where,
      what: `Line ${different + 1} of its output is "${shown ? show(shown) : ''}" in the lesson; ${who} printed "${real ? show(real) : 'nothing'}"`,
    },
  ]
}
