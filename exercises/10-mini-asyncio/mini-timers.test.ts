import { exercise, expect, type Kit } from '#runner'

type Exercise = typeof import('./mini-timers.ts')
type Tools = typeof import('./mini/clock.ts')

const test = exercise<Exercise, Tools>(import.meta.url, { tools: ['mini/clock.ts'] })

// Whoever lets the clock of these loops sleep is heard, so the pictures show how often that was.

test('one sleep a gap, straight to what is due next', async ({ simulate }) => {
  const run = await simulate(({ TimerLoop }, { print, busyWait, clock }) => {
    const loop = new TimerLoop({
      now: clock.now,
      sleepUntil(moment) {
        print(`sleeps until ${moment} ms`)
        clock.sleepUntil(moment)
      },
    })
    loop.callLater(300, () => print('c'))
    loop.callLater(100, () => print('a'))
    loop.callLater(100, () => print('b'))
    loop.callLater(200, () => print('called off')).cancel()
    loop.callLater(150, () => {
      print('busy for 200 ms')
      busyWait(200)
    })
    for (let turn = 0; turn < 1000 && loop.runOnce(); turn++);
  })

  expect(run).toPrintInOrder(`
      0 ms  sleeps until 100 ms
    100 ms  a
    100 ms  b
    100 ms  sleeps until 150 ms
    150 ms  busy for 200 ms
    350 ms  c
  `)
})

test('a loop with nothing to do says so, and does not sleep', async ({ simulate }) => {
  const run = await simulate(({ TimerLoop }, { print, clock }) =>
    new TimerLoop({ now: clock.now, sleepUntil: () => print('sleeps') }).runOnce(),
  )

  expect(run).toPrint('')
  expect(run).toSettleWith(false)
})

test('a timer of 0 ms is in line before what is asked for meanwhile, as in Python', async ({
  simulate,
}) => {
  const run = await simulate(visit, [
    { name: 'A', ms: 'soon' },
    { name: 'B', ms: 'soon' },
    { name: 'later0', ms: 0 },
    { name: 'A2', ms: 'soon', askedBy: 'A' },
  ])

  expect(run).toPrintInOrder(`
    0 ms  A
    0 ms  B
    0 ms  later0
    0 ms  A2
  `)
})

test('as long as something is ready, the loop does not sleep', async ({ simulate }) => {
  const run = await simulate(visit, [
    { name: 'in 50 ms', ms: 50 },
    { name: 'soon', ms: 'soon' },
    { name: 'soon again', ms: 'soon', askedBy: 'soon' },
  ])

  expect(run).toPrintInOrder(`
     0 ms  soon
     0 ms  soon again
     0 ms  sleeps until 50 ms
    50 ms  in 50 ms
  `)
})

test('all that is due together takes part in one turn, in the order in which it was asked for', async ({
  simulate,
}) => {
  const run = await simulate(visit, [
    { name: 'one', ms: 100 },
    { name: 'two', ms: 100 },
    { name: 'three', ms: 100 },
    { name: 'four', ms: 100 },
    { name: 'soon, from one', ms: 'soon', askedBy: 'one' },
  ])

  expect(run).toPrintInOrder(`
      0 ms  sleeps until 100 ms
    100 ms  one
    100 ms  two
    100 ms  three
    100 ms  four
    100 ms  soon, from one
  `)
})

test('nobody wakes up for a timer that was called off', async ({ simulate }) => {
  const run = await simulate(visit, [
    { name: 'called off', ms: 100 },
    { name: 'at 300', ms: 300, callsOff: ['at 300 too', 'at 500'] },
    { name: 'at 300 too', ms: 300 },
    { name: 'at 500', ms: 500 },
    { name: 'soon', ms: 'soon', callsOff: ['called off'] },
  ])

  expect(run).toPrintInOrder(`
      0 ms  soon
      0 ms  sleeps until 300 ms
    300 ms  at 300
  `)
})

test('what is overdue comes in the order in which it was due, and delays count from the call', async ({
  simulate,
}) => {
  const run = await simulate(visit, [
    { name: 'due at 300', ms: 300 },
    { name: 'due at 200', ms: 200 },
    { name: 'busy until 500', ms: 100, busyMs: 400 },
    { name: '100 ms after that', ms: 100, askedBy: 'due at 200' },
  ])

  expect(run).toPrintInOrder(`
      0 ms  sleeps until 100 ms
    100 ms  busy until 500
    500 ms  due at 200
    500 ms  due at 300
    500 ms  sleeps until 600 ms
    600 ms  100 ms after that
  `)
})

test('ten thousand timers are no burden', async ({ simulate, draw }) => {
  const run = await simulate(
    async ({ TimerLoop }, { sleep }, step) => {
      let comparisons = 0
      const counted =
        <T>(compare: (one: T, other: T) => number = () => 0) =>
        (one: T, other: T) => {
          if (++comparisons > 2_000_000) throw new Error('2,000,000 comparisons for 10,000 timers')
          return compare(one, other)
        }
      const { sort, toSorted } = Array.prototype
      Array.prototype.sort = function (compare) {
        return sort.call(this, counted(compare))
      }
      Array.prototype.toSorted = function (compare) {
        return toSorted.call(this, counted(compare))
      }
      let [time, last, late, rung] = [0, 0, 0, 0]
      const loop = new TimerLoop({ now: () => time, sleepUntil: (moment) => (time = moment) })
      // A little at a time: nobody is to be stopped for holding the thread.
      for (let n = 0; n < 10_000; n++) {
        if (n % 500 === 0) await sleep(1)
        const ms = (n * step) % 5_003
        loop.callLater(ms, () => {
          rung++
          if (ms < last) late++
          last = ms
        })
      }
      for (let turn = 0; turn < 20_000 && loop.runOnce(); turn++)
        if (turn % 200 === 0) await sleep(1)
      return { rung, late }
    },
    draw.integer(1_000, 4_000),
  )

  expect(run).toSettleWith({ rung: 10_000, late: 0 })
})

test('any timers, asked for at any time', async ({ simulate, explore }) => {
  await explore(
    ({ list, record, integer, oneOf }) => ({
      orders: list(
        record({
          ms: oneOf<number | 'soon'>('soon', 0, 10, 20, 20, 30, 70),
          busyMs: oneOf(0, 0, 0, 25),
          askedBy: integer(-6, 8),
          callsOff: integer(-12, 12),
        }),
        1,
        12,
      ),
    }),
    async ({ orders }) => {
      const plans = orders.map(({ ms, busyMs, askedBy, callsOff }, n): Plan => {
        const byAnother = askedBy >= 0 && askedBy < n
        return {
          name: `callback ${n}`,
          ms,
          ...(busyMs > 0 && { busyMs }),
          ...(byAnother && { askedBy: `callback ${askedBy}` }),
          ...(callsOff >= 0 && { callsOff: [`callback ${callsOff}`] }),
        }
      })
      const run = await simulate(visit, plans)

      expect(run).toPrintInOrder(onPaper(plans))
    },
  )
})

/** A callback: when it is asked for and by whom, at the beginning where that is left out, and what it does. */
type Plan = {
  readonly name: string
  readonly ms: number | 'soon'
  readonly askedBy?: string
  readonly busyMs?: number
  readonly callsOff?: readonly string[]
}

function visit(
  { TimerLoop }: Exercise,
  { print, busyWait, clock }: Kit & Tools,
  plans: readonly Plan[],
) {
  const loop = new TimerLoop({
    now: clock.now,
    sleepUntil(moment) {
      print(`sleeps until ${moment} ms`)
      clock.sleepUntil(moment)
    },
  })
  const handles = new Map<string, { cancel(): void }>()
  const ask = (plan: Plan) => {
    const callback = () => {
      print(plan.name)
      if (plan.busyMs !== undefined) busyWait(plan.busyMs)
      plan.callsOff?.forEach((name) => handles.get(name)?.cancel())
      plans.filter(({ askedBy }) => askedBy === plan.name).forEach(ask)
    }
    handles.set(
      plan.name,
      plan.ms === 'soon' ? loop.callSoon(callback) : loop.callLater(plan.ms, callback),
    )
  }
  plans.filter(({ askedBy }) => askedBy === undefined).forEach(ask)
  for (let turn = 0; turn < 1000 && loop.runOnce(); turn++);
}

/** The same on paper: what it should look like. */
function onPaper(plans: readonly Plan[]): string {
  const lines: string[] = []
  let now = 0
  let ready: Plan[] = []
  let timers: { readonly due: number; readonly plan: Plan }[] = []
  const asked = new Set<string>()
  const off = new Set<string>()
  const ask = (plan: Plan) => {
    asked.add(plan.name)
    if (plan.ms === 'soon') ready.push(plan)
    else timers.push({ due: now + plan.ms, plan })
  }
  plans.filter(({ askedBy }) => askedBy === undefined).forEach(ask)
  for (;;) {
    timers = timers
      .filter(({ plan }) => !off.has(plan.name))
      .toSorted((one, other) => one.due - other.due)
    const next = timers[0]?.due
    if (ready.length === 0 && next !== undefined && next > now) {
      lines.push(`${now} ms  sleeps until ${next} ms`)
      now = next
    }
    const turn = [...ready, ...timers.flatMap(({ due, plan }) => (due <= now ? [plan] : []))]
    timers = timers.filter(({ due }) => due > now)
    ready = []
    if (turn.length === 0) return `${lines.join('\n')}\n`
    for (const plan of turn) {
      if (off.has(plan.name)) continue
      lines.push(`${now} ms  ${plan.name}`)
      now += plan.busyMs ?? 0
      plan.callsOff?.filter((name) => asked.has(name)).forEach((name) => off.add(name))
      plans.filter(({ askedBy }) => askedBy === plan.name).forEach(ask)
    }
  }
}
