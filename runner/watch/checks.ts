/** Why an exercise is checked: to find out where the learner is, because it was saved, or on demand. */
export type Reason = 'start' | 'save' | 'all'

export interface Job {
  readonly slug: string
  readonly why: Reason
}

/** What is being checked and what waits for it: one at a time, saves first. */
export interface Checks {
  readonly queue: readonly Job[]
  readonly running:
    | (Job & {
        /** Told to stop; its answer, if one still comes, is not wanted. */
        readonly abandoned: boolean
        /** It takes long enough to be mentioned. */
        readonly slow: boolean
      })
    | undefined
  /** The round of many checks that is under way. */
  readonly round: { readonly why: 'start' | 'all'; readonly total: number } | undefined
}

export function startRound(checks: Checks, why: 'start' | 'all', slugs: readonly string[]): Checks {
  return {
    ...checks,
    queue: [...checks.queue, ...slugs.map((slug) => ({ slug, why }))],
    round: { why, total: slugs.length },
  }
}

/** Puts saved exercises before all else. Whatever is running is abandoned, and taken up again later. */
export function putFirst(checks: Checks, slugs: readonly string[]): Checks {
  const { running } = checks
  const unwanted = (job: Job): boolean => slugs.includes(job.slug)
  const again = running && !running.abandoned && !unwanted(running) ? [running] : []
  const saved = slugs.map((slug): Job => ({ slug, why: 'save' }))
  const rest = [...again, ...checks.queue].map(({ slug, why }): Job => ({ slug, why }))
  return {
    ...checks,
    queue: [...saved, ...rest.filter((job) => !unwanted(job))],
    running: running && { ...running, abandoned: true },
  }
}

/** Puts exercises to be checked again behind all else, those that wait already left where they are. */
export function putLast(checks: Checks, slugs: readonly string[]): Checks {
  const waiting = checks.queue.map(({ slug }) => slug)
  const again = slugs.filter((slug) => !waiting.includes(slug))
  return {
    ...checks,
    queue: [...checks.queue, ...again.map((slug): Job => ({ slug, why: 'start' }))],
  }
}

/** Takes the next job, unless one is running. */
export function startNext(checks: Checks): Checks {
  const [next, ...queue] = checks.queue
  if (checks.running || !next) return checks
  return { ...checks, queue, running: { ...next, abandoned: false, slow: false } }
}

/** How far the round is; `done === total` when its last check is in. */
export function progress(
  checks: Checks,
): { readonly done: number; readonly total: number } | undefined {
  const { round, running, queue } = checks
  if (!round) return undefined
  const jobs = running && !running.abandoned ? [running, ...queue] : queue
  const left = jobs.filter(({ why }) => why === round.why)
  return { done: round.total - left.length, total: round.total }
}
