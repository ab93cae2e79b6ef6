import { findExercise, openWorkbook } from '../catalogue.ts'
import { openJudge } from '../judge.ts'
import { recordOf, renderVerdict } from '../reports.ts'
import { FAILED, PASSED, type ExitCode } from './exit.ts'
import { existingFolder, look, ROOT, say } from './place.ts'
import { showStandings, standings, type Standing } from './standings.ts'

export async function check(
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
}

export async function list(options: { json?: boolean }): Promise<ExitCode> {
  const rows = await standings(await openWorkbook(ROOT))
  if (options.json === true) say(JSON.stringify(rows.map(rowOf), undefined, 2))
  else showStandings(rows)
  return PASSED
}

function rowOf({ exercise, verdict: { status } }: Standing): object {
  const { slug, number, lesson, title, kind, stars, points } = exercise
  return { version: 1, exercise: slug, number, lesson, title, kind, stars, points, status }
}
