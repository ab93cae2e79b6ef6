import type { Steps } from './program.ts'

type Coro<T> = Generator<unknown, T, void>

interface Future {
  [Symbol.iterator](): Coro<unknown>
}

interface Spawned {
  readonly number: number
  readonly task: Future
}

/** What the model solution gives to a program. */
interface Asyncio {
  readonly run: (main: Coro<unknown>, clock: unknown) => unknown
  readonly cancel: (task: unknown) => void
  readonly CancelledError: new () => Error
  readonly sleep: (ms: number) => Coro<void>
  readonly createTask: (coro: Coro<unknown>) => Future
  readonly gather: (...items: readonly unknown[]) => Future
  readonly clock: unknown
  readonly print: (...parts: readonly unknown[]) => void
  readonly busyWait: (ms: number) => void
  readonly now: () => number
}

/** Runs a program on the model solution. Its twin is `cpython.py`, line by line. */
export function interpret(
  { run, cancel, CancelledError }: Pick<Asyncio, 'run' | 'cancel' | 'CancelledError'>,
  { sleep, createTask, gather, clock, print, busyWait, now }: Asyncio,
  program: Steps,
): void {
  const spawned: Spawned[] = []
  const asleepUntil = new Map<number, number>()
  let coroutines = 0
  let over = false
  const coroutine = (steps: Steps): Coro<string> => begin(steps, coroutines++)
  function* begin(steps: Steps, number: number): Coro<string> {
    print(`t${number} begins`)
    try {
      yield* follow(steps, number)
      print(`t${number} ends`)
      return `t${number}`
    } finally {
      if (number === 0) over = true
    }
  }
  const later = (number: number, nth: number): Spawned | undefined => {
    const able = spawned.filter((each) => each.number > number)
    return able[nth % able.length]
  }
  function* follow(steps: Steps, number: number): Coro<void> {
    const say = (text: string): void => print(`t${number} ${text}`)
    for (const step of steps) {
      switch (step[0]) {
        case 'sleep':
          asleepUntil.set(number, now() + step[1])
          try {
            yield* sleep(step[1])
          } finally {
            asleepUntil.delete(number)
          }
          say('slept')
          break
        case 'hold':
          busyWait(step[1])
          say('held')
          break
        case 'fail':
          throw new Error(`t${number} failed`)
        case 'spawn':
          if (!over) {
            const own = coroutines
            spawned.push({ number: own, task: createTask(coroutine(step[1])) })
            say(`spawned t${own}`)
          }
          break
        case 'join': {
          const other = later(number, step[1])
          if (other) say(`joined ${String(yield* other.task)}`)
          break
        }
        case 'gather':
          if (!over) {
            const tasks = new Set(step[2].map((nth) => later(number, nth)?.task))
            tasks.delete(undefined)
            const results = yield* gather(...step[1].map(coroutine), ...tasks)
            say(`gathered ${Array.isArray(results) ? results.join(' ') : 'no list'}`)
          }
          break
        case 'cancel': {
          const other = spawned[step[1] % spawned.length]
          // Whoever is on its way to its next step is another matter in asyncio.
          if (other && (asleepUntil.get(other.number) ?? 0) > now()) {
            asleepUntil.delete(other.number)
            say(`cancels t${other.number}`)
            cancel(other.task)
          }
          break
        }
        case 'try':
          try {
            yield* follow(step[1], number)
          } catch (error) {
            const cancelled = error instanceof CancelledError
            if (cancelled && step[2] === 'failures') throw error
            say(`caught ${cancelled ? 'cancellation' : (error as Error).message}`)
            yield* follow(step[3], number)
          } finally {
            say('finally')
            yield* follow(step[4], number)
          }
          break
        default:
          step satisfies never
      }
    }
  }
  try {
    print(`returned ${String(run(coroutine(program), clock))}`)
  } catch (error) {
    print(`raised ${error instanceof CancelledError ? 'cancellation' : (error as Error).message}`)
  }
}
