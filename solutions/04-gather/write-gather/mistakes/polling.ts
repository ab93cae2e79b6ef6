import { sleep } from '#kit'

export async function gather<T>(items: ReadonlyArray<T | PromiseLike<T>>): Promise<T[]> {
  const out: T[] = []
  const errors: unknown[] = []
  let left = items.length
  items.forEach((item, i) => {
    Promise.resolve(item).then(
      (value) => {
        out[i] = value
        left--
      },
      (error) => errors.push(error),
    )
  })
  while (left > 0) {
    await sleep(10)
    if (errors.length > 0) throw errors[0]
  }
  return out
}
