import { exercise, expect, type Kit, type Run } from '#runner'

type Exercise = typeof import('./workers.ts')
type Tools = typeof import('./belt.ts')

const test = exercise<Exercise, Tools>(import.meta.url, { tools: ['belt.ts'] })

test('two workers share five jobs, and go home when the last is done', async ({ simulate }) => {
  const run = await simulate(share, { A: 400, B: 100, C: 100, D: 100, E: 150 }, 2, 2)

  // Which of the two takes A is left to chance.
  const [one, two] = run.timeOf('w2 takes A') === undefined ? ['w1', 'w2'] : ['w2', 'w1']
  expect(run).toPrint(`
      0 ms  ${one} takes A
      0 ms  ${two} takes B
    100 ms  B is done
    100 ms  ${two} takes C
    200 ms  C is done
    200 ms  ${two} takes D
    300 ms  D is done
    300 ms  ${two} takes E
    400 ms  A is done
    450 ms  E is done
  `)
  expect(run).toSettleWith(one === 'w1' ? [1, 4] : [4, 1])
  expect(run).toTake('450 ms')
  expect(run).toLeaveNothing()
})

test('more workers than jobs: those who got nothing go home as well', async ({ simulate }) => {
  const run = await simulate(share, { A: 200, B: 100 }, 4, 1)

  expect(run).toPrint(
    whoever(
      run,
      `  0 ms  ? takes A
         0 ms  ? takes B
       100 ms  B is done
       200 ms  A is done`,
    ),
  )
  expect(run).toSettleWith(takenByEach(run, 4))
  expect(run).toTake('200 ms')
})

test('no jobs: everybody goes home at once', async ({ simulate }) => {
  const run = await simulate(share, {}, 3, 2)

  expect(run).toPrint('')
  expect(run).toSettleWith([0, 0, 0])
  expect(run).toTake('0 ms')
})

test('0, an empty text, false and nothing at all are jobs', async ({ simulate }) => {
  const run = await simulate(({ runWorkers }, { print, createBelt }) => {
    const jobs = [0, '', false, undefined, 'last']
    return runWorkers(jobs, 1, async (job) => print(String(job)), createBelt<unknown>(2))
  })

  expect(run).toSettleWith([5])
})

test('any jobs, any number of workers, any room on the belt', async ({ simulate, explore }) => {
  await explore(
    ({ integer, list }) => ({
      times: list(integer(10, 400), 0, 9),
      workers: integer(1, 4),
      room: integer(1, 4),
    }),
    async ({ times, workers, room }) => {
      const jobs = Object.fromEntries(times.map((ms, n) => [`J${n}`, ms]))
      const run = await simulate(share, jobs, workers, room)

      const ideal = idealRun(workers, times)
      expect(run).toPrint(whoever(run, ideal.picture))
      expect(run).toSettleWith(takenByEach(run, workers))
      expect(run).toTake(`${ideal.endsAt} ms`)
    },
  )
})

/** Every job takes so many ms, whoever does it; the belt has room for `room` of them. */
function share(
  { runWorkers }: Exercise,
  { print, sleep, createBelt }: Kit & Tools,
  jobs: { readonly [name: string]: number },
  workers: number,
  room: number,
) {
  const belt = createBelt<string>(room)
  const busy = new Set<number>()
  return runWorkers(
    Object.keys(jobs),
    workers,
    async function handle(job, worker) {
      print(`w${worker} takes ${job}`)
      if (!belt.taken.includes(job)) print(`${job} was never on the belt`)
      if (busy.has(worker)) print(`w${worker} had a job in hand`)
      busy.add(worker)
      await sleep(jobs[job] ?? 0)
      busy.delete(worker)
      print(`${job} is done`)
    },
    belt,
  )
}

/** Where several workers stand idle it is left to chance who takes a job: `?` is whoever did. */
function whoever(run: Run, picture: string): string {
  return picture.replace(/\? takes (\w+)/g, (_, job: string) => {
    const taken = run.lines.find(
      ({ text }) => /^w\d+ takes /.test(text) && text.endsWith(` ${job}`),
    )
    return taken?.text ?? `w1 takes ${job}`
  })
}

/** How many jobs each worker took: what `runWorkers` has to report. */
function takenByEach({ lines }: Run, workers: number): number[] {
  return Array.from(
    { length: workers },
    (_, n) => lines.filter(({ text }) => text.startsWith(`w${n + 1} takes `)).length,
  )
}

/** When each of `J0`, `J1`, … is taken and done if whoever is free first takes what is next. */
function idealRun(workers: number, times: readonly number[]): { picture: string; endsAt: number } {
  const freeAt = Array<number>(workers).fill(0)
  const lines = times.flatMap((ms, n) => {
    const worker = freeAt.indexOf(Math.min(...freeAt))
    const from = freeAt[worker] ?? 0
    freeAt[worker] = from + ms
    return [
      { at: from, text: `? takes J${n}` },
      { at: from + ms, text: `J${n} is done` },
    ]
  })
  return {
    picture: lines
      .toSorted((one, other) => one.at - other.at)
      .map(({ at, text }) => `${at} ms  ${text}`)
      .join('\n'),
    endsAt: Math.max(...freeAt),
  }
}
