import { exercise, expect } from '#runner'

const test = exercise<typeof import('./four-steps.ts')>(import.meta.url)

test('a greeting of a second, from begin to end', async ({ simulate }) => {
  const program = await simulate(({ greet, run }) => run(() => greet('Ada', 1000)))

  expect(program).toPrintInOrder(`
       0 ms  begin
       0 ms  hello Ada
    1000 ms  bye Ada
    1000 ms  end 1000 ms
  `)
  expect(program).toTake('1000 ms')
  expect(program).toLeaveNothing()
})

test('a main that fails is reported, and run itself does not fail', async ({ simulate }) => {
  const program = await simulate(({ run }, { sleep }) =>
    run(async () => {
      await sleep(100)
      throw new Error('no kettle')
    }),
  )

  expect(program).toPrintInOrder(`
      0 ms  begin
    100 ms  failed: no kettle
  `)
  expect(program).toTake('100 ms')
  expect(program).toSettleWith(undefined)
})

test('main is called by run: once, and after begin', async ({ simulate }) => {
  const program = await simulate(({ run }, { print }) => run(async () => print('main is called')))

  expect(program).toPrintInOrder(`
    0 ms  begin
    0 ms  main is called
    0 ms  end 0 ms
  `)
})

test('a greeting on its own gives the name back', async ({ simulate }) => {
  const program = await simulate(({ greet }) => greet('Grace', 250))

  expect(program).toPrint(`
      0 ms  hello Grace
    250 ms  bye Grace
  `)
  expect(program).toSettleWith('Grace')
  expect(program).toTake('250 ms')
})

test('the stopwatch starts with the run, wherever the clock stands', async ({ simulate, draw }) => {
  const beforeMs = draw.integer(10, 500)
  const ms = draw.integer(10, 500)
  const program = await simulate(
    async ({ greet, run }, { sleep }, before, wait) => {
      await sleep(before)
      await run(() => greet('Alan', wait))
    },
    beforeMs,
    ms,
  )

  expect(program).toPrintInOrder(`
    ${beforeMs} ms  begin
    ${beforeMs} ms  hello Alan
    ${beforeMs + ms} ms  bye Alan
    ${beforeMs + ms} ms  end ${ms} ms
  `)
})
