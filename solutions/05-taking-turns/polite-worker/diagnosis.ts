import type { Clue, Diagnosis, Numbers } from '../../../runner/diagnosis.ts'

/** What wrong answers to polite-worker look like. */
export const diagnosis: Diagnosis = {
  stub: 'polite-worker/stub',
  spoilers: ['setTimeout', 'setImmediate', 'setInterval', 'sleep(', 'scheduler'],
  rules: {
    early: {
      seen: (clue) => {
        const done = clue.run.lines.findIndex(({ text }) => text === 'done')
        const after = clue.run.lines
          .slice(done)
          .filter(({ text }) => text.startsWith('chunk ')).length
        return isSound(clue) && done >= 0 && after > 0
          ? { doneAt: clue.run.timeOf('done') ?? 0, after }
          : false
      },
      says: {
        en: 'You said "done" at {doneAt} ms, and {after:one chunk was|# chunks were} still to come: who is to be told when the last one is through?',
      },
      line: ({ lineOf }) => lineOf(/setTimeout|setImmediate|setInterval|sleep\(|\.then\(/),
    },
    numbers: {
      seen: (clue) =>
        isSound(clue) &&
        clue.check?.kind === 'return' &&
        Array.isArray(clue.run.value) &&
        Array.isArray(clue.check.expected) && {
          got: clue.run.value.join(', ') || 'nothing',
          wanted: clue.check.expected.join(', ') || 'no call at all',
        },
      says: {
        en: '`work` was called with {got}, where {wanted} was asked for: count along with your loop, from its first round to its last.',
      },
      line: ({ lineOf }) => lineOf(/\bwork\((?!chunk:)/),
    },
    shared: {
      seen: ({ run, check, lineOf }) =>
        check?.kind === 'print-sequence' &&
        check.texts.includes('b 0') &&
        lineOf(SHARED) !== undefined &&
        run.timeOf('b 0') === undefined,
      says: {
        en: 'Two workers were set going at once, and they share what you declared outside of `crunch`: the second one never did its first chunk. What belongs to one call only?',
      },
      line: ({ lineOf }) => lineOf(SHARED),
    },
    notawaited: {
      seen: (clue) => {
        const [first, last] = [chunksOf(clue)[0], chunksOf(clue).at(-1)]
        const own = ownTimers(clue).filter(({ at }) => at < (last?.to ?? 0))
        return first?.timer === undefined && own.length > 1 && inOneGo(clue) && crowd(clue)
      },
      says: {
        en: 'You did set an alarm after every chunk, and did not stay for it: all chunks ran in one go, and the beat due at {due} ms came at {ran} ms.',
      },
      line: ({ lineOf }) => lineOf(/setTimeout|setImmediate|sleep\(/),
    },
    postponed: {
      seen: (clue) => {
        const [first] = chunksOf(clue)
        return first?.timer !== undefined && inOneGo(clue) && { ...crowd(clue), from: first.from }
      },
      says: {
        en: 'You moved the work, you did not cut it: from {from} ms on all chunks ran in one go, and the beat due at {due} ms came at {ran} ms.',
      },
      line: ({ lineOf }) => lineOf(/setTimeout|setImmediate|sleep\(/),
    },
    alljobs: {
      seen: (clue) =>
        inOneGo(clue) &&
        !stepsAside(clue) &&
        MANY.test(clue.source) && { ...crowd(clue), count: chunksOf(clue).length },
      says: {
        en: 'Wrapped in promises, and not spread: all {count} chunks ran in one go, and the beat due at {due} ms came at {ran} ms. A promise tells when work is over; it does not make room in it.',
      },
      line: ({ lineOf }) => lineOf(MANY),
    },
    nowait: {
      seen: (clue) => inOneGo(clue) && !stepsAside(clue) && crowd(clue),
      says: {
        en: 'From the first chunk to the last you held the thread, without a pause between two of them: the beat due at {due} ms came at {ran} ms. Who could have let it in?',
      },
      line: ({ lineOf }) => lineOf(/\bwork\((?!chunk:)/),
    },
    stub: {
      seen: (clue) => inOneGo(clue) && { ...crowd(clue), count: chunksOf(clue).length },
      says: {
        en: 'You stepped aside after every chunk, and {beats:the beat due|# beats, the first of them due} at {due} ms, came {beats:only|together} at {ran} ms, after the last: you stepped into a queue that is emptied before any timer gets its turn.',
      },
      line: ({ lineOf }) => lineOf(/\bawait\b|queueMicrotask|nextTick|\.then\(/),
    },
    upfront: {
      seen: (clue) => {
        const late = lateBeat(clue)
        const [first] = chunksOf(clue)
        const queued = ownTimers(clue).filter(({ at }) => first && at <= first.from)
        return (
          late !== undefined &&
          inTurns(clue) &&
          queued.length >= chunksOf(clue).length && { ...late, count: queued.length }
        )
      },
      says: {
        en: 'All {count} chunks stood in line from the beginning, and the beat due at {due} ms stood behind them: it came at {ran} ms. When does a chunk have to take its place in the line?',
      },
      line: ({ lineOf }) => lineOf(/setTimeout|setImmediate|sleep\(/),
    },
    interval: {
      seen: (clue) =>
        clue.run.events('timer-set').some(({ timerKind }) => timerKind === 'interval') &&
        inTurns(clue) &&
        (lateBeat(clue) ?? false),
      says: {
        en: 'You let go between two chunks, and yet the beat due at {due} ms came at {ran} ms, when another chunk had slipped in: an interval counts from the moment its callback *began*, so after a long chunk its next round is overdue as well.',
      },
      line: ({ lineOf }) => lineOf(/setInterval/),
    },
    every3: {
      seen: (clue) => lateBeat(clue) ?? false,
      says: {
        en: 'You let go now and then, but the beat due at {due} ms came at {ran} ms: {chunks} chunks ran without a pause just then, and the rule says one.',
      },
      line: ({ lineOf }) => lineOf(/%|\bif\b/),
    },
    inarow: {
      seen: (clue) => isSound(clue) && (inARow(clue) ?? false),
      says: {
        en: 'Two workers, side by side: {who} did its chunks {one} and {two} in a row, and {other} stood there, ready to go. Between which of its chunks does yours step aside?',
      },
      line: ({ lineOf }) => lineOf(/%|\bif\b|setTimeout|setImmediate|sleep\(/),
    },
    lazy: {
      seen: (clue) => {
        const { run, check } = clue
        const doneAt = run.timeOf('done') ?? 0
        const idle = doneAt - run.heldMs
        return (
          isSound(clue) &&
          check?.kind === 'print-by' &&
          check.text === 'done' &&
          doneAt > check.limitMs &&
          idle > 0 && { doneAt, idle }
        )
      },
      says: {
        en: 'Very polite: of {doneAt} ms {idle} were spent doing nothing. How long does one have to be away for the others to get their turn?',
      },
      line: ({ lineOf }) => lineOf(/setTimeout|setInterval|sleep\(/),
    },
  },
}

/** It came to its end, and nothing went wrong on the way: what is left is a question of time. */
const isSound = ({ run }: Clue): boolean =>
  run.trace.ending.kind === 'finished' && run.error === undefined && run.unobserved.length === 0

/** One call of `work`: it held the thread. */
interface Chunk {
  readonly from: number
  readonly to: number
  /** Whose callback it ran in, or behind; undefined when no timer of the learner's had fired before. */
  readonly timer: number | undefined
  readonly turn: number
}

function chunksOf(clue: Clue): readonly Chunk[] {
  const own = new Set(ownTimers(clue).map(({ timer }) => timer))
  let timer: number | undefined
  let turn = 0
  const chunks: Chunk[] = []
  for (const event of clue.run.trace.events) {
    if (event.kind === 'timer-fired') {
      if (own.has(event.timer)) timer = event.timer
      turn++
    } else if (event.kind === 'thread-held') {
      chunks.push({ from: event.at, to: event.at + event.ms, timer, turn })
    }
  }
  return chunks
}

/** The beats are the suite's own timers: no line of the learner's set them. */
function beatsOf({ run }: Clue): readonly { readonly due: number; readonly ran: number }[] {
  return run.lines.flatMap(({ at, text }) => {
    const [, due] = /^beat (\d+)$/.exec(text) ?? []
    return due === undefined ? [] : [{ due: Number(due), ran: at }]
  })
}

function ownTimers({ run }: Clue): readonly { readonly timer: number; readonly at: number }[] {
  return run.events('timer-set').filter(({ site }) => site !== undefined)
}

/** The first beat that had to wait for more than the chunk in hand. */
function lateBeat(
  clue: Clue,
): { readonly due: number; readonly ran: number; readonly chunks: number } | undefined {
  if (!isSound(clue)) return undefined
  for (const { due, ran } of beatsOf(clue)) {
    const chunks = chunksOf(clue).filter(({ from, to }) => to > due && from < ran).length
    if (chunks > 1) return { due, ran, chunks }
  }
  return undefined
}

/** No timer had its turn between the first chunk and the last, and a beat was the worse for it. */
function inOneGo(clue: Clue): boolean {
  const chunks = chunksOf(clue)
  return (
    chunks.length > 1 &&
    new Set(chunks.map(({ turn }) => turn)).size === 1 &&
    lateBeat(clue) !== undefined
  )
}

/** Between any two chunks the learner's code let go, even if no timer had a turn. */
function stepsAside({ run: { trace }, source }: Clue): boolean {
  let paused = true
  let always = true
  let first = true
  for (const event of trace.events) {
    if (event.kind === 'task-waiting' || event.kind === 'task-resumed') paused = true
    if (event.kind !== 'thread-held') continue
    // What runs in no task is a callback that a queue has called.
    if (!first && !paused && !(event.task === undefined && QUEUED.test(source))) always = false
    first = false
    paused = false
  }
  return always
}

/** The thread was given back between any two chunks. */
function inTurns(clue: Clue): boolean {
  const chunks = chunksOf(clue)
  return chunks.length > 1 && new Set(chunks.map(({ turn }) => turn)).size === chunks.length
}

/** One of two workers had two turns running, and the other had chunks left. */
function inARow({ run, check }: Clue): Numbers | undefined {
  if (check?.kind !== 'print-sequence' || !check.texts.includes('b 0')) return undefined
  const turns = run.lines.map(({ text }) => {
    const [, who = '', chunk = ''] = /^([ab]) (\d+)$/.exec(text) ?? []
    return { who, chunk: Number(chunk) }
  })
  for (const [index, { who, chunk }] of turns.entries()) {
    const before = turns[index - 1]
    const other = turns.slice(index).find((turn) => turn.who !== who)
    if (before?.who === who && other)
      return { who, one: before.chunk, two: chunk, other: other.who }
  }
  return undefined
}

/** How many beats came at the same moment as the first late one. */
function crowd(clue: Clue): Numbers {
  const { ran = 0, due = 0 } = lateBeat(clue) ?? {}
  return { beats: beatsOf(clue).filter((beat) => beat.ran === ran).length, ran, due }
}

/** Callbacks that are put in the queue of microtasks one by one. */
const QUEUED = /queueMicrotask|nextTick|(?:\bfor\b|\bwhile\b|reduce\()[^]*\.then\(/

/** Something that changes, declared outside of every function. */
const SHARED = /^(?:export )?(?:let|var) \w+/

/** Several promises made at once. */
const MANY = /\.map\(|\.forEach\(|Array\.from\([^)]*=>|Promise\.all|Array\.from\(\{[^}]*\},/
