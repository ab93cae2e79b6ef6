import type { Workbook } from '../catalogue.ts'
import { progress, putFirst, putLast, startNext, startRound } from './checks.ts'
import { openExercise } from './open.ts'
import { press, type } from './press.ts'
import { chooseReview, offerReview } from './review.ts'
import {
  blankState,
  currentExercise,
  hasPassed,
  hasPassedLesson,
  notice,
  passedCount,
  type Answer,
  type Effect,
  type Input,
  type Size,
  type State,
  type Step,
} from './state.ts'

export interface Beginning {
  /** Slug of the exercise to begin with; else the first that does not pass. */
  readonly start: string | undefined
  readonly size: Size
  readonly missing: readonly string[]
}

/** The first step: everything is to be checked, so that the files alone say how far the learner is. */
export function begin(workbook: Workbook, { start, size, missing }: Beginning): Step {
  const blank = { ...blankState(workbook, size), missing }
  const slugs = workbook.exercises.map(({ slug }) => slug)
  const order = start === undefined ? slugs : [start, ...slugs.filter((slug) => slug !== start)]
  const state = { ...blank, checks: startRound(blank.checks, 'start', order) }
  return goOn(start === undefined ? { state, effects: [] } : openExercise(state, start))
}

/** What one input makes of the state, and what it asks of the world. Pure. */
export function update(state: State, input: Input): Step {
  const step = goOn(react(state, input))
  const stopped = isPlaying(state) && !isPlaying(step.state) && input.kind !== 'play-ended'
  return stopped ? { ...step, effects: [...step.effects, { kind: 'stop-play' }] } : step
}

function react(state: State, input: Input): Step {
  switch (input.kind) {
    case 'key':
      return press(state, input.key)
    case 'typed':
      return type(state, input.line)
    case 'saved':
      return saved(state, input)
    case 'polling':
      return stay({ ...state, polling: true, notice: notice(pollingNotice(input)) })
    case 'resized':
      return stay({ ...state, size: input.size })
    case 'scrolled':
      return stay({ ...state, scroll: input.to })
    case 'checked':
      return answered(state, input.verdict.exercise, { kind: 'verdict', verdict: input.verdict })
    case 'check-broke':
      return answered(state, input.slug, { kind: 'fault', message: input.message })
    case 'check-abandoned':
      return stay({ ...state, checks: { ...state.checks, running: undefined } })
    case 'check-slow': {
      const { running } = state.checks
      return stay({
        ...state,
        checks: { ...state.checks, running: running && { ...running, slow: true } },
      })
    }
    case 'text-read':
      return stay({ ...state, texts: { ...state.texts, [input.slug]: input.text } })
    case 'noted':
      return stay(input.slug === state.current ? { ...state, notes: input.notes } : state)
    case 'solution-read':
      if (input.slug !== state.current) return stay(state)
      return stay({ ...state, view: { kind: 'solution', sources: input.sources }, scroll: 0 })
    case 'played':
      if (state.view.kind !== 'play') return stay(state)
      return stay({
        ...state,
        view: { ...state.view, lines: [...state.view.lines, input.line].slice(-PLAY_LINES) },
      })
    case 'play-ended':
      if (state.view.kind !== 'play') return stay(state)
      return stay({ ...state, view: { ...state.view, running: false } })
    case 'told':
      return stay({ ...state, notice: notice(input.notice) })
    case 'review-chosen':
      return stay(offerReview(state, input))
    default:
      return input satisfies never
  }
}

function saved(
  state: State,
  { slugs, missing }: { readonly slugs: readonly string[]; readonly missing: readonly string[] },
): Step {
  const stale = builtOn(state, slugs)
  const noted: State = {
    ...state,
    notice: state.notice?.seen === true ? undefined : state.notice,
    wantsNotes: true,
    missing: [...state.missing.filter((slug) => !slugs.includes(slug)), ...missing],
    checks: putLast(putFirst(state.checks, slugs), stale),
    answers: Object.fromEntries(
      Object.entries(state.answers).filter(([slug]) => !stale.includes(slug)),
    ),
  }
  const { running } = state.checks
  const abandon: readonly Effect[] = running && !running.abandoned ? [{ kind: 'abandon' }] : []
  const reread = slugs.map((slug): Effect => ({ kind: 'read-text', slug }))
  const [only, ...others] = slugs
  if (only === undefined || slugs.includes(state.current ?? '')) {
    return { state: noted, effects: [...abandon, ...reread] }
  }
  if (others.length > 0) {
    // Many at once is a tool at work, such as git or a formatter: no reason to leave.
    const text = `${slugs.length} exercises changed at once; all of them are checked`
    return { state: { ...noted, notice: notice(text) }, effects: [...abandon, ...reread] }
  }
  if (missing.includes(only)) {
    const text = `The file of ${only} is gone; l shows it, npm run reset ${only} brings back its stub`
    return { state: { ...noted, notice: notice(text) }, effects: abandon }
  }
  // Who saves another exercise is working on that one.
  const { state: opened, effects } = openExercise(noted, only, `${only} has changed, so here it is`)
  return { state: opened, effects: [...abandon, ...effects] }
}

/** Exercises whose answers import one of these: what is true of them may have changed. */
function builtOn({ workbook, answers }: State, slugs: readonly string[]): readonly string[] {
  return workbook.exercises
    .map(({ slug }) => slug)
    .filter((slug) => {
      const answer = answers[slug]
      const needs = answer?.kind === 'verdict' ? answer.verdict.needs : []
      return !slugs.includes(slug) && needs.some((needed) => slugs.includes(needed))
    })
}

function answered(state: State, slug: string, answer: Answer): Step {
  const { running } = state.checks
  const rest = { ...state, checks: { ...state.checks, running: undefined } }
  if (!running || running.abandoned) return stay(rest)
  const known = { ...rest, answers: { ...state.answers, [slug]: answer } }
  if (slug !== state.current) return stay(known)
  if (running.why !== 'save') return stay({ ...known, wantsNotes: true })
  const shown: State = {
    ...known,
    view: { kind: 'exercise' },
    above: 'nothing',
    scroll: 0,
    notes: [],
    notice: state.notice && { ...state.notice, seen: true },
  }
  const exercise = currentExercise(shown)
  const done = !hasPassed(state, slug) && exercise && hasPassedLesson(shown, exercise)
  return done ? chooseReview(shown, { slug, asked: false }) : stay(shown)
}

/** What follows by itself from where we are: the next check, the end of a round, type notes. */
function goOn({ state, effects }: Step): Step {
  const { running } = state.checks
  const checks = startNext(state.checks)
  const started = checks.running !== running && checks.running ? checks.running : undefined
  const next: Step = {
    state: { ...state, checks },
    effects: started ? [...effects, { kind: 'judge', slug: started.slug }] : effects,
  }
  const settled = state.current === undefined ? findPlace(next) : next
  const round = progress(checks)
  return askForNotes(round && round.done === round.total ? endRound(settled) : settled)
}

/** TypeScript may take a second of all processors: only when no verdict is waited for. */
function askForNotes({ state, effects }: Step): Step {
  const { current, checks, wantsNotes } = state
  if (!wantsNotes || current === undefined || checks.running) return { state, effects }
  return {
    state: { ...state, wantsNotes: false },
    effects: [...effects, { kind: 'note-types', slug: current }],
  }
}

/** While the first checks are under way: the first exercise that does not pass, once it is certain. */
function findPlace({ state, effects }: Step): Step {
  const place =
    state.workbook.exercises.find(({ slug }) => !hasPassed(state, slug)) ??
    state.workbook.exercises.at(-1)
  if (!place || !state.answers[place.slug]) return { state, effects }
  const opened = openExercise(state, place.slug)
  return { state: opened.state, effects: [...effects, ...opened.effects] }
}

function endRound({ state, effects }: Step): Step {
  const why = state.checks.round?.why
  const total = state.workbook.exercises.length
  const passed = passedCount(state)
  const rest = { ...state, checks: { ...state.checks, round: undefined } }
  if (passed < total && why === 'start') return { state: rest, effects }
  const text =
    passed === total ? `All ${total} exercises pass` : `All checked: ${passed} of ${total} pass`
  return { state: { ...rest, notice: notice(text) }, effects }
}

const pollingNotice = ({
  everyMs,
  reason,
}: {
  readonly everyMs: number
  readonly reason: string
}) => `File events do not arrive here (${reason}), so the files are looked at every ${everyMs} ms`

const isPlaying = ({ view }: State): boolean => view.kind === 'play' && view.running

const stay = (state: State): Step => ({ state, effects: [] })

/** A program that prints without end must not fill our memory. */
const PLAY_LINES = 2_000
