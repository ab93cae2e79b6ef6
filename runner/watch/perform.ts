import { readFile } from 'node:fs/promises'
import { relative } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import type { Exercise, Workbook } from '../catalogue.ts'
import type { Judge } from '../judge.ts'
import type { TypeNote } from '../types.ts'
import { openInEditor, type Lend } from './editor.ts'
import type { Effect, Input, Text } from './state.ts'

/** What the loop needs of the rest of the runner. */
export interface Parts {
  readonly workbook: Workbook
  /**
   * The loop never asks for two verdicts at once: it aborts the first, waits until that has
   * settled, however it does, and then asks for the second. It closes the judge when it is quit.
   */
  readonly judge: Pick<Judge, 'judge' | 'close'>
  /** The task and the hints of `<slug>.md`, in Markdown. */
  readonly hints: (exercise: Exercise) => Text
  /** The model solution's source. */
  readonly solution: (exercise: Exercise) => string
  /** Puts the stub back; `kept` is the path of the copy of what was there. */
  readonly reset: (exercise: Exercise) => Promise<{ readonly kept: string | undefined }>
  /** The exercise to do once more, given the slugs of those that pass. */
  readonly chooseReview: (from: Exercise, passed: readonly string[]) => Exercise | undefined
  /** Puts the stub back and the answer aside; returns the path where it waits. */
  readonly review: (exercise: Exercise) => Promise<string>
  /** Runs the program in real time; yields each line when it is printed. */
  readonly play: (
    exercise: Exercise,
    options: { readonly signal: AbortSignal },
  ) => AsyncIterable<string>
  readonly typeNotes: (
    exercise: Exercise,
    options: { readonly signal: AbortSignal },
  ) => Promise<readonly TypeNote[]>
}

/** What the loop may do with the process it runs in. */
export interface Hands {
  readonly feed: (input: Input) => void
  readonly lend: Lend
  readonly redraw: () => void
  readonly suspend: () => void
  readonly quit: () => void
}

/** Does what the core asks for and feeds it the answers. */
export function performer(parts: Parts, hands: Hands): (effect: Effect) => void {
  const { feed } = hands
  const bySlug = new Map(parts.workbook.exercises.map((exercise) => [exercise.slug, exercise]))
  let judging = new AbortController()
  let noting = new AbortController()
  let playing = new AbortController()

  return (effect) => {
    switch (effect.kind) {
      case 'abandon':
        return judging.abort()
      case 'stop-play':
        return playing.abort()
      case 'redraw':
        return hands.redraw()
      case 'suspend':
        return hands.suspend()
      case 'quit':
        judging.abort()
        noting.abort()
        playing.abort()
        return hands.quit()
      default: {
        const exercise = bySlug.get(effect.slug)
        return exercise ? void perform(effect, exercise) : undefined
      }
    }
  }

  function perform(
    effect: Extract<Effect, { readonly slug: string }>,
    exercise: Exercise,
  ): void | Promise<void> {
    switch (effect.kind) {
      case 'judge':
        return judge(exercise)
      case 'read-text':
        return feed({ kind: 'text-read', slug: exercise.slug, text: readText(exercise) })
      case 'note-types':
        return noteTypes(exercise)
      case 'read-solution':
        return readSolution(exercise)
      case 'play':
        return play(exercise)
      case 'reset':
        return reset(exercise)
      case 'choose-review': {
        const chosen = parts.chooseReview(exercise, effect.passed)
        return feed({ kind: 'review-chosen', slug: chosen?.slug, asked: effect.asked })
      }
      case 'review':
        return review(exercise)
      case 'open':
        return open(exercise, effect.line)
      default:
        return effect satisfies never
    }
  }

  async function judge(exercise: Exercise): Promise<void> {
    noting.abort()
    judging = new AbortController()
    const { signal } = judging
    const slow = setTimeout(() => feed({ kind: 'check-slow' }), SLOW_MS)
    const input = await parts.judge.judge(exercise, { signal }).then(
      (verdict): Input => ({ kind: 'checked', verdict }),
      (error): Input => ({ kind: 'check-broke', slug: exercise.slug, message: inFull(error) }),
    )
    clearTimeout(slow)
    feed(signal.aborted ? { kind: 'check-abandoned' } : input)
  }

  function readText(exercise: Exercise): Text {
    try {
      return parts.hints(exercise)
    } catch (error) {
      return { task: `The task could not be read: ${inShort(error)}`, hints: [], lesson: [] }
    }
  }

  async function noteTypes(exercise: Exercise): Promise<void> {
    noting.abort()
    noting = new AbortController()
    const { signal } = noting
    try {
      await delay(PAUSE_MS, undefined, { signal })
      const notes = await parts.typeNotes(exercise, { signal })
      if (!signal.aborted) feed({ kind: 'noted', slug: exercise.slug, notes })
    } catch (error) {
      if (!signal.aborted) tell(`TypeScript could not be asked: ${inShort(error)}`)
    }
  }

  async function readSolution(exercise: Exercise): Promise<void> {
    try {
      const solution = parts.solution(exercise)
      const mine = await readFile(exercise.file, 'utf8').catch(() => '')
      feed({ kind: 'solution-read', slug: exercise.slug, sources: { mine, solution } })
    } catch (error) {
      tell(`The solution could not be read: ${inShort(error)}`)
    }
  }

  async function play(exercise: Exercise): Promise<void> {
    playing.abort()
    playing = new AbortController()
    const { signal } = playing
    try {
      for await (const line of parts.play(exercise, { signal })) {
        if (signal.aborted) return
        feed({ kind: 'played', line })
      }
    } catch (error) {
      if (!signal.aborted) feed({ kind: 'played', line: `It could not be run: ${inShort(error)}` })
    }
    if (!signal.aborted) feed({ kind: 'play-ended' })
  }

  async function reset(exercise: Exercise): Promise<void> {
    try {
      const { kept } = await parts.reset(exercise)
      const copy =
        kept === undefined
          ? 'there was nothing to keep'
          : `yours was kept as ${relative(parts.workbook.root, kept)}`
      tell(`${exercise.slug} is back to its stub; ${copy}`)
    } catch (error) {
      tell(`${exercise.slug} could not be reset: ${inShort(error)}`)
    }
  }

  async function review(exercise: Exercise): Promise<void> {
    const { slug } = exercise
    try {
      const aside = relative(parts.workbook.root, await parts.review(exercise))
      tell(
        `${slug} once more, from its stub; your answer waits in ${aside}, and npm run review ${slug} -- --back brings it back`,
      )
    } catch (error) {
      tell(`${slug} could not be begun anew: ${inShort(error)}`)
    }
  }

  async function open(exercise: Exercise, line: number): Promise<void> {
    tell(await openInEditor({ file: exercise.file, line }, hands.lend))
    hands.redraw()
  }

  function tell(notice: string): void {
    feed({ kind: 'told', notice })
  }
}

const inShort = (error: unknown): string => (error instanceof Error ? error.message : String(error))

const inFull = (error: unknown): string =>
  error instanceof Error ? (error.stack ?? error.message) : String(error)

/** Who saves again within this time is not slowed down by TypeScript at work. */
const PAUSE_MS = 300

/** A check that takes longer than this is mentioned; most are over before an eye notices. */
const SLOW_MS = 250
