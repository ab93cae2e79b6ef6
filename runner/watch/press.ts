import { findExercise } from '../catalogue.ts'
import { UsageError } from '../errors.ts'
import { startRound } from './checks.ts'
import { isCommand, type CommandKey, type Key } from './keys.ts'
import { isLeaving, pressInList } from './list.ts'
import { openExercise } from './open.ts'
import { chooseReview } from './review.ts'
import { currentExercise, hasPassed, notice, passedCount, type State, type Step } from './state.ts'

/** What a key does. Pasted text does nothing: pasted code must not reset an exercise. */
export function press(state: State, key: Key): Step {
  if (key.name === 'paste-start') return stay({ ...state, pasting: true })
  if (key.name === 'paste-end') return stay({ ...state, pasting: false })
  if (key.ctrl) return pressWithCtrl(state, key)
  if (state.pasting) return stay(state)
  if (state.view.kind === 'list' && !isLeaving(state.view, key)) {
    const result = pressInList(state, state.view, key)
    return typeof result === 'string' ? openExercise(state, result) : stay(result)
  }
  const letter = key.text.toLowerCase()
  if (isCommand(letter)) return command(state, letter)
  return move({ ...state, asked: undefined, notice: undefined }, key)
}

/** What a typed line does: a command by its letter, or an exercise by its id. */
export function type(state: State, line: string): Step {
  const word = line.trim().toLowerCase()
  if (word === '') return stay(state)
  if (isCommand(word)) return command(state, word)
  try {
    return openExercise(state, findExercise(state.workbook, word).slug)
  } catch (error) {
    if (!(error instanceof UsageError)) throw error
    return stay({ ...state, notice: notice(`${error.message}; ? lists the commands`) })
  }
}

function pressWithCtrl(state: State, key: Key): Step {
  switch (key.name) {
    case 'c':
    case 'd':
      return { state, effects: [{ kind: 'quit' }] }
    case 'z':
      return { state, effects: [{ kind: 'suspend' }] }
    case 'l':
      return { state, effects: [{ kind: 'redraw' }] }
    default:
      return stay(state)
  }
}

function command(before: State, key: CommandKey): Step {
  const { asked } = before
  const state: State = { ...before, asked: undefined, notice: undefined }
  const exercise = currentExercise(state)
  if (key === 'q') return { state, effects: [{ kind: 'quit' }] }
  if (!exercise) return stay(before)
  const { slug } = exercise
  switch (key) {
    case 'h':
      return stay(nextHint(state, slug))
    case 's':
      if (asked !== 'solution' && !hasPassed(state, slug)) {
        return stay({
          ...state,
          asked: 'solution',
          notice: notice('Not passed yet; s again shows the solution anyway'),
        })
      }
      return { state, effects: [{ kind: 'read-solution', slug }] }
    case 'r':
      return {
        state: { ...state, view: { kind: 'play', lines: [], running: true, follow: true } },
        effects: [{ kind: 'play', slug }],
      }
    case 't': {
      const shown = state.view.kind === 'exercise' && state.above === 'task'
      return stay({
        ...state,
        view: { kind: 'exercise' },
        above: shown ? 'nothing' : 'task',
        scroll: 0,
      })
    }
    case 'n':
      return neighbour(state, +1)
    case 'p':
      return neighbour(state, -1)
    case 'l':
      return stay({
        ...state,
        view: { kind: 'list', filter: 'all', search: '', selected: slug },
        scroll: 0,
      })
    case 'a':
      return stay(state.checks.round ? state : checkAll(state))
    case 'o':
      return {
        state: { ...state, notice: notice(`Opening ${slug}.ts …`) },
        effects: [{ kind: 'open', slug, line: lineToBlame(state, slug) }],
      }
    case 'x':
      if (asked !== 'reset') {
        return stay({
          ...state,
          asked: 'reset',
          notice: notice(`x again puts ${slug} back to its stub; a copy of yours is kept`),
        })
      }
      return { state, effects: [{ kind: 'reset', slug }] }
    case 'v': {
      const { offered } = state
      if (offered === undefined) return chooseReview(state, { slug, asked: true })
      const opened = openExercise(state, offered)
      return { ...opened, effects: [{ kind: 'review', slug: offered }, ...opened.effects] }
    }
    case '?':
      return stay({ ...state, view: { kind: 'help' }, scroll: 0 })
    default:
      return key satisfies never
  }
}

function nextHint(state: State, slug: string): State {
  const hints = state.texts[slug]?.hints ?? []
  const given = state.hinted[slug] ?? 0
  return {
    ...state,
    hinted: { ...state.hinted, [slug]: Math.min(given + 1, hints.length) },
    view: { kind: 'exercise' },
    above: 'hints',
    scroll: 0,
    notice: given < hints.length ? undefined : notice('No more hints; s shows the solution'),
  }
}

function neighbour(state: State, by: 1 | -1): Step {
  const { exercises } = state.workbook
  const index = exercises.findIndex(({ slug }) => slug === state.current)
  const next = exercises[index + by]
  if (next) return openExercise(state, next.slug)
  if (by === -1) return stay({ ...state, notice: notice('This is the first exercise') })
  const todo = exercises.find(({ slug }) => !hasPassed(state, slug))
  if (!todo)
    return stay({
      ...state,
      notice: notice(`This is the last exercise, and all ${passedCount(state)} pass`),
    })
  if (todo.slug === state.current)
    return stay({ ...state, notice: notice('This is the last exercise') })
  return openExercise(state, todo.slug, 'After the last exercise: the first that does not pass yet')
}

function checkAll(state: State): State {
  const slugs = state.workbook.exercises.map(({ slug }) => slug)
  return { ...state, checks: startRound(state.checks, 'all', slugs) }
}

function lineToBlame(state: State, slug: string): number {
  const answer = state.answers[slug]
  return answer?.kind === 'verdict' ? (answer.verdict.findings[0]?.line ?? 1) : 1
}

/** Esc and the keys that scroll. */
function move(state: State, key: Key): Step {
  const page = Math.max(1, state.size.rows - 8)
  switch (key.name) {
    case 'escape':
    case 'return':
      return stay({
        ...state,
        view: { kind: 'exercise' },
        above: state.view.kind === 'exercise' ? 'nothing' : state.above,
        scroll: 0,
      })
    case 'up':
    case 'k':
      return scroll(state, -1)
    case 'down':
    case 'j':
      return scroll(state, +1)
    case 'pageup':
    case 'b':
      return scroll(state, -page)
    case 'pagedown':
    case 'space':
      return scroll(state, +page)
    case 'home':
      return scroll(state, Number.NEGATIVE_INFINITY)
    case 'end':
      return scroll(state, Number.POSITIVE_INFINITY)
    default:
      return stay(state)
  }
}

function scroll(state: State, by: number): Step {
  const view =
    state.view.kind === 'play'
      ? { ...state.view, follow: by === Number.POSITIVE_INFINITY }
      : state.view
  return stay({ ...state, view, scroll: Math.max(0, state.scroll + by) })
}

const stay = (state: State): Step => ({ state, effects: [] })
