import { execFile } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Workbook } from '../catalogue.ts'
import { linesOfOutput, programsOf, SIMULATED_ONLY, type LessonProgram } from '../lesson.ts'
import { play } from '../play.ts'
import { Run, type Line } from '../run.ts'
import { Simulator } from '../simulator.ts'
import type { Problem } from '../verify.ts'
import { below } from './files.ts'
import { brokenLinks } from './links.ts'
import { atOnceThenAlone } from './real-time.ts'
import { verifyReferences } from './references.ts'

export interface VerifiedLessons {
  readonly problems: readonly Problem[]
  readonly programs: number
  /** Python programs that could not be run, because there is no python3. */
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
  const problems: Problem[] = [...missingLessons(workbook), ...verifyReferences(workbook)]
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
  const havePython = python.length === 0 || (await run('python3', ['--version'])).code === 0
  const real = [
    ...typescript.filter(({ flags }) => !flags.includes(SIMULATED_ONLY)),
    ...(havePython ? python : []),
  ]
  problems.push(...(await runAll(real)))
  return { problems, programs: programs.length, skipped: havePython ? 0 : python.length }
}

type Located = LessonProgram & { readonly where: string }

function missingLessons(workbook: Workbook): Problem[] {
  return workbook.lessons
    .filter(({ slug }) => !existsSync(join(workbook.root, 'lessons', `${slug}.md`)))
    .map(({ slug }) => ({
      where: `lessons/${slug}.md`,
      what: 'The catalogue has this lesson, and there is no text for it',
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
    const { lines } = new Run(trace)
    if (trace.ending.kind === 'broken')
      problems.push({
        where,
        what: `It is no program: ${trace.ending.reason} ${trace.ending.detail}`,
      })
    else if (output) problems.push(...differences(where, output, lines, 'the simulator'))
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
  const texts = language === 'ts' ? await runTypeScript(file) : (await run('python3', [file])).lines
  const printed = texts.map((text): Line => ({ at: 0 as Line['at'], text }))
  return differences(where, output, printed, language === 'ts' ? 'real Node' : 'CPython', false)
}

async function runTypeScript(file: string): Promise<string[]> {
  const texts: string[] = []
  for await (const { text } of play(file, { program: '() => undefined', data: [] }).lines)
    texts.push(text)
  return texts
}

function run(
  command: string,
  parts: readonly string[],
): Promise<{ readonly code: number; readonly lines: string[] }> {
  return new Promise((settle) => {
    execFile(command, [...parts], { timeout: 60_000 }, (error, stdout, stderr) => {
      const lines = `${stdout}${stderr}`.split(/\r?\n/).filter((line) => line.trim() !== '')
      settle({ code: error ? 1 : 0, lines })
    })
  })
}

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
