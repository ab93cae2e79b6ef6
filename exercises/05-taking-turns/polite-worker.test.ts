import { exercise, expect, type Kit } from '#runner'

type Exercise = typeof import('./polite-worker.ts')

const test = exercise<Exercise>(import.meta.url)

test('a beat waits for no more than the chunk in hand', async ({ simulate }) => {
  const run = await simulate(mill, { chunks: [50, 50, 50, 50, 50, 50], beats: [100, 200, 300] })

  expect(run).toSettleWith([0, 1, 2, 3, 4, 5])
  expect(run).toPrintSequence(
    'chunk 0',
    'chunk 1',
    'chunk 2',
    'chunk 3',
    'chunk 4',
    'chunk 5',
    'done',
  )
  expect(run).toPrintBy('beat 100', '150 ms')
  expect(run).toPrintBy('beat 200', '250 ms')
  expect(run).toPrintBy('beat 300', '350 ms')
  expect(run).toPrintBy('done', '306 ms')
})

test('one chunk', async ({ simulate }) => {
  const run = await simulate(mill, { chunks: [50], beats: [] })

  expect(run).toSettleWith([0])
  expect(run).toPrintSequence('chunk 0', 'done')
  expect(run).toPrintBy('done', '51 ms')
  expect(run).toLeaveNothing()
})

test('no chunks: nothing to do, and done', async ({ simulate }) => {
  const run = await simulate(mill, { chunks: [], beats: [] })

  expect(run).toSettleWith([])
  expect(run).toPrintBy('done', '1 ms')
})

test('two workers take turns', async ({ simulate }) => {
  const run = await simulate(async ({ crunch }, { print, busyWait }) => {
    const work = (who: string) => (chunk: number) => {
      busyWait(20)
      print(`${who} ${chunk}`)
    }
    await Promise.all([crunch(3, work('a')), crunch(3, work('b'))])
  })

  expect(run).toPrintSequence('a 0', 'b 0', 'a 1', 'b 1', 'a 2', 'b 2')
})

test('any chunks, and any beat', async ({ simulate, explore }) => {
  await explore(
    ({ integer, list }) => ({ chunks: list(integer(10, 60), 2, 8), every: integer(15, 90) }),
    async ({ chunks, every }) => {
      const sum = chunks.reduce((total, ms) => total + ms)
      const beats = Array.from(
        { length: Math.floor(sum / every) },
        (_, index) => every * (index + 1),
      )
      const run = await simulate(mill, { chunks, beats })

      expect(run).toSettleWith([...chunks.keys()])
      expect(run).toPrintSequence(...chunks.map((_, index) => `chunk ${index}`), 'done')
      for (const due of beats)
        expect(run).toPrintBy(`beat ${due}`, `${due + Math.max(...chunks)} ms`)
      expect(run).toPrintBy('done', `${sum + chunks.length} ms`)
    },
  )
})

type Load = {
  /** For how long each chunk of the work holds the thread. */
  readonly chunks: readonly number[]
  /** When somebody else wants a turn. */
  readonly beats: readonly number[]
}

/** Work in chunks, while a clock beats beside it; returns which chunks were done, in their order. */
async function mill(
  { crunch }: Exercise,
  { print, sleep, busyWait }: Kit,
  { chunks, beats }: Load,
) {
  const beat = async (due: number) => {
    await sleep(due)
    print(`beat ${due}`)
  }
  const clock = Promise.all(beats.map(beat))

  const calls: number[] = []
  const work = (chunk: number) => {
    calls.push(chunk)
    busyWait(chunks[chunk] ?? 0)
    print(`chunk ${chunk}`)
  }
  await crunch(chunks.length, work)
  print('done')
  await clock
  return calls
}
