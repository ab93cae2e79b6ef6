import { sleep } from '#kit'

export async function processAll(
  items: readonly number[],
  handle: (item: number) => void,
  done: () => void,
): Promise<void> {
  for (const item of items) {
    handle(item)
    await sleep(0)
  }
  done()
}
