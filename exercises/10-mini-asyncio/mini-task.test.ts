import { exercise, expect, type Kit } from '#runner'

type Exercise = typeof import('./mini-task.ts')
type Tools = typeof import('./mini/clock.ts') &
  typeof import('./mini/current.ts') &
  typeof import('./mini-timers.ts')

const test = exercise<Exercise, Tools>(import.meta.url, {
  tools: ['mini/clock.ts', 'mini/current.ts', 'mini-timers.ts'],
})

test('a task drives its coroutine, from its first step to its end', async ({ simulate }) => {
  const run = await simulate(({ Task, sleep }, { print, clock, setLoop, TimerLoop }) => {
    function* count() {
      print('One')
      yield* sleep(1000)
      print('Two')
    }
    const loop = new TimerLoop(clock)
    setLoop(loop)
    new Task(loop, count())
    print('made')
    for (let turn = 0; turn < 1000 && loop.runOnce(); turn++);
  })

  expect(run).toPrintInOrder(`
       0 ms  made
       0 ms  One
    1000 ms  Two
  `)
})

test('a coroutine that nobody drives does nothing', async ({ simulate }) => {
  const run = await simulate(({ sleep }, { print, clock, setLoop, TimerLoop }) => {
    function* count() {
      print('One')
      yield* sleep(1000)
      print('Two')
    }
    const loop = new TimerLoop(clock)
    setLoop(loop)
    count()
    for (let turn = 0; turn < 1000 && loop.runOnce(); turn++);
  })

  expect(run).toPrint('')
})

test('several tasks sleep at the same time', async ({ simulate }) => {
  const run = await simulate(nap, [
    { name: 'a', pauses: [300, 100] },
    { name: 'b', pauses: [200] },
    { name: 'c', pauses: [] },
  ])

  expect(run).toPrint(`
      0 ms  a begins
      0 ms  b begins
      0 ms  c begins
    200 ms  b after 200
    300 ms  a after 300
    400 ms  a after 100
  `)
})

test('a sleep of nothing comes to an end as well', async ({ simulate }) => {
  const run = await simulate(nap, [
    { name: 'a', pauses: [0, 100] },
    { name: 'b', pauses: [0] },
  ])

  expect(run).toPrint(`
      0 ms  a begins
      0 ms  b begins
      0 ms  a after 0
      0 ms  b after 0
    100 ms  a after 100
  `)
})

test('what a coroutine returns arrives where its task is waited for', async ({ simulate }) => {
  const run = await simulate(({ Task, sleep }, { clock, setLoop, TimerLoop }) => {
    function* give<T>(value: T) {
      yield* sleep(100)
      return value
    }
    function* collect() {
      for (const task of tasks) results.push(yield* task)
    }
    const loop = new TimerLoop(clock)
    setLoop(loop)
    const tasks = [0, '', null, 'a coat'].map((value) => new Task(loop, give(value)))
    const results: unknown[] = []
    new Task(loop, collect())
    for (let turn = 0; turn < 1000 && loop.runOnce(); turn++);
    return results
  })

  expect(run).toSettleWith([0, '', null, 'a coat'])
})

test('a failure fails its task, not the loop, and arrives where the task is waited for', async ({
  simulate,
}) => {
  const run = await simulate(({ Task, sleep }, { print, clock, setLoop, TimerLoop }) => {
    function* fail() {
      yield* sleep(100)
      throw new Error('boom')
    }
    function* wait() {
      try {
        yield* failing
        print('all is well')
      } catch (error) {
        print('caught', error instanceof Error && error.message)
      }
      yield* sleep(50)
      print('goes on')
    }
    const loop = new TimerLoop(clock)
    setLoop(loop)
    const failing = new Task(loop, fail())
    new Task(loop, wait())
    for (let turn = 0; turn < 1000 && loop.runOnce(); turn++);
  })

  expect(run).toPrintInOrder(`
    100 ms  caught boom
    150 ms  goes on
  `)
})

test('whoever settles a future finishes its sentence before anybody wakes up', async ({
  simulate,
}) => {
  const run = await simulate(({ Future, Task, sleep }, { print, clock, setLoop, TimerLoop }) => {
    function* wait(name: string) {
      print(`${name} got ${yield* letter}`)
    }
    function* send() {
      yield* sleep(100)
      letter.settle('a letter')
      print('sent')
    }
    const loop = new TimerLoop(clock)
    setLoop(loop)
    const letter = new Future<string>()
    new Task(loop, wait('w1'))
    new Task(loop, wait('w2'))
    new Task(loop, send())
    for (let turn = 0; turn < 1000 && loop.runOnce(); turn++);
  })

  expect(run).toPrintInOrder(`
    100 ms  sent
    100 ms  w1 got a letter
    100 ms  w2 got a letter
  `)
})

test('for what is there already nobody waits', async ({ simulate }) => {
  const run = await simulate(({ Future, Task }, { print, clock, setLoop, TimerLoop }) => {
    function* look() {
      print('looks')
      print(`has ${yield* letter}`)
    }
    const loop = new TimerLoop(clock)
    setLoop(loop)
    const letter = new Future<string>()
    letter.settle('a letter')
    new Task(loop, look())
    loop.callSoon(() => print('another callback'))
    for (let turn = 0; turn < 1000 && loop.runOnce(); turn++);
  })

  expect(run).toPrintInOrder(`
    0 ms  looks
    0 ms  has a letter
    0 ms  another callback
  `)
})

test('who asks to be called back by a future that is done is called back, in a turn of its own', async ({
  simulate,
}) => {
  const run = await simulate(({ Future }, { print, clock, setLoop, TimerLoop }) => {
    const loop = new TimerLoop(clock)
    setLoop(loop)
    const letter = new Future<string>()
    letter.onDone(() => print('called back'))
    letter.settle('a letter')
    letter.onDone(() => print('called back again'))
    print('asked')
    for (let turn = 0; turn < 1000 && loop.runOnce(); turn++);
  })

  expect(run).toPrintInOrder(`
    0 ms  asked
    0 ms  called back
    0 ms  called back again
  `)
})

test('a future ends once', async ({ simulate }) => {
  const run = await simulate(({ Future, Task }, { print, clock, setLoop, TimerLoop }) => {
    function* read<T>(future: InstanceType<typeof Future<T>>) {
      try {
        print('got', yield* future)
      } catch (error) {
        print('caught', error instanceof Error && error.message)
      }
    }
    const loop = new TimerLoop(clock)
    setLoop(loop)
    const [settled, failed] = [new Future<string>(), new Future<string>()]
    settled.onDone(() => print('settled'))
    settled.settle('first')
    settled.settle('second')
    settled.fail(new Error('too late'))
    failed.fail(new Error('first'))
    failed.settle('too late')
    new Task(loop, read(settled))
    new Task(loop, read(failed))
    for (let turn = 0; turn < 1000 && loop.runOnce(); turn++);
  })

  expect(run).toPrintInOrder(`
    0 ms  settled
    0 ms  got first
    0 ms  caught first
  `)
})

test('an error that is thrown in ends the wait: who was waited for before wakes nobody', async ({
  simulate,
}) => {
  const run = await simulate(({ Task, sleep }, { print, clock, setLoop, TimerLoop }) => {
    function* stubborn() {
      try {
        yield* sleep(400)
        print('slept')
      } catch (error) {
        print('caught', error instanceof Error && error.message)
      }
      yield* sleep(600)
      print('done at last')
    }
    const loop = new TimerLoop(clock)
    setLoop(loop)
    const task = new Task(loop, stubborn())
    loop.callLater(100, () => task.step(new Error('enough')))
    for (let turn = 0; turn < 1000 && loop.runOnce(); turn++);
  })

  expect(run).toPrint(`
    100 ms  caught enough
    700 ms  done at last
  `)
})

test('a loop knows its tasks that are not done yet', async ({ simulate }) => {
  const run = await simulate(({ Task, sleep, tasksOf }, { print, clock, setLoop, TimerLoop }) => {
    function* work(ms: number, ends: string) {
      yield* sleep(ms)
      if (ends === 'badly') throw new Error('boom')
    }
    const look = () => print(`${tasksOf(loop).size} here, ${tasksOf(other).size} there`)
    const [loop, other] = [new TimerLoop(clock), new TimerLoop(clock)]
    setLoop(loop)
    look()
    new Task(loop, work(100, 'well'))
    new Task(loop, work(200, 'badly'))
    const third = new Task(loop, work(300, 'well'))
    look()
    loop.callLater(150, look)
    loop.callLater(250, () => print(tasksOf(loop).has(third)))
    loop.callLater(350, look)
    for (let turn = 0; turn < 1000 && loop.runOnce(); turn++);
  })

  expect(run).toPrintInOrder(`
      0 ms  0 here, 0 there
      0 ms  3 here, 0 there
    150 ms  2 here, 0 there
    250 ms  true
    350 ms  0 here, 0 there
  `)
})

test('any number of tasks, each at its own pace', async ({ simulate, explore }) => {
  await explore(
    ({ list, record, integer }) => ({
      paces: list(record({ first: integer(1, 90), then: list(integer(1, 90), 0, 4) }), 1, 6),
    }),
    async ({ paces }) => {
      const plans = paces.map(({ first, then }, n) => ({ name: `t${n}`, pauses: [first, ...then] }))
      const run = await simulate(nap, plans)

      const lines = plans.flatMap(({ name, pauses }) => {
        let at = 0
        return [
          { at, text: `${name} begins` },
          ...pauses.map((ms) => ({ at: (at += ms), text: `${name} after ${ms}` })),
        ]
      })
      expect(run).toPrint(
        lines
          .toSorted((one, other) => one.at - other.at)
          .map(({ at, text }) => `${at} ms  ${text}\n`)
          .join(''),
      )
    },
  )
})

type Plan = { readonly name: string; readonly pauses: readonly number[] }

function nap(
  { Task, sleep }: Exercise,
  { print, clock, setLoop, TimerLoop }: Pick<Kit, 'print'> & Tools,
  plans: readonly Plan[],
) {
  function* work({ name, pauses }: Plan) {
    print(`${name} begins`)
    for (const ms of pauses) yield* pause(name, ms)
  }
  function* pause(name: string, ms: number) {
    yield* sleep(ms)
    print(`${name} after ${ms}`)
  }
  const loop = new TimerLoop(clock)
  setLoop(loop)
  for (const plan of plans) new Task(loop, work(plan))
  for (let turn = 0; turn < 1000 && loop.runOnce(); turn++);
}
