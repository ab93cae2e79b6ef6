import type { Clue, Diagnosis } from '../../../runner/diagnosis.ts'
import type { Value } from '../../../runner/trace.ts'

/** What wrong answers to workers look like. */
export const diagnosis: Diagnosis = {
  stub: 'workers/noend',
  spoilers: ['channel.close', '.close('],
  rules: {
    deaf: {
      seen: ({ run: { trace }, source }) =>
        (trace.ending.kind === 'ran-away' || trace.ending.kind === 'killed') &&
        /\.close\b/.test(source) &&
        /await [^\n]*\bget\(|\bget\(\)\s*\.then/.test(source),
      says: {
        en: 'The belt says "done" now, and whoever hears it asks again at once, and again, without end: what should a worker do with that answer?',
      },
      line: ({ lineOf }) => lineOf(/\.get\(/),
    },
    onesentinel: {
      seen: (clue) => {
        const [all, waiting] = [teamOf(clue), waitingAtBelt(clue)]
        return stands(clue) && waiting > 0 && waiting < all && { gone: all - waiting, waiting }
      },
      says: {
        en: 'By {ends} ms every job was done: {gone:one worker|# workers} had gone home, and {waiting:one|#} still {waiting:stands|stand} at the empty belt. Who took the note that said it is over?',
      },
      line: ({ lineOf }) => lineOf(/\.put\((?!job\b)/),
    },
    nojobs: {
      seen: ({ run, data: [jobs, workers] }) =>
        run.trace.ending.kind === 'never-settles' &&
        isRecord(jobs) &&
        Object.keys(jobs).length === 0 && { workers: Number(workers) },
      says: {
        en: 'There were no jobs at all, and {workers:the worker stands|both workers stand|all # workers stand} at the empty belt for ever: if the last job has to tell them, who tells them when there is none?',
      },
    },
    noend: {
      seen: (clue) => stands(clue) && { workers: teamOf(clue), last: lastDone(clue) },
      says: {
        en: 'Every job was done at {last} ms, and {workers:the worker still stands|both workers still stand|all # workers still stand} at the empty belt, waiting for the next one: who could tell them that there is none?',
      },
      line: ({ lineOf }) => lineOf(/\.get\(/),
    },
    nobodythere: {
      seen: ({ run, data: [jobs] }) =>
        run.trace.ending.kind === 'never-settles' &&
        isRecord(jobs) &&
        Object.keys(jobs).length > 0 &&
        run.lines.length === 0,
      says: {
        en: 'Nobody took a single job: the belt is full, whoever brings the jobs waits for room, and the workers are not there yet. Who has to begin first?',
      },
      line: ({ lineOf }) => lineOf(/\.put\(/),
    },
    closedearly: {
      seen: ({ run }) =>
        [run.error, ...run.unobserved.map(({ failure }) => failure)].some((failure) =>
          failure?.message.startsWith('The belt '),
        ),
      says: {
        en: 'The belt was closed while jobs were still on their way to it, and they were turned away: when is the last job really on the belt?',
      },
      line: ({ lineOf }) => lineOf(/\.put\(/),
    },
    zerobased: {
      seen: ({ run }) => {
        const line = run.lines.find(({ text }) => /^w(?:0|undefined|NaN) takes /.test(text))
        return line !== undefined && { number: /^w(\w+)/.exec(line.text)?.[1] ?? '' }
      },
      says: {
        en: '`handle` was told that worker number {number} has the job: these workers are counted from 1.',
      },
      line: ({ lineOf }) => lineOf(/\bwork\w*\(\w+\)|handle\(/),
    },
    unawaited: {
      seen: ({ run }) => hasLine(run, /had a job in hand$/),
      says: {
        en: 'One of the workers took a new job with the old one still in hand: what should it wait for before it comes back to the belt?',
      },
      line: ({ lineOf }) => lineOf(/handle\(/),
    },
    static: {
      seen: (clue) => {
        const { run, data } = clue
        if (!hasLine(run, /was never on the belt$/)) return false
        const [jobs, workers] = data
        const names = isRecord(jobs) ? Object.keys(jobs) : []
        const dealt = names.every((job, n) =>
          hasLine(run, new RegExp(`^w${(n % Number(workers)) + 1} takes ${job}$`)),
        )
        return dealt && names.length > Number(workers) && { last: lastDone(clue) }
      },
      says: {
        en: 'You dealt the jobs out beforehand, in turn: it took until {last} ms, because one worker had slow jobs and the other stood idle. What is the belt there for?',
      },
      line: ({ lineOf }) => lineOf(/\+= workers|% workers|jobs\[/),
    },
    shortcut: {
      seen: ({ run }) => {
        const past = run.lines.find(({ text }) => text.endsWith(' was never on the belt'))
        return past !== undefined && { job: past.text.split(' ', 1)[0] ?? '' }
      },
      says: {
        en: '{job} went past the belt, straight from the list to a worker. In this exercise jobs may come from anywhere and at any time, so all of them travel on the belt.',
      },
      line: ({ lineOf }) => lineOf(/jobs\[|jobs\.(?:shift|pop|map|forEach)/),
    },
    notetaken: {
      seen: ({ run, data: [jobs] }) => {
        if (!isRecord(jobs)) return false
        for (const { text, at } of run.lines) {
          const [, who, what] = /^(w\d+) takes (.*)$/.exec(text) ?? []
          if (who !== undefined && what !== undefined && !Object.hasOwn(jobs, what))
            return { who, what, at }
        }
        return false
      },
      says: {
        en: 'At {at} ms {who} had {what} in hand and set to work on it, and no such job was ever given out: a note that says "it is over" travels on the belt like a job. Does the belt have another way to say it?',
      },
      line: ({ lineOf }) => lineOf(/\.put\((?!job\b)/),
    },
    notwaiting: {
      seen: (clue) => {
        const { run } = clue
        const left = run.lines.filter(
          ({ text, at }) => text.endsWith(' is done') && at > (run.settledAt ?? Infinity),
        ).length
        return left > 0 && !run.error && { left, last: lastDone(clue) }
      },
      says: {
        en: 'You locked up at {settles} ms with people inside: {left:one job|# jobs} had still to be done, the last until {last} ms. Who waits for the workers?',
      },
      line: ({ lineOf }) => lineOf(/^\s*return counts|^\s*return \w+;?$/),
    },
    loneworker: {
      seen: ({ run, data: [, workers] }) => {
        const hands = new Set(
          run.lines.flatMap(({ text }) => /^(w\d+) takes /.exec(text)?.[1] ?? []),
        )
        const jobs = run.lines.filter(({ text }) => / takes /.test(text)).length
        const [who] = hands
        return (
          Number(workers) > 1 &&
          jobs > 2 &&
          hands.size === 1 &&
          who !== undefined && { workers: Number(workers), who }
        )
      },
      says: {
        en: '{workers} workers were asked for, and {who} did everything: how many of them ever came to the belt?',
      },
      line: ({ lineOf }) => lineOf(/length:|for \(let|await work/),
    },
    serialput: {
      seen: ({ run, took, ideal, data: [, workers] }) => {
        const begun = run.lines.filter(({ text }) => / takes /.test(text))
        const done = run.lines.filter(({ text }) => text.endsWith(' is done'))
        const inARow = begun.every(({ at }, n) => n === 0 || at === done[n - 1]?.at)
        return (
          isFinished(run) &&
          Number(workers) > 1 &&
          begun.length > 2 &&
          inARow && {
            took,
            ideal,
          }
        )
      },
      says: {
        en: 'Your belt carries one job at a time: each was brought only when the one before it was done, and one worker would have been enough.',
      },
      line: ({ lineOf }) => lineOf(/\.put\(/),
    },
    falsy: {
      seen: ({ run, check, data, source }) =>
        data.length === 0 &&
        (check?.kind === 'return' || run.trace.ending.kind === 'never-settles') &&
        !run.error &&
        run.lines.length < 5 &&
        /!\w*(?:next|job|value|item)[\w.]*(?!\.done)|(?:value|job)\s*[!=]==?|\|\||\?\?|&&/.test(
          source,
        ) && {
          count: run.lines.length,
        },
      says: {
        en: 'Five jobs were 0, an empty text, false, nothing at all and "last"; {count:# was|# were} done. Which part of the answer says that it is over, the value or something beside it?',
      },
      line: ({ lineOf }) => lineOf(/!next\.value|value\s*[!=]==?|job\s*[!=]==?|!job|!value/),
    },
    forgotten: {
      seen: ({ run, data: [jobs] }) => {
        if (!isFinished(run) || !isRecord(jobs)) return false
        const names = Object.keys(jobs)
        const left = names.filter((job) => !hasLine(run, new RegExp(`^w\\d+ takes ${job}$`)))
        return left.length > 0 && { left: left.join(' and '), count: names.length }
      },
      says: {
        en: 'Everybody went home at {settles} ms, and of {count} jobs {left} had never been taken: who brings the jobs to the belt, and up to which one?',
      },
      line: ({ lineOf }) => lineOf(/\.put\(/),
    },
    miscounted: {
      seen: ({ run, check }) =>
        check?.kind === 'return' &&
        Array.isArray(run.value) &&
        run.value.every((each: Value) => typeof each === 'number') && {
          got: `[${run.value.join(', ')}]`,
          wanted: Array.isArray(check.expected) ? `[${check.expected.join(', ')}]` : '',
        },
      says: {
        en: 'In the order of their numbers the workers did {wanted} jobs, and you reported {got}: whose count stands where, and from which number on does each of them count?',
      },
      line: ({ lineOf }) => lineOf(/\+\+|\+= 1|= 1\b/),
    },
  },
}

/** All jobs are done, and the program waits for ever. */
function stands({ run, data: [jobs] }: Clue): boolean {
  return (
    run.trace.ending.kind === 'never-settles' &&
    isRecord(jobs) &&
    Object.keys(jobs).every((job) => run.timeOf(`${job} is done`) !== undefined)
  )
}

const teamOf = ({ data: [, workers] }: Clue): number => (typeof workers === 'number' ? workers : 1)

/** How many of the learner's own functions still wait for a value; each is a worker. */
function waitingAtBelt({ run: { trace } }: Clue): number {
  if (trace.ending.kind !== 'never-settles') return 0
  return trace.ending.waiting.filter(({ site, on }) => site && /\bget\b/.test(on)).length
}

const lastDone = ({ run }: Clue): number =>
  run.lines.findLast(({ text }) => text.endsWith(' is done'))?.at ?? 0

const hasLine = ({ lines }: Clue['run'], pattern: RegExp): boolean =>
  lines.some(({ text }) => pattern.test(text))

const isFinished = ({ trace, error }: Clue['run']): boolean =>
  trace.ending.kind === 'finished' && !error

const isRecord = (value: Value): value is { readonly [key: string]: Value } =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
