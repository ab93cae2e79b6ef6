import { notice, type State, type Step } from './state.ts'

/** Shows an exercise from its beginning: its task, with the answer in brief. */
export function openExercise(state: State, slug: string, text?: string): Step {
  return {
    state: {
      ...state,
      current: slug,
      view: { kind: 'exercise' },
      above: 'task',
      scroll: 0,
      notes: [],
      wantsNotes: state.answers[slug] !== undefined,
      asked: undefined,
      offered: undefined,
      notice: text === undefined ? undefined : notice(text),
      opened: state.opened + 1,
    },
    effects: [{ kind: 'read-text', slug }],
  }
}
