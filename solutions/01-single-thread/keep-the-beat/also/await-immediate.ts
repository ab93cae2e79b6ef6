import { setImmediate as turn } from 'node:timers/promises'

export function processAll(
  items: readonly number[],
  handle: (item: number) => void,
  done: () => void,
): void {
  const work = async (): Promise<void> => {
    for (const item of items) {
      await turn()
      handle(item)
    }
    done()
  }
  void work()
}
