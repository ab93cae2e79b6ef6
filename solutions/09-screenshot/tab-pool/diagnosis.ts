import type { Clue, Diagnosis } from '../../../runner/diagnosis.ts'
import type { Line, Run } from '../../../runner/run.ts'
import type { Value } from '../../../runner/trace.ts'

/** What wrong answers to tab-pool look like. */
export const diagnosis: Diagnosis = {
  stub: 'tab-pool/browserper',
  spoilers: ['await tab.close', '.finally(', '} finally {', 'Promise.all'],
  survivors: {
    'all-to-allSettled: await Promise.all(Array.from({ length: maxTabs }, work))':
      'No worker can fail, since a page that fails is an answer',
  },
  rules: {
    browserper: {
      seen: ({ run }) => {
        const launches = run.timesOf('launch').length
        const pages = gotos(run).length
        return launches > 1 && { launches, pages }
      },
      says: {
        en: '{launches} browsers for {pages} pages: launching takes 500 ms each time, which is more than most pages do. How many does it need?',
      },
      line: ({ lineOf }) => lineOf(/\blaunch\(\)/),
    },
    failfast: {
      seen: ({ run, data }) => {
        const [failed] = failing(data)
        const closed = run.timeOf('browser closed')
        const others = Object.keys(webOf(data).pages ?? {}).length - shots(run).length - 1
        return (
          failedWithPage(run, data) &&
          closed !== undefined &&
          others > 0 && { failed: failed ?? '', closed, others }
        )
      },
      says: {
        en: '{failed} failed, and at {closed} ms the browser was closed for everybody: {others:one other page|# other pages} never had a chance. Whose failure was it?',
      },
    },
    escapes: {
      seen: ({ run, data }) => {
        const [failed] = failing(data)
        return failedWithPage(run, data) && { failed: failed ?? '' }
      },
      says: {
        en: '{failed} failed, and with it all of `captureAll`, at {settles} ms: the caller gets no answer about the pages that did come.',
      },
    },
    hushed: {
      seen: ({ run, data }) => failing(data)[0] === 'launch' && isCalm(run) && !run.error,
      says: {
        en: 'The browser did not start, and the caller was told nothing of it. A page that fails is one thing; what is there to tell about pages when there is no browser?',
      },
      line: ({ lineOf }) => lineOf(/\bcatch\b/),
    },
    sametab: {
      seen: (clue) => {
        const next = crowding(clue).find(({ at }) =>
          visits(clue).some(({ overAt }) => overAt === at),
        )
        return isCalm(clue.run) && next !== undefined && { next: next.text, at: next.at }
      },
      says: {
        en: '{next} came at {at} ms, in the very moment at which another page was done: in the same tab. Here every page gets a tab of its own, so that nothing of one page is left over for the next.',
      },
      line: ({ lineOf }) => lineOf(/\.newPage\(/),
    },
    unlimited: {
      seen: ({ run, data }) => {
        const [most, allowed] = [mostTabs(run), limitOf(data)]
        const first = gotos(run).filter(({ at }) => at === FIRST_TAB_MS).length
        return isCalm(run) && first > allowed && { most, allowed }
      },
      says: { en: '{most} tabs at once, and {allowed:one was|# were} allowed.' },
      line: ({ lineOf }) => lineOf(/\.map\(/),
    },
    tableak: {
      seen: (clue) => {
        const { run, data } = clue
        const most = mostTabs(run)
        const [failed] = failing(data)
        return (
          isCalm(run) &&
          failed !== undefined &&
          most > limitOf(data) &&
          gotoAfter(clue, NEW_TAB_MS, 'ok') === undefined && {
            failed,
            most,
            allowed: limitOf(data),
          }
        )
      },
      says: {
        en: '{most} tabs at once, where {allowed:one was|# were} allowed: after {failed} its tab stayed open, and its place was taken by another. What becomes of the tabs of all pages that fail?',
      },
      line: ({ lineOf }) => lineOf(/\.close\(/),
    },
    neverclosedtabs: {
      seen: ({ run, data }) => {
        const most = mostTabs(run)
        return isCalm(run) && most > limitOf(data) && { most, allowed: limitOf(data) }
      },
      says: {
        en: '{most} tabs were open at once, where {allowed:one was|# were} allowed: a page that is done gives its place to the next, and what of its tab?',
      },
    },
    floattab: {
      seen: (clue) => {
        const { run, data } = clue
        const [early] = crowding(clue)
        return (
          isCalm(run) &&
          early !== undefined &&
          mostTabs(run) <= limitOf(data) && { next: early.text, at: early.at - NEW_TAB_MS }
        )
      },
      says: {
        en: 'At {at} ms the tab for {next} was asked for, and the one before it was still being closed. When is a place free again?',
      },
      line: ({ lineOf }) => lineOf(/^(?!.*\b(?:await|return)\b).*\btab\w*\.close\(/),
    },
    serial: {
      seen: ({ run, took, ideal, data }) =>
        isCalm(run) &&
        took > ideal &&
        limitOf(data) > 1 &&
        mostTabs(run) === 1 && { allowed: limitOf(data) },
      says: {
        en: 'Took {took} ms where {ideal} were enough: one page after the other, and all the time {allowed} tabs were allowed.',
      },
      line: ({ lineOf }) => lineOf(/^\s*for\b.*|for await/),
    },
    batch: {
      seen: (clue) => {
        const { run, took, ideal, data } = clue
        const limit = limitOf(data)
        const starts = gotos(run).map(({ at }) => at)
        const second = starts[limit]
        const free = Math.min(...visits(clue).map(({ overAt }) => overAt)) + CLOSE_TAB_MS
        return (
          isCalm(run) &&
          took > ideal &&
          limit > 1 &&
          second !== undefined &&
          second === starts[limit + 1] &&
          second > free + NEW_TAB_MS && { free, second }
        )
      },
      says: {
        en: 'Took {took} ms where {ideal} were enough: a place was free at {free} ms, and the next pages came at {second} ms, all together. Who waited for whom?',
      },
    },
    unvisited: {
      seen: ({ run }) => {
        const closed = run.timeOf('browser closed')
        const [first] = gotos(run)
        return (
          run.trace.ending.kind === 'finished' &&
          closed !== undefined &&
          (first === undefined || first.at > closed) &&
          pagesOf(run.value)?.length === 0 &&
          run.endsAt > closed && { closed }
        )
      },
      says: {
        en: 'At {closed} ms the browser was closed, and no page had been asked for yet: somebody had been set to work, and who waited for them?',
      },
    },
    unanswered: {
      seen: ({ run, data }) => {
        const got = pagesOf(run.value)?.length
        const urls = Object.keys(webOf(data).pages ?? {}).length
        return (
          isCalm(run) &&
          got !== undefined &&
          got !== urls && { got, urls, visited: gotos(run).length }
        )
      },
      says: {
        en: '{urls} addresses, {visited:one visit|# visits} and {got:one answer|# answers}: whoever asked looks for the answer to each address in its place.',
      },
    },
    asfinished: {
      seen: ({ run, check, data }) => {
        const got = pagesOf(run.value)
        const wanted = check?.kind === 'return' ? pagesOf(check.expected) : undefined
        return (
          isCalm(run) &&
          got !== undefined &&
          wanted !== undefined &&
          failing(data).length > 0 &&
          got.join() !== wanted.join() &&
          got.toSorted().join() === wanted.toSorted().join() && { got: got.join(', ') }
        )
      },
      says: {
        en: 'The answer is "{got}": as many of each as there should be, in the order in which the pages were done. Whoever asked knows only the order of the addresses.',
      },
      line: ({ lineOf }) => lineOf(/\.push\(/),
    },
    browserleft: {
      seen: ({ run }) =>
        isCalm(run) &&
        !run.error &&
        run.timesOf('launch').length === 1 &&
        run.timeOf('browser closed') === undefined,
      says: {
        en: 'At {settles} ms everything was done, and the browser is still running: who is to close it?',
      },
    },
  },
}

const FIRST_TAB_MS = 600
const NEW_TAB_MS = 100
const CLOSE_TAB_MS = 20
const SHOT_MS = 150

const gotos = (run: Run): readonly Line[] =>
  run.lines.filter(({ text }) => text.startsWith('goto '))

const shots = (run: Run): readonly Line[] =>
  run.lines.filter(({ text }) => text.startsWith('shot '))

const isCalm = (run: Run): boolean =>
  run.trace.ending.kind === 'finished' && run.unobserved.length === 0

/** What the caller heard is the failure of one step for one page. */
const failedWithPage = (run: Run, data: Clue['data']): boolean =>
  run.error !== undefined &&
  failing(data).some((step) => step !== 'launch') &&
  /^net::|could not be written$|^No tab could be opened$/.test(run.error.message)

interface Visit {
  readonly comes: boolean
  /** When its tab was asked for, if it has one of its own. */
  readonly askedAt: number
  /** When its tab is of no more use. */
  readonly overAt: number
}

function visits({ run, data }: Clue): readonly Visit[] {
  const { pages = {}, fails = [] } = webOf(data)
  return gotos(run).map(({ at, text }) => {
    const comes = !fails.includes(text)
    return {
      comes,
      askedAt: at - NEW_TAB_MS,
      overAt: at + (pages[text.slice('goto '.length)] ?? 0) + (comes ? SHOT_MS : 0),
    }
  })
}

/** Visits whose tabs were asked for while all places were taken, by tabs that are open or being closed. */
function crowding(clue: Clue): readonly Line[] {
  const all = visits(clue)
  const limit = limitOf(clue.data)
  return gotos(clue.run).filter(({ at }, index) => {
    const asked = at - NEW_TAB_MS
    const taken = all.filter(
      ({ askedAt, overAt }, other) =>
        other !== index && askedAt <= asked && overAt + CLOSE_TAB_MS > asked,
    )
    return taken.length >= limit
  })
}

/** The first visit that begins so many ms after another one, of pages that came only if so wanted, is over. */
const gotoAfter = (clue: Clue, ms: number, which: 'all' | 'ok' = 'all'): Line | undefined =>
  gotos(clue.run).find(({ at }) =>
    visits(clue).some(({ comes, overAt }) => (comes || which === 'all') && overAt + ms === at),
  )

interface Web {
  readonly pages: Readonly<Record<string, number>>
  readonly fails: readonly string[]
}

/** What the suite made of the world in this run. */
const webOf = ([web]: Clue['data']): Partial<Web> => (web ?? {}) as Partial<Web>

const failing = (data: Clue['data']): readonly string[] => webOf(data).fails ?? []

const limitOf = ([, limit]: Clue['data']): number => (typeof limit === 'number' ? limit : 1)

/** A part of what the suite's program returns. */
const partOf = (value: Value, name: string): Value =>
  typeof value === 'object' && value !== null && name in value
    ? (value as Readonly<Record<string, Value>>)[name]
    : undefined

const mostTabs = ({ value }: Run): number => Number(partOf(value, 'mostTabs') ?? 0)

function pagesOf(value: Value): readonly string[] | undefined {
  const pages = partOf(value, 'pages')
  return Array.isArray(pages) ? pages.map(String) : undefined
}
