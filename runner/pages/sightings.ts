import type { ExerciseResult, Results, SubmissionResult } from '../results.ts'

/** One thing that people get wrong, and somebody whose work shows it. */
export interface Misconception {
  readonly code: string
  /** How many people, whichever exercises they met it in. */
  readonly people: number
  /** In the catalogue's order, with the number of people in each. */
  readonly exercises: readonly { readonly slug: string; readonly people: number }[]
  readonly example: Example
}

interface Example {
  readonly submission: SubmissionResult
  readonly exercise: string
  readonly message: string
}

/**
 * What went wrong in a class, by the code of the finding; what most people met comes first. The example
 * is told in the sentence that most of them were told, if possible as the first thing that was wrong.
 */
export function misconceptionsOf(results: Results): readonly Misconception[] {
  const order = new Map(results.exercises.map(({ slug }, index) => [slug, index]))
  return [...sightingsIn(results)]
    .map(([code, sightings]): Misconception => {
      const inExercise = new Map<string, number>()
      for (const { exercise } of sightings)
        inExercise.set(exercise, (inExercise.get(exercise) ?? 0) + 1)
      return {
        code,
        people: new Set(sightings.map(({ submission }) => submission)).size,
        exercises: [...inExercise]
          .map(([slug, people]) => ({ slug, people }))
          .sort((a, b) => (order.get(a.slug) ?? 0) - (order.get(b.slug) ?? 0)),
        example: exampleOf(sightings),
      }
    })
    .sort((a, b) => b.people - a.people || (a.code < b.code ? -1 : 1))
}

interface Sighting extends Example {
  readonly first: boolean
}

function sightingsIn({ submissions }: Results): ReadonlyMap<string, [Sighting, ...Sighting[]]> {
  const byCode = new Map<string, [Sighting, ...Sighting[]]>()
  for (const submission of submissions) {
    for (const result of submission.exercises.filter(isJudged)) {
      const codes = new Set<string>()
      for (const [index, { code, message }] of result.findings.entries()) {
        if (codes.has(code)) continue
        codes.add(code)
        const { exercise } = result
        const sighting = { submission, exercise, message, first: index === 0 }
        const others = byCode.get(code)
        if (others) others.push(sighting)
        else byCode.set(code, [sighting])
      }
    }
  }
  return byCode
}

/** A fault is ours and no misconception of anybody's. */
const isJudged = ({ status }: ExerciseResult): boolean => status === 'failed' || status === 'broken'

function exampleOf(sightings: readonly [Sighting, ...Sighting[]]): Example {
  const told = new Map<string, number>()
  for (const { message } of sightings) told.set(message, (told.get(message) ?? 0) + 1)
  const weight = ({ message, first }: Sighting): number =>
    (told.get(message) ?? 0) + (first ? 0.5 : 0)
  return sightings.reduce((best, other) => (weight(other) > weight(best) ? other : best))
}
