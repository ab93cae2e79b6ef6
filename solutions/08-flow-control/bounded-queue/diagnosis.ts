import type { Clue, Diagnosis } from '../../../runner/diagnosis.ts'
import type { TimerSet, Value } from '../../../runner/trace.ts'

/** What wrong answers to bounded-queue look like. */
export const diagnosis: Diagnosis = {
  stub: 'bounded-queue/unbounded',
  spoilers: ['new Promise', 'withResolvers', '.shift(', '.push('],
  rules: {
    polling: {
      seen: (clue) => {
        const timer = ownTimer(clue)
        return timer !== undefined && AGAIN.test(clue.source) && { grid: timer.delayMs }
      },
      says: {
        en: 'Whoever waits looks again every {grid} ms: could they be called when there is something to do, instead of asking again and again?',
      },
      line: (clue) => ownTimer(clue)?.site?.line,
    },
    unbounded: {
      seen: (clue) => {
        const count = putsAtOnce(clue)
        return count === MADE && { count }
      },
      says: {
        en: 'A belt for two took {count} values at 0 ms, and the producer was gone before anybody had got the first: who is to slow it down when the belt is full?',
      },
      line: ({ lineOf }) => lineOf(/\.push\(/),
    },
    miscount: {
      seen: (clue) => {
        const count = putsAtOnce(clue)
        return count !== undefined && count !== ROOM && { count }
      },
      says: {
        en: 'Before anybody took anything, {count:one value was|# values were} put on a belt for two: at which number should the next one wait?',
      },
      line: ({ lineOf }) => lineOf(/[<>]=?\s*this\.#?\w+|===\s*this\.#?\w*(?:cap|max|limit|size)/i),
    },
    stack: {
      seen: ({ run }) => run.printsBefore('got 2', 'got 1') || firstGot(run) === 'got 2',
      says: {
        en: 'The first value that was put was 1, and the first that came off the belt was 2: from which end do you take?',
      },
      line: ({ lineOf }) => lineOf(/\.pop\(|unshift/),
    },
    unwrapped: {
      seen: ({ run, data }) =>
        data.length === 0 &&
        run.timesOf('got undefined').length > 1 &&
        run.timeOf('got 1') === undefined,
      says: {
        en: 'The consumer looked for `value` in what `get` had brought, and found nothing: `get` brings a parcel, on which it says whether there is something in it.',
      },
      line: ({ lineOf }) => lineOf(/return value|resolve\(value|taker\(value/),
    },
    vanished: {
      seen: ({ run }) => {
        const value = passedOver(run)
        return value !== undefined && { value, at: run.timeOf(`put ${value}`) ?? 0 }
      },
      says: {
        en: '{value} was put, at {at} ms, and others that came later were taken, but nobody ever got {value}: where is a value while its owner waits for room, and who puts it on the belt?',
      },
    },
    disorder: {
      seen: ({ run, data, check }) => {
        if (check?.kind === 'return' && Array.isArray(check.expected) && Array.isArray(run.value)) {
          const [got, wanted] = [run.value, check.expected].map((list) => list.map(shown))
          const same = got?.toSorted().join() === wanted?.toSorted().join()
          return same && !!got && !!wanted && { got: got.join(', '), wanted: wanted.join(', ') }
        }
        const got = run.lines.flatMap(({ text }) => /^got (\d)$/.exec(text)?.[1] ?? [])
        const wanted = got.toSorted()
        return (
          data.length === 0 &&
          got.join() !== wanted.join() && { got: got.join(', '), wanted: wanted.join(', ') }
        )
      },
      says: {
        en: 'They were put in this order: {wanted}; and they came off in this: {got}. Of two who wait, whose turn is it, and where on the belt does a value belong that was let in just now?',
      },
      line: ({ lineOf }) => lineOf(/unshift|\.pop\(|\.at\(-1\)/),
    },
    giverstuck: {
      seen: ({ run }) =>
        neverSettles(run) && run.timeOf('got 1') !== undefined && run.timeOf('put 3') === undefined,
      says: {
        en: 'At 100 ms a place on the belt became free, and nobody told the producer, who stood there with 3 in hand: who knows of the free place at that moment?',
      },
    },
    impatient: {
      seen: ({ run, data: [, acts] }) => {
        const closing = run.timeOf('closed') ?? Infinity
        const early = run.lines.find(
          ({ text, at }) => at < closing && /^\w+(?:: done| got undefined)$/.test(text),
        )
        return (
          Array.isArray(acts) && early !== undefined && { who: nameIn(early.text), at: early.at }
        )
      },
      says: {
        en: '{who} came for a value at {at} ms, when the belt was empty but not closed, and was sent away with nothing: should {who} not wait until there is one?',
      },
      line: ({ lineOf }) => lineOf(/return \{ done: true/),
    },
    wrongend: {
      seen: ({ run, data: [, acts] }) => {
        const closing = run.timeOf('closed') ?? Infinity
        const late = run.lines.find(
          ({ text, at }) => at >= closing && text.endsWith(' got undefined'),
        )
        return Array.isArray(acts) && late !== undefined && { who: nameIn(late.text), at: late.at }
      },
      says: {
        en: 'At {at} ms {who} was told that there is a value, and found undefined in the parcel: how does `get` say that nothing more will come?',
      },
      line: ({ lineOf }) => lineOf(/value: undefined/),
    },
    takerstuck: {
      seen: ({ run }) =>
        run.timeOf('put x') === 50 &&
        run.timeOf('closed') === 150 &&
        !run.lines.some(({ text }) => text.endsWith('got x')),
      says: {
        en: 'ann had been waiting for a value when x was put, at 50 ms, and nobody told her: who knows of x at that moment?',
      },
    },
    speechless: {
      seen: ({ run }) =>
        neverSettles(run) &&
        run.timeOf('closed') === 20 &&
        run.timeOf('z turned away') === undefined &&
        run.timeOf('put z') === undefined &&
        run.timesOf('cy: done').length === 2,
      says: {
        en: 'z came when the belt had been closed, and its owner is still waiting for an answer, a yes or a no: which of the two should it be?',
      },
      line: ({ lineOf }) => lineOf(/closed/),
    },
    onlyone: {
      seen: ({ run }) => {
        const waiting = leftWaiting(run)
        const told = run.lines.some(({ text }) => text.endsWith(': done'))
        return waiting !== undefined && told && { who: waiting }
      },
      says: {
        en: 'One of them was told "done", and {who} is still standing there: how many may be waiting for the end, and how many may ask for it later?',
      },
      line: ({ lineOf }) => lineOf(/^\s*(?:async )?close\(/),
    },
    deafclose: {
      seen: ({ run }) => {
        const waiting = leftWaiting(run)
        return waiting !== undefined && { who: waiting, at: run.timeOf('closed') ?? 0 }
      },
      says: {
        en: 'The belt was closed at {at} ms, and {who} is still waiting for a value that will never come: who tells those who are waiting already?',
      },
      line: ({ lineOf }) => lineOf(/^\s*(?:async )?close\(/),
    },
    lossy: {
      seen: ({ run }) => {
        const closedAt = run.timeOf('closed')
        const left = valuesLeft(run)
        const told = run.lines.some(({ text }) => /(?:^|: )done$/.test(text))
        return (
          closedAt !== undefined &&
          told &&
          left.length > 0 && { at: closedAt, values: left.join(' and ') }
        )
      },
      says: {
        en: 'When the belt was closed, at {at} ms, {values} had been put and not yet taken, and whoever came then was told that it is over. Closed means that nothing more comes in: what about that which is in?',
      },
      line: ({ lineOf }) => lineOf(/return \{ done: true/),
    },
    syncthrow: {
      seen: ({ run, data: [, acts], source }) =>
        Array.isArray(acts) &&
        run.error !== undefined &&
        run.timeOf('closed') === 20 &&
        run.settledAt === 30 &&
        /\bthrow\b/.test(source) && { what: run.error.message },
      says: {
        en: 'After closing, `put` threw "{what}" where it was called, before there was a promise: whoever asks `put` for a promise listens to that promise. Can the bad news come by it?',
      },
      line: ({ lineOf }) => lineOf(/\bthrow\b/),
    },
    openafter: {
      seen: ({ run }) =>
        run.timeOf('closed') === 20 &&
        run.timeOf('z turned away') === undefined &&
        run.timeOf('put z') !== undefined &&
        run.lines.some(({ text }) => text.endsWith('got z')),
      says: {
        en: 'z was put at 30 ms, when the belt had been closed for 10 ms, and travelled on it all the same: what should `put` look at first?',
      },
      line: ({ lineOf }) => lineOf(/\bput\(/),
    },
    turnedaway: {
      seen: ({ run }) => run.timeOf('closed') === 20 && run.timeOf('put z') === 30,
      says: {
        en: 'z came when the belt was closed, and its owner was told that all is well: z is nowhere now. How does a promise say no?',
      },
      line: ({ lineOf }) => lineOf(/closed\w*\)\s*(?:\{\s*)?(?:return|$)/),
    },
    lifo: {
      seen: ({ run }) => {
        const first = run.lines.find(({ text }) => text.endsWith('got x'))
        return (
          run.timeOf('put x') === 50 &&
          first !== undefined &&
          first.text !== 'ann got x' && { who: nameIn(first.text) }
        )
      },
      says: {
        en: 'ann was the first to come for a value, and the first value went to {who}: at which end of the line do you begin?',
      },
      line: ({ lineOf }) => lineOf(/\.pop\(|unshift|\.at\(-1\)/),
    },
    falsy: {
      seen: ({ run, check, source }) =>
        check?.kind === 'return' &&
        !run.error &&
        (neverSettles(run) || Array.isArray(run.value)) &&
        TRUTH_TEST.test(source),
      says: {
        en: 'On the belt were 0, an empty text, false, null and nothing at all, and one of them was taken for "there is none": a value that looks empty is a value. How do you tell whether there is one?',
      },
      line: ({ lineOf }) => lineOf(TRUTH_TEST),
    },
    shared: {
      seen: ({ run, expected }) =>
        expected.some(({ text }) => text === 'bread a') &&
        (run.lines.some(({ text }) => text === 'bread b' || text === 'milk a') ||
          (neverSettles(run) && run.lines.length < 2)),
      says: {
        en: 'What was put on one belt came off the other, or was missed there: which of your notes belong to one belt, and which to all of them?',
      },
      line: ({ lineOf }) => lineOf(/^(?:let|var|const) |static/),
    },
    allin: {
      seen: ({ run, data: [, acts] }) => {
        if (!Array.isArray(acts)) return false
        const came = new Map(acts.filter(isRecord).map((act) => [shown(act['what']), act['at']]))
        for (const { at } of run.lines) {
          const now = run.lines.filter((line) => line.at === at)
          const letIn = now.filter(
            ({ text }) => text.startsWith('put ') && came.get(shown(text.slice(4))) !== at,
          )
          const taken = now.filter(({ text }) => / got /.test(text))
          if (taken.length > 0 && letIn.length > taken.length)
            return { at, count: letIn.length, taken: taken.length }
        }
        return false
      },
      says: {
        en: 'At {at} ms {taken:one value was|# values were} taken, and {count} of those who stood there with a value in hand were let in: for how many is there room?',
      },
      line: ({ lineOf }) => lineOf(/for \(const|forEach|while \(/),
    },
    barge: {
      seen: ({ run }) => {
        if (run.timeOf('put a') === undefined || run.timeOf('first a') === undefined) return false
        const giver =
          run.timeOf('put b') !== 0 &&
          (run.timeOf('put c') === 100 || run.timeOf('first c') === 110)
        const taker =
          run.timeOf('third x') === 200 &&
          !run.lines.some(({ text, at }) => at < 200 && text.startsWith('second '))
        if (giver) return { passed: 'b', who: 'c', at: 100 }
        return taker && { passed: 'second', who: 'third', at: 200 }
      },
      says: {
        en: 'At {at} ms it was the turn of {passed}, who had been waiting, and {who}, who had only just come, went first: between "you may" and waking up somebody slipped in. Whose was it in that moment?',
      },
      line: ({ lineOf }) => lineOf(/while \(/),
    },
  },
}

/** How many values the producer of the suite makes, and for how many there is room. */
const MADE = 5
const ROOM = 2

/** How many values were put before the first was taken; undefined in the other programs. */
function putsAtOnce({ run, data }: Clue): number | undefined {
  if (data.length > 0 || run.timeOf('got 1') === undefined) return undefined
  return run.lines.filter(({ text, at }) => at === 0 && /^put \d$/.test(text)).length
}

const firstGot = ({ lines }: Clue['run']): string | undefined =>
  lines.find(({ text }) => /^got \d$/.test(text))?.text

/** Whom closing should have sent home, and did not; undefined where nobody is left. */
function leftWaiting(run: Clue['run']): string | undefined {
  if (!neverSettles(run) || run.timeOf('closed') === undefined) return undefined
  return ['cy', 'dan'].find(
    (who) =>
      run.timeOf('put x') !== undefined &&
      run.timesOf(`${who}: done`).length < (run.timeOf('closed') === 20 && who === 'cy' ? 2 : 1) &&
      (who === 'cy' || run.timeOf('closed') === 150),
  )
}

/** What was put before the belt was closed and nobody got, though nobody was left to take it. */
function valuesLeft({ lines, trace }: Clue['run']): readonly string[] {
  const closing = lines.findIndex(({ text }) => text === 'closed')
  if (closing < 0 || trace.ending.kind !== 'finished') return []
  return lines.slice(0, closing).flatMap(({ text }) => {
    const [, value] = /^put (\w+)$/.exec(text) ?? []
    return value === undefined || lines.some((line) => line.text.endsWith(`got ${value}`))
      ? []
      : [value]
  })
}

/** What was put and nobody got, though a value that was put after it was taken. */
function passedOver({ lines, trace }: Clue['run']): string | undefined {
  if (trace.ending.kind !== 'finished') return undefined
  const put = lines.flatMap(({ text }) => /^put (\w+)$/.exec(text)?.[1] ?? [])
  const isTaken = (value: string): boolean =>
    lines.some(({ text }) => text.endsWith(`got ${value}`) || text.endsWith(`first ${value}`))
  const lastTaken = put.findLastIndex(isTaken)
  return put.find((value, n) => n < lastTaken && !isTaken(value))
}

const neverSettles = ({ trace }: Clue['run']): boolean => trace.ending.kind === 'never-settles'

const shown = (value: Value): string => JSON.stringify(value) ?? 'undefined'

const isRecord = (value: Value): value is { readonly [key: string]: Value } =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const nameIn = (text: string): string => /^\w+/.exec(text)?.[0] ?? ''

/** A timer that the answer itself set. */
function ownTimer({ run, source }: Clue): TimerSet | undefined {
  const lines = source.split('\n')
  return run
    .events('timer-set')
    .find(
      ({ site }) =>
        site &&
        /sleep|pause|delay|wait\(|Timeout|Interval|Immediate/.test(lines[site.line - 1] ?? ''),
    )
}

/** Code that takes some values for missing ones. */
const TRUTH_TEST =
  /if \(!?[\w.#]*(?:value|item|first|next|head|data)\w*(?:\[0\]|\.at\(0\))?\)|while \(!|undefined|null\b|\|\||\?\?|Boolean|\?\s*\{/

/** Code that looks again and again. */
const AGAIN = /\b(?:while|do|setInterval)\b|for \(;;/
