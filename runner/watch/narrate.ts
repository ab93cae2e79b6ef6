import type { Exercise } from '../catalogue.ts'
import { renderDifference } from '../difference.ts'
import { recordOf } from '../reports.ts'
import { visible } from '../terminal.ts'
import { placeOfAnswer, renderAnswer, type Look } from './answer.ts'
import { COMMANDS } from './keys.ts'
import { listInWords } from './list.ts'
import { currentExercise, passedCount, type Input, type State } from './state.ts'

/** One input and what it changed. */
export interface Turn {
  readonly before: State
  readonly input: Input
  readonly after: State
}

/** What a turn has to say to somebody who reads on: blocks of lines, nothing that moves. */
export function narrate(
  { before, input, after }: Turn,
  how: Omit<Look, 'placeShown' | 'plain'>,
): string[] {
  if (input.kind === 'played') return [visible(input.line)]
  const look = { ...how, plain: true, placeShown: true }
  const blocks: string[][] = []
  const exercise = currentExercise(after)
  if (before.checks.round?.why !== undefined && !after.checks.round) blocks.push(listInWords(after))
  const opened = after.opened !== before.opened
  if (exercise && isTellable(after) && (opened || !isTellable(before)))
    blocks.push(taskInWords(after, exercise))
  const slow = slowCheck({ before, input, after })
  if (slow !== undefined) blocks.push([`Checking ${slow} …`])
  const answered = answeredSave({ before, input, after })
  if (answered) blocks.push(answerInWords(after, answered, look))
  if (exercise && input.kind === 'typed' && after.above !== before.above && !opened) {
    if (after.above === 'task') blocks.push(taskInWords(after, exercise))
    if (after.above === 'nothing') blocks.push(answerInWords(after, exercise, look))
  }
  if (exercise && after.notes !== before.notes && after.notes.length > 0) {
    blocks.push([
      `TypeScript notes on ${exercise.slug} (they do not count)`,
      ...after.notes.map(({ file, line, message }) => visible(`${file}:${line} ${message}`)),
    ])
  }
  if (exercise && before.hinted !== after.hinted) blocks.push(hintInWords(after, exercise))
  if (after.view !== before.view) blocks.push(viewInWords(before, after, look))
  if (after.notice && after.notice.text !== before.notice?.text)
    blocks.push([`${visible(after.notice.text)}.`])
  return blocks.filter((block) => block.length > 0).flatMap((block) => [...block, ''])
}

/** The same for programs: one object a line. */
export function narrateAsJson({ before, input, after }: Turn): object[] {
  const events: object[] = []
  for (const { slug } of after.workbook.exercises) {
    const answer = after.answers[slug]
    if (!answer || answer === before.answers[slug]) continue
    events.push(
      answer.kind === 'verdict'
        ? recordOf(answer.verdict)
        : { version: 1, event: 'fault', exercise: slug, message: answer.message },
    )
  }
  const slow = slowCheck({ before, input, after })
  if (slow !== undefined) events.push({ version: 1, event: 'checking', exercise: slow })
  if (before.checks.round?.why === 'start' && !after.checks.round) {
    const total = after.workbook.exercises.length
    events.push({
      version: 1,
      event: 'ready',
      current: after.current,
      passed: passedCount(after),
      total,
    })
  } else if (after.current !== before.current && !after.checks.round) {
    events.push({ version: 1, event: 'current', exercise: after.current })
  }
  if (after.notes !== before.notes && after.notes.length > 0) {
    events.push({ version: 1, event: 'type-notes', exercise: after.current, notes: after.notes })
  }
  if (after.notice && after.notice.text !== before.notice?.text) {
    events.push({ version: 1, event: 'notice', message: after.notice.text })
  }
  return events
}

/** A task is told once its text has been read and the first checks are over. */
function isTellable({ current, texts, checks }: State): boolean {
  return texts[current ?? ''] !== undefined && checks.round?.why !== 'start'
}

/** The exercise whose check has just turned out to take long. */
function slowCheck({ input, after }: Turn): string | undefined {
  return input.kind === 'check-slow' ? after.checks.running?.slug : undefined
}

function answeredSave({ before, after }: Turn): Exercise | undefined {
  const job = before.checks.running
  if (job?.why !== 'save' || after.answers[job.slug] === before.answers[job.slug]) return undefined
  return after.workbook.exercises.find(({ slug }) => slug === job.slug)
}

function taskInWords(state: State, exercise: Exercise): string[] {
  const { slug, number, title, path } = exercise
  const task = state.texts[slug]?.task.replace(/^\s*# .*\n/, '').trim() ?? ''
  return [
    `${number} ${slug}: ${title}`,
    ...task.split('\n').map(visible),
    `Edit exercises/${path} and save; every save is answered.`,
  ]
}

function answerInWords(state: State, exercise: Exercise, look: Look): string[] {
  const answer = state.answers[exercise.slug]
  const status = answer?.kind === 'verdict' ? answer.verdict.status : 'not checked'
  const head = `${exercise.slug}: ${status} (${placeOfAnswer(exercise, answer)})`
  return [head, ...renderAnswer({ ...state, notes: [] }, exercise, look)]
}

function hintInWords(state: State, { slug }: Exercise): string[] {
  const hints = state.texts[slug]?.hints ?? []
  const given = state.hinted[slug] ?? 0
  const hint = hints[given - 1]
  if (hint === undefined) return []
  return `Hint ${given} of ${hints.length}: ${hint}`.split('\n').map(visible)
}

function viewInWords(
  before: State,
  { view, ...after }: State,
  look: { readonly columns: number; readonly colour: boolean },
): string[] {
  switch (view.kind) {
    case 'exercise':
      return []
    case 'solution':
      return renderDifference(view.sources, look)
    case 'play': {
      const told = before.view.kind === 'play' ? before.view : undefined
      if (!told?.running && view.running) return ['Running in real time']
      if (told?.running && !view.running) return ['The program has ended']
      return []
    }
    case 'list':
      return listInWords({ ...after, view })
    case 'help':
      return [
        ...COMMANDS.map(({ key, does }) => `${key}: ${does}`),
        'Type a letter, or the name or number of an exercise, and press Enter.',
      ]
    default:
      return view satisfies never
  }
}
