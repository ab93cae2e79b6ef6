/** Run once as the sandbox is prepared: whatever of Node and of ours a learner's program needs is compiled then. */
import { print, sleep } from '#kit'

interface Count {
  readonly name: string
  times?: number
}

class Counter<T extends Count> {
  readonly #counts = new Map<string, number>()

  constructor(private readonly first: T) {}

  async count({ name, times = 1 }: Count): Promise<number> {
    const before = this.#counts.get(name) ?? 0
    for (let index = 0; index < times; index++) {
      print(`${name} ${before + index}`)
      await sleep(10 * (index + 1))
    }
    this.#counts.set(name, before + times)
    return this.first.name === name ? before : before + times
  }
}

const settled = (value: unknown): Promise<unknown> =>
  new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`too late: ${String(value)}`)), 50)
    setImmediate(() => {
      clearTimeout(timer)
      queueMicrotask(() => resolve(value))
    })
  })

export async function main(times: number): Promise<{ readonly all: unknown[] }> {
  const counter = new Counter({ name: 'one' })
  const names: readonly string[] = ['one', 'two', 'three']
  try {
    const counts = await Promise.all(names.map((name) => counter.count({ name, times })))
    const rest = await Promise.allSettled([settled(counts), Promise.reject(new TypeError('no'))])
    await Promise.any([sleep(5), settled(undefined)])
    for await (const each of (async function* () {
      yield* [1, 2]
    })())
      print(each, { each }, [each])
    return { all: [...counts, ...rest.map(({ status }) => status)] }
  } catch (error) {
    if (error instanceof Error) print(error.message)
    throw error
  } finally {
    print('over', new Date(0).toISOString())
  }
}
