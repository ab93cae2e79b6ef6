import type { Results, SubmissionResult } from '../results.ts'
import { visible } from '../terminal.ts'

/** Who would change from `before` to `after`, by how much and why: a line each, and a sentence at the end. */
export function renderChanges(before: Results, after: Results): string[] {
  const old = new Map(before.submissions.map((each) => [each.person.id, each]))
  const now = new Map(after.submissions.map((each) => [each.person.id, each]))
  const changed = after.submissions.flatMap((each): string[] => {
    const was = old.get(each.person.id)
    if (!was) return [`+ ${who(each)}  new, ${each.points} points`]
    const why = reasons(was, each)
    if (was.points === each.points && why.length === 0) return []
    const by = Math.round((each.points - was.points) * 100) / 100
    return [
      `~ ${who(each)}  ${was.points} → ${each.points} (${by > 0 ? '+' : ''}${by})`,
      ...why.map((line) => `    ${line}`),
    ]
  })
  const gone = before.submissions
    .filter(({ person }) => !now.has(person.id))
    .map((each) => `- ${who(each)}  gone, had ${each.points} points`)
  const lines = [...changed, ...gone]
  const people = lines.filter((line) => !line.startsWith(' ')).length
  return [
    ...lines,
    people === 0
      ? 'Nobody’s points would change'
      : `${people} of ${after.submissions.length} would change`,
  ]
}

/** Exercises and adjustments that differ. */
function reasons(was: SubmissionResult, is: SubmissionResult): string[] {
  const exercises = is.exercises.flatMap(({ exercise, status, points, findings }) => {
    const old = was.exercises.find((each) => each.exercise === exercise)
    if (!old) return [`${exercise}: not graded before, now ${points}`]
    if (old.points === points && old.status === status) return []
    const code = findings[0]?.code ?? old.findings[0]?.code
    return [
      `${exercise}: ${old.status} ${old.points} → ${status} ${points}${code === undefined ? '' : ` [${code}]`}`,
    ]
  })
  const dropped = was.exercises
    .filter(({ exercise }) => !is.exercises.some((each) => each.exercise === exercise))
    .map(({ exercise, points }) => `${exercise}: ${points} before, not graded now`)
  const said = ({ adjustments }: SubmissionResult): string =>
    adjustments.map(({ why, points }) => `${why} (${points})`).join(', ') || 'none'
  const adjustments =
    said(was) === said(is) ? [] : [`adjustments: ${visible(said(was))} → ${visible(said(is))}`]
  return [...exercises, ...dropped, ...adjustments]
}

const who = ({ person }: SubmissionResult): string => visible(`${person.name} (${person.id})`)
