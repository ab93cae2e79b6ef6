import { exercise, expect, type Kit } from '#runner'

type Exercise = typeof import('./mini-run.ts')
type Tools = typeof import('./mini-task.ts') &
  typeof import('./mini-gather.ts') &
  typeof import('./mini/clock.ts')

const test = exercise<Exercise, Tools>(import.meta.url, {
  tools: ['mini-task.ts', 'mini-gather.ts', 'mini/clock.ts'],
})

test('three counts on a loop of your own: six lines in one second', async ({ simulate }) => {
  const run = await simulate(({ run }, { print, sleep, gather, clock }) => {
    function* count() {
      print('One')
      yield* sleep(1000)
      print('Two')
    }
    function* main() {
      yield* gather(count(), count(), count())
    }
    run(main(), clock)
    print('run has come back')
  })

  expect(run).toPrint(`
       0 ms  One
       0 ms  One
       0 ms  One
    1000 ms  Two
    1000 ms  Two
    1000 ms  Two
    1000 ms  run has come back
  `)
})

test('run comes back with what main returned', async ({ simulate }) => {
  const run = await simulate(({ run }, { sleep, clock }) => {
    function* main() {
      yield* sleep(100)
      return 'a coat'
    }
    return run(main(), clock)
  })

  expect(run).toSettleWith('a coat')
  expect(run).toTake('100 ms')
})

test('run throws what main throws, and the next run begins afresh', async ({ simulate }) => {
  const run = await simulate(({ run }, { print, sleep, clock }) => {
    function* fail() {
      yield* sleep(100)
      throw new Error('boom')
    }
    function* main() {
      yield* sleep(50)
      print('the second run works')
    }
    try {
      run(fail(), clock)
      print('all is well')
    } catch (error) {
      print('caught', error instanceof Error && error.message)
    }
    run(main(), clock)
  })

  expect(run).toPrint(`
    100 ms  caught boom
    150 ms  the second run works
  `)
})

test('when main ends, what is left is cancelled, and tidies up', async ({ simulate }) => {
  const run = await simulate(({ run }, { print, sleep, gather, clock }) => {
    function* work(name: string, ms: number) {
      try {
        yield* sleep(ms)
        print(`${name} done`)
      } finally {
        print(`${name} cleanup`)
      }
    }
    function* fail() {
      yield* sleep(100)
      throw new Error('boom')
    }
    function* main() {
      try {
        yield* gather(work('a', 200), fail(), work('b', 400))
      } catch (error) {
        print('caught', error instanceof Error && error.message)
      }
      yield* sleep(150)
      print('main ends')
      return 'R'
    }
    return run(main(), clock)
  })

  expect(run).toSettleWith('R')
  expect(run).toPrintInOrder(`
    100 ms  caught boom
    200 ms  a done
    200 ms  a cleanup
    250 ms  main ends
    250 ms  b cleanup
  `)
  expect(run).toTake('250 ms')
})

test('run waits for those who need time to tidy up', async ({ simulate }) => {
  const run = await simulate(({ run }, { print, sleep, createTask, clock }) => {
    function* work() {
      try {
        yield* sleep(400)
        print('done')
      } finally {
        print('tidying up')
        yield* sleep(50)
        print('tidied up')
      }
    }
    function* main() {
      createTask(work())
      yield* sleep(100)
      print('main ends')
    }
    run(main(), clock)
    print('run has come back')
  })

  expect(run).toPrintInOrder(`
    100 ms  main ends
    100 ms  tidying up
    150 ms  tidied up
    150 ms  run has come back
  `)
})

test('a cancelled coroutine notices it where it waits, one turn later', async ({ simulate }) => {
  const run = await simulate(
    ({ run, cancel, CancelledError }, { print, sleep, createTask, clock }) => {
      function* work() {
        try {
          yield* sleep(400)
          print('done')
        } catch (error) {
          print('noticed', error instanceof CancelledError && error instanceof Error)
          throw error
        }
      }
      function* main() {
        const task = createTask(work())
        yield* sleep(100)
        cancel(task)
        print('cancelled')
        try {
          yield* task
        } catch (error) {
          print('main, too', error instanceof CancelledError)
        }
      }
      run(main(), clock)
    },
  )

  expect(run).toPrintInOrder(`
    100 ms  cancelled
    100 ms  noticed true
    100 ms  main, too true
  `)
})

test('whoever catches the cancellation may wait for something else', async ({ simulate }) => {
  const run = await simulate(({ run, cancel }, { print, sleep, createTask, clock }) => {
    function* stubborn() {
      try {
        yield* sleep(400)
      } catch {
        print('no, not yet')
      }
      yield* sleep(600)
      print('done at last')
      return 'a result'
    }
    function* main() {
      const task = createTask(stubborn())
      yield* sleep(100)
      cancel(task)
      print(yield* task)
    }
    run(main(), clock)
  })

  expect(run).toPrint(`
    100 ms  no, not yet
    700 ms  done at last
    700 ms  a result
  `)
})

test('a finished task is left alone', async ({ simulate }) => {
  const run = await simulate(({ run, cancel }, { sleep, createTask, clock }) => {
    function* work() {
      yield* sleep(50)
      return 'a result'
    }
    function* main() {
      const task = createTask(work())
      yield* sleep(100)
      cancel(task)
      yield* sleep(100)
      return yield* task
    }
    return run(main(), clock)
  })

  expect(run).toSettleWith('a result')
})

test('one run at a time: a run inside a run is refused, and the outer one goes on', async ({
  simulate,
}) => {
  const run = await simulate(({ run }, { print, sleep, clock }) => {
    function* inner() {
      print('inner')
      yield* sleep(10)
    }
    function* main() {
      try {
        run(inner(), clock)
        print('nobody minds')
      } catch {
        print('refused')
      }
      yield* sleep(100)
      print('goes on')
      return 'outer'
    }
    return run(main(), clock)
  })

  expect(run).toPrint(`
      0 ms  refused
    100 ms  goes on
  `)
  expect(run).toSettleWith('outer')
})

test('when nothing is ready and nothing ever will be, run says "deadlock"', async ({
  simulate,
}) => {
  const run = await simulate(({ run }, { print, sleep, clock, Future }) => {
    function* main() {
      yield* sleep(100)
      yield* new Future<string>()
      print('somebody called')
    }
    function* next() {
      yield* sleep(50)
      print('the next run works')
    }
    try {
      run(main(), clock)
    } catch (error) {
      print(error instanceof Error && /deadlock/i.test(error.message) ? 'deadlock' : error)
    }
    run(next(), clock)
  })

  expect(run).toPrint(`
    100 ms  deadlock
    150 ms  the next run works
  `)
})

test('any number of jobs: some are done when main ends, the others tidy up then', async ({
  simulate,
  explore,
}) => {
  await explore(
    ({ distinct, integer }) => ({
      moments: distinct(7, 10, 500),
      count: integer(0, 6),
    }),
    async ({ moments, count }) => {
      const [end = 0, ...rest] = moments
      const jobs = rest.slice(0, count)
      const run = await simulate(manage, end, jobs)

      const lines = jobs.flatMap((ms) =>
        ms < end
          ? [
              { at: ms, text: `${ms} done` },
              { at: ms, text: `${ms} cleanup` },
            ]
          : [{ at: end, text: `${ms} cleanup` }],
      )
      expect(run).toPrint(
        [...lines, { at: end, text: 'main ends' }, { at: end, text: 'run has come back' }]
          .toSorted((one, other) => one.at - other.at)
          .map(({ at, text }) => `${at} ms  ${text}\n`)
          .join(''),
      )
      expect(run).toTake(`${end} ms`)
    },
  )
})

function manage(
  { run }: Exercise,
  { print, sleep, createTask, clock }: Pick<Kit, 'print'> & Tools,
  end: number,
  jobs: readonly number[],
) {
  function* work(ms: number) {
    try {
      yield* sleep(ms)
      print(`${ms} done`)
    } finally {
      print(`${ms} cleanup`)
    }
  }
  function* main() {
    for (const ms of jobs) createTask(work(ms))
    yield* sleep(end)
    print('main ends')
  }
  run(main(), clock)
  print('run has come back')
}
