import { notice, passedSlugs, type State, type Step } from './state.ts'

/** Asks for an exercise to do once more, from anywhere but `slug`. */
export function chooseReview(
  state: State,
  { slug, asked }: { readonly slug: string; readonly asked: boolean },
): Step {
  return { state, effects: [{ kind: 'choose-review', slug, passed: passedSlugs(state), asked }] }
}

/** Offers what was chosen: another `v` takes the offer. */
export function offerReview(
  state: State,
  { slug, asked }: { readonly slug: string | undefined; readonly asked: boolean },
): State {
  if (!asked) return { ...state, offered: slug }
  const text =
    slug === undefined
      ? 'Nothing to do once more yet: that takes another exercise that passes'
      : `v again starts ${slug} once more, from its stub; your answer is put aside`
  return { ...state, offered: slug, notice: notice(text) }
}
