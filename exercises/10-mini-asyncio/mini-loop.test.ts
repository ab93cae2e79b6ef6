import { exercise, expect, type Kit } from '#runner'

type Exercise = typeof import('./mini-loop.ts')
type Tools = typeof import('./mini/clock.ts')

const test = exercise<Exercise, Tools>(import.meta.url, { tools: ['mini/clock.ts'] })

test('a turn runs what was ready when it began; what is added meanwhile waits for the next', async ({
  simulate,
}) => {
  const run = await simulate(({ Loop }, { print, clock }) => {
    const loop = new Loop(clock)
    loop.callSoon(() => {
      print('A')
      loop.callSoon(() => print('A2'))
    })
    loop.callSoon(() => print('B'))

    for (let turn = 1; turn <= 4; turn++) {
      print(`turn ${turn}`)
      if (!loop.runOnce()) return print('nothing was ready')
    }
  })

  expect(run).toPrintInOrder(`
    0 ms  turn 1
    0 ms  A
    0 ms  B
    0 ms  turn 2
    0 ms  A2
    0 ms  turn 3
    0 ms  nothing was ready
  `)
})

test('a loop with nothing to do says so', async ({ simulate }) => {
  const run = await simulate(({ Loop }, { clock }) => new Loop(clock).runOnce())

  expect(run).toSettleWith(false)
})

test('soon is not now', async ({ simulate }) => {
  const run = await simulate(({ Loop }, { print, clock }) => {
    const loop = new Loop(clock)
    loop.callSoon(() => {
      print('outer begins')
      loop.callSoon(() => print('inner'))
      print('outer ends')
    })
    print('not yet')
    loop.runOnce()
    print('one turn later')
    loop.runOnce()
  })

  expect(run).toPrintInOrder(`
    0 ms  not yet
    0 ms  outer begins
    0 ms  outer ends
    0 ms  one turn later
    0 ms  inner
  `)
})

test('what was called off does not run, and nobody else is passed over', async ({ simulate }) => {
  const run = await simulate(({ Loop }, { print, clock }) => {
    const loop = new Loop(clock)
    const first = loop.callSoon(() => print('first'))
    loop.callSoon(() => {
      print('second calls off the first, which has run, and the fourth')
      first.cancel()
      fourth.cancel()
      fourth.cancel()
    })
    loop.callSoon(() => print('third'))
    const fourth = loop.callSoon(() => print('fourth'))
    loop.callSoon(() => print('fifth'))
    loop.runOnce()
    loop.runOnce()
  })

  expect(run).toPrintInOrder(`
    0 ms  first
    0 ms  second calls off the first, which has run, and the fourth
    0 ms  third
    0 ms  fifth
  `)
})

test('a turn in which everything was called off is a turn', async ({ simulate }) => {
  const run = await simulate(({ Loop }, { print, clock }) => {
    const loop = new Loop(clock)
    loop.callSoon(() => print('called off')).cancel()
    return [loop.runOnce(), loop.runOnce()]
  })

  expect(run).toPrint('')
  expect(run).toSettleWith([true, false])
})

test('two loops know nothing of each other', async ({ simulate }) => {
  const run = await simulate(({ Loop }, { print, clock }) => {
    const [one, other] = [new Loop(clock), new Loop(clock)]
    one.callSoon(() => print('one'))
    other.callSoon(() => print('other'))
    print('both have asked')
    one.runOnce()
    print('and now')
    other.runOnce()
  })

  expect(run).toPrintInOrder(`
    0 ms  both have asked
    0 ms  one
    0 ms  and now
    0 ms  other
  `)
})

test('a crowd of callbacks that ask for more, and call one another off', async ({
  simulate,
  explore,
}) => {
  await explore(
    ({ list, record, integer }) => ({
      plans: list(record({ askedBy: integer(-4, 9), callsOff: integer(-4, 12) }), 1, 12),
    }),
    async ({ plans }) => {
      const run = await simulate(crowd, plans)

      expect(run).toPrintInOrder(turnsOf(plans))
    },
  )
})

/** Each is asked for by an earlier one, or at the beginning, and may call another one off. */
interface Plan {
  readonly askedBy: number
  readonly callsOff: number
  readonly [part: string]: number
}

function crowd({ Loop }: Exercise, { print, clock }: Kit & Tools, plans: readonly Plan[]) {
  const loop = new Loop(clock)
  const handles = new Map<number, { cancel(): void }>()
  const ask = (n: number) => {
    const callback = () => {
      print(`callback ${n}`)
      handles.get(plans[n]?.callsOff ?? -1)?.cancel()
      plans.forEach(({ askedBy }, next) => next > n && askedBy === n && ask(next))
    }
    handles.set(n, loop.callSoon(callback))
  }
  plans.forEach(({ askedBy }, n) => (askedBy < 0 || askedBy >= n) && ask(n))
  for (let turn = 1; turn <= plans.length + 1; turn++) {
    print(`turn ${turn}`)
    if (!loop.runOnce()) break
  }
}

/** The same on paper. */
function turnsOf(plans: readonly Plan[]): string {
  const lines: string[] = []
  const calledOff = new Set<number>()
  const asked = new Set<number>()
  let waiting = plans.flatMap(({ askedBy }, n) => (askedBy < 0 || askedBy >= n ? [n] : []))
  for (let turn = 1; turn <= plans.length + 1; turn++) {
    lines.push(`turn ${turn}`)
    if (waiting.length === 0) break
    const next: number[] = []
    waiting.forEach((n) => asked.add(n))
    for (const n of waiting) {
      if (calledOff.has(n)) continue
      lines.push(`callback ${n}`)
      const victim = plans[n]?.callsOff ?? -1
      if (asked.has(victim)) calledOff.add(victim)
      plans.forEach(({ askedBy }, later) => {
        if (later > n && askedBy === n) next.push(later)
      })
      next.forEach((later) => asked.add(later))
    }
    waiting = next
  }
  return lines.map((text) => `0 ms  ${text}\n`).join('')
}
