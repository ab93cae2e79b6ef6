import type { Clue, Diagnosis } from '../../../runner/diagnosis.ts'

/** What wrong answers to keep-the-beat look like. */
export const diagnosis: Diagnosis = {
  stub: 'keep-the-beat/stub',
  spoilers: ['setTimeout', 'setImmediate', 'setInterval'],
  rules: {
    early: {
      seen: ({ run }) => {
        const done = run.lines.findIndex(({ text }) => text === 'done')
        const after = run.lines.slice(done).filter(({ text }) => text.startsWith('item')).length
        return done >= 0 && after > 0 && { doneAt: run.timeOf('done') ?? 0, after }
      },
      says: {
        en: 'You reported the end at {doneAt} ms; items still to come: {after}. Who knows when the last one is through?',
      },
      line: ({ lineOf }) => lineOf(/\bdone\(|[(,]\s*done\b(?!:)/),
    },
    beyond: {
      seen: ({ run }) =>
        run.timeOf('item undefined') !== undefined && {
          handled: run.lines.filter(({ text }) => /^item \d/.test(text)).length,
        },
      says: {
        en: 'After {handled} items `handle` was called once more, with undefined: who looks whether there is a next one?',
      },
      line: ({ lineOf }) => lineOf(/\bhandle\((?!item:)/),
    },
    nodone: {
      seen: ({ run, check }) => {
        if (check?.kind !== 'print-sequence' || run.timeOf('done') !== undefined) return false
        const items = check.texts.filter((text) => text !== 'done')
        return (
          isSound(run) &&
          items.every((text) => run.timesOf(text).length === 1) && { handled: items.length }
        )
      },
      says: {
        en: 'All {handled} items were handled, and nobody called `done`: who is to say that it is over, also when there are no items at all?',
      },
      line: ({ lineOf }) => lineOf(/\bdone\(|\breturn\b/),
    },
    callnow: {
      seen: ({ run }) =>
        run.error?.name === 'TypeError' &&
        /callback/i.test(run.error.message) && { at: run.settledAt ?? 0 },
      says: {
        en: 'You called the next step while you were setting the alarm, so it ran at once, and at {at} ms the alarm had nothing left to call.',
      },
      line: ({ run, lineOf }) => run.error?.site?.line ?? lineOf(/setTimeout|setImmediate/),
    },
    upfront: {
      seen: (clue) => {
        const late = lateTick(clue)
        const [first] = itemsOf(clue)
        const queued = clue.run
          .events('timer-set')
          .filter(
            ({ at, delayMs, site }) =>
              site && first && at <= first.from && late && delayMs < late.due,
          )
        return (
          late !== undefined &&
          queued.length >= itemsOf(clue).length &&
          inTurns(clue) && { queued: itemsOf(clue).length, ...late }
        )
      },
      says: {
        en: 'All {queued} items were in line before the tick came due at {due} ms, and a queue serves in order: it ran at {ran} ms, after the last of them.',
      },
      line: ({ lineOf }) => lineOf(/setTimeout|setImmediate|sleep\(/),
    },
    interval: {
      seen: (clue) =>
        clue.run.events('timer-set').some(({ timerKind }) => timerKind === 'interval') &&
        inTurns(clue) &&
        (lateTick(clue) ?? false),
      says: {
        en: 'You let go between two items, and yet the tick due at {due} ms came at {ran} ms, when another item had slipped in: an interval counts from the moment its callback *began*. After a long item its next round is overdue too, and for longer than the tick.',
      },
      line: ({ lineOf }) => lineOf(/setInterval/),
    },
    postponed: {
      seen: (clue) => {
        const [first] = itemsOf(clue)
        return (
          inOneBlock(clue) && first?.timer !== undefined && { ...crowd(clue), from: first.from }
        )
      },
      says: {
        en: 'You moved the block, you did not cut it: it began at {from} ms, and from then on it held the thread for {held} ms. {ticks} ticks came together at {ran} ms.',
      },
      line: ({ lineOf }) => lineOf(/setTimeout|setImmediate|sleep\(/),
    },
    microtask: {
      seen: (clue) => {
        const { events } = clue.run.trace
        const settled = events.findIndex(({ kind }) => kind === 'settled')
        const last = events.findLastIndex(({ kind }) => kind === 'thread-held')
        return inOneBlock(clue) && settled < last && crowd(clue)
      },
      says: {
        en: 'You did let go between two items, and yet {ticks} ticks came together at {ran} ms. The next item was put in a queue that is emptied before any timer gets its turn: is there a queue where it would stand behind them?',
      },
      line: ({ lineOf }) => lineOf(/queueMicrotask|nextTick|\.then\(|\bawait\b/),
    },
    stub: {
      seen: (clue) => inOneBlock(clue) && crowd(clue),
      says: {
        en: '{ticks} ticks came together at {ran} ms. The first of them was due at {due} ms, and nobody could deliver it: who had the thread from 0 ms on?',
      },
      line: ({ lineOf }) => lineOf(/\bhandle\((?!item:)|\(handle\)/),
    },
    chunk: {
      seen: (clue) => lateTick(clue) ?? false,
      says: {
        en: 'The tick due at {due} ms came at {ran} ms: {items} items were handled in between, and nobody else got a turn.',
      },
    },
    lazy: {
      seen: ({ run, check }) => {
        const doneAt = run.timeOf('done') ?? 0
        const idle = doneAt - run.heldMs
        return (
          check?.kind === 'take-at-most' && doneAt > check.limitMs && idle > 0 && { doneAt, idle }
        )
      },
      says: {
        en: 'On time, every one of them, but now the thread idles: {doneAt} ms for {held} ms of work. What does the next item wait for?',
      },
      line: ({ lineOf }) => lineOf(/setTimeout|setInterval|sleep\(/),
    },
  },
}

/** It came to its end, and nothing went wrong on the way: what is left is a question of time. */
const isSound = ({ trace, error }: Clue['run']): boolean =>
  trace.ending.kind === 'finished' && error === undefined

/** The handling of one item: it held the thread. */
interface Item {
  readonly from: number
  readonly to: number
  /** Whose callback it ran in; undefined when it ran in the call itself, or right behind it. */
  readonly timer: number | undefined
  readonly turn: number
}

function itemsOf({ run }: Clue): readonly Item[] {
  let timer: number | undefined
  let turn = 0
  const items: Item[] = []
  for (const event of run.trace.events) {
    if (event.kind === 'timer-fired') {
      timer = event.timer
      turn++
    } else if (event.kind === 'thread-held') {
      items.push({ from: event.at, to: event.at + event.ms, timer, turn })
    }
  }
  return items
}

/** The first tick that had to wait for more than the item in hand. */
function lateTick(
  clue: Clue,
): { readonly due: number; readonly ran: number; readonly items: number } | undefined {
  if (!isSound(clue.run)) return undefined
  for (const { due, ran } of ticksOf(clue)) {
    const items = itemsOf(clue).filter(({ from, to }) => to > due && from < ran).length
    if (items > 1) return { due, ran, items }
  }
  return undefined
}

/** The ticks are the suite's own timers: no line of the learner's set them. */
function ticksOf({ run }: Clue): readonly { readonly due: number; readonly ran: number }[] {
  return run
    .events('timer-set')
    .filter(({ site, at }) => site === undefined && at === 0)
    .flatMap(({ timer, delayMs }) => {
      const fired = run.events('timer-fired').find((event) => event.timer === timer)
      return fired ? [{ due: delayMs, ran: fired.at }] : []
    })
}

/** The thread was given back between any two items. */
function inTurns(clue: Clue): boolean {
  const items = itemsOf(clue)
  return items.length > 1 && new Set(items.map(({ turn }) => turn)).size === items.length
}

/** All items were handled without giving the thread back in between, and a tick was the worse for it. */
function inOneBlock(clue: Clue): boolean {
  const items = itemsOf(clue)
  return (
    items.length > 1 &&
    new Set(items.map(({ turn }) => turn)).size === 1 &&
    lateTick(clue) !== undefined
  )
}

/** How many ticks came at the same moment as the first late one. */
function crowd(clue: Clue): { readonly ticks: number; readonly ran: number; readonly due: number } {
  const { ran = 0, due = 0 } = lateTick(clue) ?? {}
  return { ticks: ticksOf(clue).filter((tick) => tick.ran === ran).length, ran, due }
}
