import { exercise, expect } from '#runner'

const test = exercise<typeof import('./keep-the-beat.ts')>(import.meta.url)

test('a tick waits for no more than the item in hand', async ({ simulate }) => {
  const run = await simulate(({ processAll }, { print, busyWait }) => {
    for (const due of [100, 200, 300]) setTimeout(() => print(`tick ${due}`), due)

    const handle = (item: number) => {
      busyWait(50)
      print(`item ${item}`)
    }
    processAll([1, 2, 3, 4, 5, 6], handle, () => print('done'))
  })

  expect(run).toPrintSequence('item 1', 'item 2', 'item 3', 'item 4', 'item 5', 'item 6', 'done')
  expect(run).toPrintBy('tick 100', '152 ms')
  expect(run).toPrintBy('tick 200', '252 ms')
  expect(run).toPrintBy('tick 300', '352 ms')
  expect(run).toTakeAtMost('312 ms')
})

test('shorter items: a tick that is due still comes before the next one', async ({
  simulate,
  draw,
}) => {
  const items = draw.distinct(4, 20, 40)
  const run = await simulate(({ processAll }, { print, busyWait }, lengths) => {
    let before = 0
    for (const ms of lengths) {
      setTimeout(() => print(`tick during ${ms}`), before + Math.round(ms / 2))
      before += ms
    }

    const handle = (ms: number) => {
      busyWait(ms)
      print(`item ${ms}`)
    }
    processAll(lengths, handle, () => print('done'))
  }, items)

  const sum = items.reduce((total, ms) => total + ms)
  expect(run).toPrintSequence(...items.map((ms) => `item ${ms}`), 'done')
  expect(run).toPrintSequence(...items.flatMap((ms) => [`item ${ms}`, `tick during ${ms}`]))
  expect(run).toTakeAtMost(`${sum + 2 * items.length} ms`)
})

test('one item: it is handled, and then it is done', async ({ simulate }) => {
  const run = await simulate(({ processAll }, { print, busyWait }) => {
    const handle = (item: number) => {
      busyWait(50)
      print(`item ${item}`)
    }
    processAll([7], handle, () => print('done'))
  })

  expect(run).toPrintSequence('item 7', 'done')
  expect(run).toTakeAtMost('52 ms')
})

test('no items: nothing to handle, and it is done at once', async ({ simulate }) => {
  const run = await simulate(({ processAll }, { print, busyWait }) => {
    const handle = (item: number) => {
      busyWait(50)
      print(`item ${item}`)
    }
    processAll([], handle, () => print('done'))
  })

  expect(run).toPrintSequence('done')
  expect(run).toPrintBy('done', '2 ms')
  expect(run).toTakeAtMost('2 ms')
})
