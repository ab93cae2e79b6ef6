import { exercise, expect } from '#runner'

const test = exercise<typeof import('./toy-loop.ts')>(import.meta.url)

// The lines of these pictures begin with the time on the toy's own clock; the simulated one stands still.

test('what is ready first, then what is due, the clock in jumps', async ({ simulate }) => {
  const run = await simulate(({ ToyLoop }, { print }) => {
    const loop = new ToyLoop()
    const say = (text: string) => () => print(loop.now, text)

    loop.callLater(200, say('late'))
    loop.callLater(50, () => {
      print(loop.now, 'early')
      loop.callSoon(say('soon, from early'))
      loop.callLater(0, say('0 ms later'))
    })
    loop.callLater(50, say('early, asked for second'))
    loop.callLater(1_000_000_000, say('in eleven days'))
    loop.callSoon(say('soon 1'))
    loop.callSoon(() => {
      loop.callSoon(say('soon 3'))
      print(loop.now, 'soon 2')
    })
    print(loop.run(), 'callbacks')
  })

  expect(run).toPrintInOrder(`
    0 ms  0 soon 1
    0 ms  0 soon 2
    0 ms  0 soon 3
    0 ms  50 early
    0 ms  50 soon, from early
    0 ms  50 early, asked for second
    0 ms  50 0 ms later
    0 ms  200 late
    0 ms  1000000000 in eleven days
    0 ms  9 callbacks
  `)
})

test('nothing to do: none run, and the clock stands', async ({ simulate }) => {
  const run = await simulate(({ ToyLoop }, { print }) => {
    const loop = new ToyLoop()
    print(loop.run(), 'callbacks at', loop.now)
  })

  expect(run).toPrintInOrder('0 ms  0 callbacks at 0')
})

test('nothing runs before run is called', async ({ simulate }) => {
  const run = await simulate(({ ToyLoop }, { print }) => {
    const loop = new ToyLoop()
    loop.callSoon(() => print('soon'))
    loop.callLater(0, () => print('later'))
    print('not yet')
    loop.run()
  })

  expect(run).toPrintInOrder(`
    0 ms  not yet
    0 ms  soon
    0 ms  later
  `)
})

test('a callback that takes long makes others late, and the clock never goes back', async ({
  simulate,
}) => {
  const run = await simulate(({ ToyLoop }, { print }) => {
    const loop = new ToyLoop()
    loop.callLater(30, () => print(loop.now, 'due at 30'))
    loop.callLater(10, () => {
      loop.now += 500
      print(loop.now, 'done with 500 ms of work')
    })
    loop.callLater(20, () => print(loop.now, 'due at 20'))
    loop.callLater(600, () => print(loop.now, 'due at 600'))
    loop.run()
  })

  expect(run).toPrintInOrder(`
    0 ms  510 done with 500 ms of work
    0 ms  510 due at 20
    0 ms  510 due at 30
    0 ms  600 due at 600
  `)
})

test('two hundred callbacks that ask for more callbacks', async ({ simulate, draw }) => {
  const plan = Array.from({ length: 200 }, () => ({
    soon: draw.integer(0, 2) === 0,
    ms: draw.integer(0, 40),
    from: draw.integer(-40, 199),
  }))
  const run = await simulate(({ ToyLoop }, _kit, steps) => {
    /** What each callback asks for when it runs; those without an earlier one are asked for at the start. */
    const follow = (loop: InstanceType<typeof ToyLoop>): string[] => {
      const seen: string[] = []
      const ask = (index: number): void => {
        const { soon, ms } = steps[index] ?? { soon: true, ms: 0 }
        const callback = () => {
          seen.push(`${loop.now}:${index}`)
          steps.forEach(({ from }, next) => from === index && next > index && ask(next))
        }
        if (soon) loop.callSoon(callback)
        else loop.callLater(ms, callback)
      }
      steps.forEach(({ from }, index) => (from < 0 || from >= index) && ask(index))
      seen.push(`${loop.run()} callbacks`)
      return seen
    }

    /** The plainest loop there is: looks for the smallest every time. */
    class Reference implements InstanceType<typeof ToyLoop> {
      now = 0
      ready: (() => void)[] = []
      waiting: { due: number; fn: () => void }[] = []
      callSoon(fn: () => void) {
        this.ready.push(fn)
      }
      callLater(ms: number, fn: () => void) {
        this.waiting.push({ due: this.now + ms, fn })
      }
      run() {
        for (let count = 0; ; count++) {
          const soon = this.ready.shift()
          const first = Math.min(...this.waiting.map(({ due }) => due))
          const [timer] = soon
            ? []
            : this.waiting.splice(
                this.waiting.findIndex(({ due }) => due === first),
                1,
              )
          if (!soon && !timer) return count
          if (timer) this.now = Math.max(this.now, timer.due)
          ;(soon ?? timer?.fn)?.()
        }
      }
    }

    const mine = follow(new ToyLoop())
    const right = follow(new Reference())
    return right.findIndex((entry, index) => entry !== mine[index])
  }, plan)

  expect(run).toSettleWith(-1)
})
