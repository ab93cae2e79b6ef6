/* oxlint-disable typescript/await-thenable, unicorn/no-unnecessary-await -- A microtask more or less is what is tried */
import { exercise, expect, type Kit } from '#runner'

type Exercise = typeof import('./task-group.ts')

const test = exercise<Exercise>(import.meta.url)

test('the group is over when all children are, and theirs', async ({ simulate }) => {
  const run = await simulate(async function family({ taskGroup }, { print, sleep }) {
    const value = await taskGroup(async function body(group) {
      group.spawn(async function a() {
        await sleep(200)
        print('a')
      })
      group.spawn(async function b() {
        await sleep(100)
        print('b')
        group.spawn(async function grandchild() {
          await sleep(300)
          print('grandchild')
        })
      })
      print('body ends')
      return 7
    })
    print(`group ${value}`)
  })

  expect(run).toPrint(`
      0 ms  body ends
    100 ms  b
    200 ms  a
    400 ms  grandchild
    400 ms  group 7
  `)
  expect(run).toTake('400 ms')
  expect(run).toLeaveNothing()
})

test('nobody is spawned: the group is its body', async ({ simulate }) => {
  const run = await simulate(({ taskGroup }, { sleep }) =>
    taskGroup(async () => {
      await sleep(30)
      return 'alone'
    }),
  )

  expect(run).toSettleWith('alone')
  expect(run).toTake('30 ms')
})

test('a child fails: the others are told to stop, and waited for', async ({ simulate }) => {
  const run = await simulate(withFailingChild)

  expect(run).toPrint(`
     20 ms  body ends
    150 ms  a cleaned up
    150 ms  caught b broke
  `)
  expect(run).toTake('150 ms')
  expect(run).toLeaveNothing()
})

test('the body fails: its children are told to stop as well', async ({ simulate }) => {
  const run = await simulate(withFailingBody)

  expect(run).toPrint(`
    50 ms  a stopped
    90 ms  a has left
    90 ms  caught body broke
  `)
  expect(run).toTake('90 ms')
  expect(run).toLeaveNothing()
})

test('a child that fails stops a body that listens', async ({ simulate }) => {
  const run = await simulate(withListeningBody)

  expect(run).toPrint(`
    100 ms  body stopped
    100 ms  caught b broke
  `)
  expect(run).toTake('100 ms')
})

test('whoever spawns at the last moment is not overlooked', async ({ simulate }) => {
  for (let hops = 0; hops <= 6; hops++) {
    const run = await simulate(withLateChild, hops)

    expect(run).toPrint(`
      100 ms  child
      400 ms  grandchild
      400 ms  group is over
    `)
    expect(run).toTake('400 ms')
  }
})

test('any children, some of whom fail and some of whom do not listen', async ({
  simulate,
  explore,
}) => {
  await explore(
    ({ distinct, list, oneOf }) => ({
      times: distinct(6, 10, 400),
      kinds: list(oneOf('works', 'listens', 'fails'), 0, 5),
      bodyFails: oneOf(false, true),
    }),
    async ({ times: [bodyMs = 0, ...times], kinds, bodyFails }) => {
      const children = kinds.map((kind, n) => ({ name: `c${n}`, kind, ms: times[n] ?? 0 }))
      const run = await simulate(withChildren, bodyMs, children, bodyFails)

      const ideal = idealRun(bodyMs, children, bodyFails)
      expect(run).toPrint(ideal.picture)
      expect(run).toTake(`${ideal.endsAt} ms`)
      expect(run).toLeaveNothing()
    },
  )
})

test('any tree of children, three levels deep', async ({ simulate, explore }) => {
  await explore(
    ({ integer, list, record }) => ({
      tree: list(
        record({
          ms: integer(10, 300),
          children: list(
            record({ ms: integer(10, 300), children: list(integer(10, 300), 0, 2) }),
            0,
            2,
          ),
        }),
        0,
        3,
      ),
    }),
    async ({ tree }) => {
      const run = await simulate(withTree, tree)

      const ends = tree.map(
        ({ ms, children }) =>
          ms + longest(children.map((child) => child.ms + longest(child.children))),
      )
      expect(run).toSettleWith('all are over')
      expect(run).toTake(`${longest(ends)} ms`)
      expect(run).toLeaveNothing()
    },
  )
})

const longest = (times: readonly number[]): number => Math.max(0, ...times)

/** While `a` is at work, `b` fails. `a` listens, and takes 50 ms to clean up. */
async function withFailingChild({ taskGroup }: Exercise, { print, sleep }: Kit) {
  async function a(signal: AbortSignal) {
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, 300)
      signal.addEventListener('abort', () => {
        clearTimeout(timer)
        resolve()
      })
    })
    if (!signal.aborted) return print('a')
    await sleep(50)
    print('a cleaned up')
    throw signal.reason
  }
  async function b() {
    await sleep(100)
    throw new Error('b broke')
  }
  try {
    await taskGroup(async function body(group) {
      group.spawn(a)
      group.spawn(b)
      await sleep(20)
      print('body ends')
    })
    print('all went well')
  } catch (error) {
    print(`caught ${error instanceof Error ? error.message : String(error)}`)
  }
}

/** The body fails, and `a` listens, and takes 40 ms to leave. */
async function withFailingBody({ taskGroup }: Exercise, { print, sleep }: Kit) {
  function a(signal: AbortSignal) {
    return new Promise<void>((resolve) => {
      const timer = setTimeout(() => {
        print('a')
        resolve()
      }, 300)
      signal.addEventListener('abort', () => {
        clearTimeout(timer)
        print('a stopped')
        setTimeout(() => {
          print('a has left')
          resolve()
        }, 40)
      })
    })
  }
  try {
    await taskGroup(async function body(group) {
      group.spawn(a)
      await sleep(50)
      throw new Error('body broke')
    })
    print('all went well')
  } catch (error) {
    print(`caught ${error instanceof Error ? error.message : String(error)}`)
  }
}

/** A child fails while the body waits for something that it need not wait for any more. */
async function withListeningBody({ taskGroup }: Exercise, { print, sleep }: Kit) {
  async function b() {
    await sleep(100)
    throw new Error('b broke')
  }
  try {
    await taskGroup(async function body(group) {
      group.spawn(b)
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, 500)
        group.signal.addEventListener('abort', () => {
          clearTimeout(timer)
          resolve()
        })
      })
      print(group.signal.aborted ? 'body stopped' : 'body')
    })
    print('all went well')
  } catch (error) {
    print(`caught ${error instanceof Error ? error.message : String(error)}`)
  }
}

/** The last thing a child does is to spawn another, some microtasks after all else is over. */
async function withLateChild({ taskGroup }: Exercise, { print, sleep }: Kit, hops: number) {
  await taskGroup(async function body(group) {
    group.spawn(async function child() {
      await sleep(100)
      print('child')
      for (let hop = 0; hop < hops; hop++) await null
      group.spawn(async function grandchild() {
        await sleep(300)
        print('grandchild')
      })
    })
    await sleep(100)
  })
  print('group is over')
}

interface Child {
  readonly name: string
  /** works, listens or fails */
  readonly kind: string
  readonly ms: number
}

/** Children who work so long, or until they are told to stop, or until they fail. */
async function withChildren(
  { taskGroup }: Exercise,
  { print, sleep }: Kit,
  bodyMs: number,
  children: readonly Child[],
  bodyFails: boolean,
) {
  const work = async ({ name, kind, ms }: Child, signal: AbortSignal) => {
    if (kind !== 'listens') {
      await sleep(ms)
      if (kind === 'fails') throw new Error(`${name} broke`)
      return print(name)
    }
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms)
      signal.addEventListener('abort', () => {
        clearTimeout(timer)
        resolve()
      })
    })
    print(signal.aborted ? `${name} stopped` : name)
  }
  try {
    await taskGroup(async function body(group) {
      for (const child of children) group.spawn((signal) => work(child, signal))
      await sleep(bodyMs)
      if (bodyFails) throw new Error('body broke')
    })
    print('all went well')
  } catch (error) {
    print(`caught ${error instanceof Error ? error.message : String(error)}`)
  }
}

/** What is printed, and when, if the first failure stops everybody who listens. */
function idealRun(bodyMs: number, children: readonly Child[], bodyFails: boolean) {
  const failing = [
    ...children.filter(({ kind }) => kind === 'fails'),
    ...(bodyFails ? [{ name: 'body', ms: bodyMs }] : []),
  ]
  const first = failing.toSorted((one, other) => one.ms - other.ms)[0]
  const stopAt = first?.ms ?? Infinity
  const lines = children
    .filter(({ kind }) => kind !== 'fails')
    .map(({ name, kind, ms }) =>
      kind === 'listens' && ms > stopAt
        ? { at: stopAt, text: `${name} stopped` }
        : { at: ms, text: name },
    )
  const endsAt = longest([bodyMs, ...failing.map(({ ms }) => ms), ...lines.map(({ at }) => at)])
  lines.push({ at: endsAt, text: first ? `caught ${first.name} broke` : 'all went well' })
  return {
    endsAt,
    picture: lines
      .toSorted((one, other) => one.at - other.at)
      .map(({ at, text }) => `${at} ms  ${text}`)
      .join('\n'),
  }
}

interface Node {
  readonly ms: number
  readonly children: readonly { readonly ms: number; readonly children: readonly number[] }[]
}

/** Children who spawn children who spawn children. */
async function withTree({ taskGroup }: Exercise, { sleep }: Kit, tree: readonly Node[]) {
  await taskGroup(async (group) => {
    for (const { ms, children } of tree) {
      group.spawn(async () => {
        await sleep(ms)
        for (const child of children) {
          group.spawn(async () => {
            await sleep(child.ms)
            for (const leaf of child.children) group.spawn(() => sleep(leaf))
          })
        }
      })
    }
  })
  return 'all are over'
}
