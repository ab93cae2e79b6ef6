import type { Clue, Diagnosis } from '../../../runner/diagnosis.ts'
import type { Line } from '../../../runner/run.ts'
import type { Value } from '../../../runner/trace.ts'

/** What wrong answers to page-stream look like. */
export const diagnosis: Diagnosis = {
  stub: 'page-stream/eager',
  spoilers: ['finally', 'yield*', 'yield page'],
  rules: {
    nostream: {
      seen: ({ run }) =>
        /is not async iterable|is not iterable/.test(run.error?.message ?? '') &&
        fetches(run).length > 0,
      says: {
        en: 'The reader goes through what `pages` gives back one number at a time, with `for await`, and what it got cannot be gone through like that: a promise of a list is one thing that comes once.',
      },
      line: ({ lineOf }) => lineOf(/\bpages\b/),
    },
    parcelslip: {
      seen: ({ run, source }) =>
        run.error?.name === 'TypeError' &&
        run.lines.every(({ text }) => !text.startsWith('item ')) &&
        /(?<!await\s|return\s|=>\s)\bfetchPage\([^)]*\)(?!\s*\.then|:)/.test(
          source.replace(/fetchPage: \([^)]*\)/, ''),
        ),
      says: {
        en: 'A fetch gives you the promise of a page, and you looked for numbers on the promise: what has to happen between the two?',
      },
      line: ({ lineOf }) => lineOf(/(?<!await )fetchPage\((?!n: number)/),
    },
    firstpage: {
      seen: ({ run }) => {
        const [first] = fetches(run)
        return first !== undefined && first.text !== 'fetch 1' && { page: first.text.slice(6) }
      },
      says: {
        en: 'You began with page {page}, and the first one is page 1.',
      },
      line: ({ lineOf }) => lineOf(/= 0\b|fetchPage\(/),
    },
    shared: {
      seen: ({ run, expected }) =>
        run.trace.ending.kind === 'finished' &&
        expected.some(({ text }) => text === 'bob: 11') &&
        expected.some(({ text }) => run.timeOf(text) === undefined),
      says: {
        en: 'ann read the list to its end, and bob, who came later with a stream of his own, did not get what she had got: which of your notes belong to one stream, and which to all of them?',
      },
      line: ({ lineOf }) => lineOf(/^(?:let|var|const) /),
    },
    arrayofpages: {
      seen: ({ run }) => {
        const page = run.lines.find(({ text }) => text.startsWith('item ['))
        return page !== undefined && { got: page.text.slice('item '.length) }
      },
      says: {
        en: 'Your reader asked for a number and got {got}: whole pages, where numbers were wanted, one at a time.',
      },
      line: ({ lineOf }) => lineOf(/yield/),
    },
    tooearly: {
      seen: ({ run, data: [, plan] }) => {
        const startsAt = isRecord(plan) ? Number(plan['startsAt'] ?? 0) : 0
        const at = run.timeOf('fetch 1')
        return at !== undefined && at < startsAt && { at, startsAt }
      },
      says: {
        en: 'The reader asked for the first number at {startsAt} ms, and page 1 was fetched at {at} ms already: perhaps nobody was ever going to ask.',
      },
      line: ({ lineOf }) => lineOf(/fetchPage\(/),
    },
    parallel: {
      seen: ({ run }) => {
        const first = fetches(run).filter(({ at }) => at === fetches(run)[0]?.at)
        return first.length > 1 && { count: first.length, at: first[0]?.at ?? 0 }
      },
      says: {
        en: '{count} pages were fetched at {at} ms, all at once: how did you know how many there are? Each page says whether there is another, and only once it is here.',
      },
      line: ({ lineOf }) => lineOf(/fetchPage\(/),
    },
    eager: {
      seen: ({ run, data: [book] }) => {
        const firstItem = run.lines.find(({ text }) => text.startsWith('item '))
        const before = fetches(run).filter(({ at }) => at < (firstItem?.at ?? Infinity))
        const [ready] = before.slice(1)
        const first = isRecord(book) ? itemsOf(book)[0]?.[0] : undefined
        return (
          firstItem?.text === `item ${first}` &&
          ready !== undefined && { ready: ready.at, seen: firstItem.at, count: before.length }
        )
      },
      says: {
        en: 'The first number was here at {ready} ms, and your reader saw it at {seen} ms, when {count} pages had been fetched: who had asked for the others?',
      },
      line: ({ lineOf }) => lineOf(/\.push\(|concat|\[\.\.\./),
    },
    prefetch: {
      seen: ({ run, data: [book] }) => {
        for (const [n, { text, at }] of run.lines.entries()) {
          const page = /^fetch (\d+)$/.exec(text)?.[1]
          const last = n > 0 && isRecord(book) ? lastItemBefore(book, Number(page)) : undefined
          const came = run.lines.findIndex((line) => line.text === `item ${last}`)
          if (last !== undefined && came > n) return { page: page ?? '', at, last }
        }
        return false
      },
      says: {
        en: 'Page {page} was fetched at {at} ms, when the reader had not even taken {last}: readers who leave early would have it fetched for nothing. When does it become clear that it is wanted?',
      },
      line: ({ lineOf }) => lineOf(/fetchPage\(.*next|=\s*fetchPage\(/),
    },
    swallowed: {
      seen: ({ run, check, data: [, plan] }) =>
        isRecord(plan) &&
        plan['torn'] !== undefined &&
        run.trace.ending.kind === 'finished' &&
        !run.error &&
        (check?.kind === 'reject' || run.timeOf('after') !== undefined),
      says: {
        en: 'Page 2 could not be fetched, and your reader was told that the list ends there: half a list that looks like a whole one.',
      },
      line: ({ lineOf }) => lineOf(/catch/),
    },
    closedearly: {
      seen: ({ run }) => {
        const closing = run.lines.findIndex(({ text }) => text === 'closed')
        const after = run.lines.slice(closing + 1).find(({ text }) => /^(?:item|fetch) /.test(text))
        return (
          closing >= 0 &&
          after !== undefined && { at: run.lines[closing]?.at ?? 0, after: after.text }
        )
      },
      says: {
        en: 'The stream was closed at {at} ms, and "{after}" came after that: when is the reading over, and when only one page?',
      },
      line: ({ lineOf }) => lineOf(/close\(\)|\(close\)/),
    },
    twice: {
      seen: ({ run }) => {
        const times = run.timesOf('closed').length
        return times > 1 && { times }
      },
      says: {
        en: 'The stream was closed {times:once|twice|# times}: which of your lines run when the reading comes to its end, and which on every way out?',
      },
      line: ({ lineOf }) => lineOf(/close\(\)/),
    },
    neverclosed: {
      seen: (clue) => staysOpen(clue) && !CLOSING.test(clue.source),
      says: {
        en: 'The reading was over at {settles} ms, and nobody closed the stream: `close` is handed to you so that you call it.',
      },
    },
    catchonly: {
      seen: (clue) => staysOpen(clue) && /catch[^]*close\(\)/.test(clue.source),
      says: {
        en: 'You close at the end and after a failure, and the reader left in the middle, which is neither: nothing is thrown, and nothing below is reached. The door stayed open.',
      },
      line: ({ lineOf }) => lineOf(/catch/),
    },
    nofinally: {
      seen: staysOpen,
      says: {
        en: 'Nobody read on after {settles} ms, and the door stayed open: a reader who leaves, or fails, does not come by the line on which you close.',
      },
      line: ({ lineOf }) => lineOf(/close\(\)/),
    },
    firstonly: {
      seen: ({ run, data: [book] }) =>
        isRecord(book) &&
        Object.keys(book).length > 1 &&
        fetches(run).length === 1 &&
        run.timeOf('after') !== undefined &&
        wanted(run, book, 1).length === 0 &&
        wanted(run, book, Infinity).length > 0,
      says: {
        en: 'Page 1 was read to its end, and it names a page that comes next: nobody fetched that one.',
      },
      line: ({ lineOf }) => lineOf(/fetchPage\(/),
    },
    counting: {
      seen: ({ run, data: [book, plan] }) => {
        const order = isRecord(plan) ? plan['order'] : undefined
        if (!isRecord(book) || !Array.isArray(order)) return false
        const page = fetches(run).find(({ text }) => !order.includes(Number(text.slice(6))))
        return page !== undefined && { page: page.text.slice(6), next: String(order[1]) }
      },
      says: {
        en: 'You fetched page {page}, and page 1 had said that page {next} comes next: the number after a number is not always one more.',
      },
      line: ({ lineOf }) => lineOf(/\+\+|\+ 1|\+= 1/),
    },
    falsy: {
      seen: ({ run, expected }) =>
        run.trace.ending.kind === 'finished' &&
        expected.some(({ text }) => text === 'item 0') &&
        fetches(run).length === fetchesIn(expected) &&
        run.timesOf('item 0').length < expected.filter(({ text }) => text === 'item 0').length,
      says: {
        en: 'Among the numbers was a 0, and your reader never saw it: is 0 no number?',
      },
      line: ({ lineOf }) => lineOf(/if \(!?item|Boolean|\|\||&&/),
    },
    emptypage: {
      seen: ({ run, data: [, plan] }) =>
        isRecord(plan) &&
        plan['order'] !== undefined &&
        run.timeOf('fetch 7') !== undefined &&
        run.timeOf('fetch 3') === undefined &&
        run.timeOf('after') !== undefined,
      says: {
        en: 'Page 7 is empty, and you took that for the end, though it names a page that comes next. What says that there is no more: the numbers, or something else?',
      },
      line: ({ lineOf }) => lineOf(/\.length|items\[0\]|items\.at/),
    },
    lastpage: {
      seen: ({ run, data: [book, plan] }) => {
        if (!isRecord(book) || !isRecord(plan) || run.timeOf('after') === undefined) return false
        const missing = wanted(run, book, Infinity)
        const last = itemsOf(book).at(-1) ?? []
        return (
          last.length > 0 &&
          missing.length === last.length &&
          missing.every((item) => last.includes(item)) && { missing: missing.join(' and ') }
        )
      },
      says: {
        en: '{missing} never came: the last page names no next one, but it has numbers, too.',
      },
      line: ({ lineOf }) => lineOf(/next\s*!==? null|!\w*\.?next|while/),
    },
  },
}

const fetches = ({ lines }: Clue['run']): readonly Line[] =>
  lines.filter(({ text }) => /^fetch \d+$/.test(text))

const fetchesIn = (lines: readonly Line[]): number =>
  lines.filter(({ text }) => text.startsWith('fetch ')).length

/** The reading is over, and nobody closed the stream. */
function staysOpen({ run, expected }: Clue): boolean {
  return (
    run.trace.ending.kind === 'finished' &&
    run.lines.some(({ text }) => text.startsWith('item ')) &&
    run.timeOf('closed') === undefined &&
    expected.some(({ text }) => text === 'closed')
  )
}

/** The items of a book, page by page. */
const itemsOf = (book: { readonly [page: string]: Value }): readonly (readonly number[])[] =>
  Object.values(book).map((items) => (Array.isArray(items) ? items.map(Number) : []))

/** The last item on the pages before `page`. */
const lastItemBefore = (
  book: { readonly [page: string]: Value },
  page: number,
): number | undefined =>
  itemsOf(Object.fromEntries(Object.entries(book).filter(([number]) => Number(number) < page)))
    .flat()
    .at(-1)

/** The items of the first `count` pages that were not handed out. */
const wanted = (
  run: Clue['run'],
  book: { readonly [page: string]: Value },
  count: number,
): readonly number[] =>
  itemsOf(book)
    .slice(0, count)
    .flat()
    .filter((item) => run.timeOf(`item ${item}`) === undefined)

const isRecord = (value: Value): value is { readonly [key: string]: Value } =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Code that closes, or hands `close` to somebody who does. */
const CLOSING = /\bclose\(\)|\(close\)|[=:,] ?close\b(?!:)|close\.call/
