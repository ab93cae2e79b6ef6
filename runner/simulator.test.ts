import { afterAll, describe, expect, test } from 'vitest'
import { Run } from './run.ts'
import { Simulator } from './simulator.ts'
import type { Ending } from './trace.ts'

const simulator = new Simulator()
afterAll(() => simulator.close())

/** Runs the body of `main` and returns what it printed, one `ms text` a line. */
async function run(body: string, imports = ''): Promise<Run> {
  const source = `${imports}\nexport async function main() {\n${body}\n}`
  return new Run(
    await simulator.run({
      files: { 'x.ts': source },
      entry: 'x.ts',
      program: '({ main }) => main()',
      data: [],
    }),
  )
}

const picture = ({ lines }: Run): string => lines.map(({ at, text }) => `${at} ${text}`).join('\n')

const KIT = `import { print, sleep, busyWait, now } from '#kit'`

describe('time', () => {
  test('a held thread delays what falls due meanwhile, and does not shift it', async () => {
    const seen = await run(
      `setTimeout(() => print('due at 100'), 100)
       busyWait(300)
       setTimeout(() => print('due at 400'), 100)`,
      KIT,
    )
    expect(picture(seen)).toBe('300 due at 100\n400 due at 400')
  })

  test('a delay of 0 is one of 1, so the order of calls decides', async () => {
    const seen = await run(
      `setTimeout(() => print('first'), 1); setTimeout(() => print('second'), 0)`,
      KIT,
    )
    expect(picture(seen)).toBe('1 first\n1 second')
  })

  test('overdue timers run before immediates', async () => {
    const seen = await run(
      `setImmediate(() => print('immediate')); setTimeout(() => print('timer'), 10); busyWait(50)`,
      KIT,
    )
    expect(picture(seen)).toBe('50 timer\n50 immediate')
  })

  test('overdue timers of one duration run together, as in Node', async () => {
    const seen = await run(
      `setTimeout(() => print('100 from 0'), 100)
       setTimeout(() => print('120 from 0'), 120)
       setTimeout(() => { setTimeout(() => print('100 from 10'), 100); busyWait(500) }, 10)`,
      KIT,
    )
    expect(picture(seen)).toBe('510 100 from 0\n510 100 from 10\n510 120 from 0')
  })

  test('an interval counts from the beginning of its callback', async () => {
    const seen = await run(
      `let n = 0
       const timer = setInterval(() => { print('tick'); busyWait(30); if (++n === 3) clearInterval(timer) }, 100)`,
      KIT,
    )
    expect(picture(seen)).toBe('100 tick\n200 tick\n300 tick')
  })

  test('every way to wait obeys the clock', async () => {
    const seen = await run(
      `const pause = promisify(setTimeout)
       await sleep(10); print('kit')
       await wait(10); print('timers/promises')
       await pause(10); print('promisify')
       await scheduler.wait(10); print('scheduler')
       for await (const _ of setInterval(10)) break
       print('interval')
       const timeout = AbortSignal.timeout(10)
       setTimeout(() => {}, 100)
       await new Promise((resolve) => timeout.addEventListener('abort', resolve)); print(timeout.reason.name)
       await later(10); print('node:timers')
       print(Date.now() - new Date('2026-01-01T00:00:00Z').getTime(), performance.now(), now())`,
      `${KIT}
       import { setTimeout as wait, setInterval, scheduler } from 'node:timers/promises'
       import { setTimeout as plain } from 'node:timers'
       import { promisify } from 'node:util'
       const later = (ms: number) => new Promise((resolve) => plain(resolve, ms))`,
    )
    expect(picture(seen)).toMatchInlineSnapshot(`
      "10 kit
      20 timers/promises
      30 promisify
      40 scheduler
      50 interval
      60 TimeoutError
      70 node:timers
      70 70 70 70"
    `)
  })

  test('microtasks and nextTick are native', async () => {
    const seen = await run(
      `setTimeout(() => {
         process.nextTick(() => print('tick'))
         queueMicrotask(() => print('microtask'))
         Promise.resolve().then(() => print('then')).then(() => print('then then'))
         setTimeout(() => print('timer'), 0)
         setImmediate(() => print('immediate'))
         print('sync')
       }, 5)`,
      KIT,
    )
    expect(picture(seen)).toBe(
      '5 sync\n5 tick\n5 microtask\n5 then\n5 then then\n5 immediate\n6 timer',
    )
  })

  test('an unreferenced timer does not keep the program alive', async () => {
    const seen = await run(`setTimeout(() => print('never'), 10).unref()`, KIT)
    expect(picture(seen)).toBe('')
  })
})

describe('as in Node, in corners that generated programs found', () => {
  test('a promise of events.once takes no turn more than an own one', async () => {
    const seen = await run(
      `const e = new EventEmitter(); setTimeout(() => e.emit('ready'), 20)
       const p = once(e, 'ready')
       setTimeout(() => {
         void (async () => ({ then: (resolve: () => void) => { print('thenable'); queueMicrotask(() => resolve()) } }))().then(() => print('A'))
         void Promise.resolve(p).then(() => print('B'))
       }, 40)`,
      `${KIT}\nimport { once, EventEmitter } from 'node:events'`,
    )
    expect(picture(seen)).toBe('40 thenable\n40 B\n40 A')
  })

  test('an overdue unreferenced timer does not run when nothing else is left', async () => {
    const seen = await run(
      `setTimeout(() => print('never'), 40).unref(); setTimeout(() => { print('a'); busyWait(60) }, 10)`,
      KIT,
    )
    expect(picture(seen)).toBe('10 a')
  })

  test('a timer that was cleared after it had fired calls nobody when it is refreshed', async () => {
    const seen = await run(
      `const t = setTimeout(() => print('once'), 20); await sleep(30); clearTimeout(t); t.refresh(); await sleep(100)`,
      KIT,
    )
    expect(picture(seen)).toBe('20 once')
  })

  test('an interval that refreshes itself is set again from where its callback began', async () => {
    const seen = await run(
      `let n = 0
       const t = setInterval(() => { if (++n === 2) clearInterval(t); busyWait(10); t.refresh(); print(n) }, 20)`,
      KIT,
    )
    expect(picture(seen)).toBe('30 1\n50 2')
  })

  test('an overdue timer that is refreshed by another one waits anew', async () => {
    const seen = await run(
      `const t = setTimeout(() => print('once'), 20); setTimeout(() => t.refresh(), 10); busyWait(30)`,
      KIT,
    )
    expect(picture(seen)).toBe('50 once')
  })

  test('what is unreferenced is not waited for after a round of overdue timers', async () => {
    const seen = await run(
      `setTimeout(() => print('never'), 50).unref(); setTimeout(() => print('a'), 10); busyWait(20)`,
      KIT,
    )
    expect(seen.endsAt).toBe(20)
    expect(picture(seen)).toBe('20 a')
  })

  test('an overdue unreferenced timer runs in the round of timers after an immediate', async () => {
    const seen = await run(
      `setTimeout(() => print('late'), 40).unref(); setTimeout(() => setImmediate(() => { busyWait(60); print('immediate') }), 10)`,
      KIT,
    )
    expect(picture(seen)).toBe('70 immediate\n70 late')
  })

  test('a timer that was cleared while it waited is not brought back by a refresh', async () => {
    const seen = await run(
      `const t = setInterval(() => { clearInterval(t); t.refresh(); setTimeout(() => print('no'), 10).unref() }, 10)`,
      KIT,
    )
    expect(picture(seen)).toBe('')
  })

  test('a refresh in a microtask comes too late to hold the next timer of its list back', async () => {
    const seen = await run(
      `let n = 0
       const t = setInterval(() => {
         if (++n === 2) clearInterval(t)
         setTimeout(async () => { await null; print('a'); t.refresh() }, 10)
       }, 10)`,
      KIT,
    )
    expect(picture(seen)).toBe('20 a\n30 a')
  })

  test('a refresh in the callback before, or in a microtask of another list, comes in time', async () => {
    const seen = await run(
      `setTimeout(() => { two.refresh(); print('one') }, 20)
       const two = setTimeout(() => print('two'), 20)
       setTimeout(async () => { await null; four.refresh(); print('three') }, 21)
       const four = setTimeout(() => print('four'), 22)
       busyWait(50)`,
      KIT,
    )
    expect(picture(seen)).toBe('50 one\n50 three\n70 two\n72 four')
  })

  test('a clear in a microtask comes in time, and then the timer after that can be refreshed', async () => {
    const seen = await run(
      `setTimeout(async () => { await null; clearTimeout(two); three.refresh(); print('one') }, 20)
       const two = setTimeout(() => print('two'), 20)
       const three = setTimeout(() => print('three'), 20)`,
      KIT,
    )
    expect(picture(seen)).toBe('20 one\n40 three')
  })

  test('a list asks to be served when a timer that was refreshed would have been due', async () => {
    const seen = await run(
      `const t = setTimeout(() => print('refreshed'), 20)
       setTimeout(() => print('other'), 40)
       busyWait(30)
       t.refresh()
       busyWait(30)`,
      KIT,
    )
    expect(picture(seen)).toBe('60 refreshed\n60 other')
  })

  test('the moment of settling is not a turn late', async () => {
    const seen = await run(
      `queueMicrotask(() => queueMicrotask(() => queueMicrotask(() => busyWait(20))))`,
      KIT,
    )
    expect(seen.settledAt).toBe(0)
  })
})

describe('tasks', () => {
  test('every call of an async function has a lane', async () => {
    const seen = await run(
      `const job = async (name: string) => { print(name); await sleep(100) }
       await Promise.all([job('a'), job('b')])`,
      KIT,
    )
    const told = seen.trace.events.flatMap((event) =>
      event.kind.startsWith('task-') ? [`${event.at} ${event.kind.slice(5)} ${event.task}`] : [],
    )
    expect(seen.tasks.map(({ name, site }) => `${name} line ${site?.line}`)).toEqual([
      'main line 2',
      'job line 3',
      'job line 3',
    ])
    expect(told.join(', ')).toMatchInlineSnapshot(
      `"0 started 1, 0 started 2, 0 waiting 2, 0 started 3, 0 waiting 3, 0 waiting 1, 100 resumed 2, 100 ended 2, 100 resumed 3, 100 ended 3, 100 resumed 1, 100 ended 1"`,
    )
  })

  test('what cannot be gone through item by item is named as Node names it', async () => {
    const seen = await run(
      `const box = {}, make = () => box
       for (const go of [
         async () => { for await (const _ of box) print('item') },
         async () => { for await (const _ of make()) print('item') },
         async () => { for await (const _ of undefined) print('item') },
       ]) await go().catch((error) => print(error instanceof TypeError, error.message))`,
      KIT,
    )
    expect(seen.lines.map(({ text }) => text)).toEqual([
      'true box is not async iterable',
      'true make(...) is not a function or its return value is not async iterable',
      `true Cannot read properties of undefined (reading 'Symbol(Symbol.asyncIterator)')`,
    ])
  })

  test('lines know the task and the place that printed them', async () => {
    const seen = await run(`print('here')`, KIT)
    expect(seen.events('printed')[0]).toMatchObject({ task: 1, site: { file: 'x.ts', line: 3 } })
  })

  test('a rejection that nobody hears is noted at its moment', async () => {
    const seen = await run(
      `void (async () => { await sleep(40); throw new Error('lost') })(); await sleep(100)`,
      KIT,
    )
    expect(seen.unobserved).toMatchObject([
      { at: 40, failure: { name: 'Error', message: 'lost', site: { line: 3 } } },
    ])
    expect(seen.trace.ending).toMatchObject({ kind: 'finished', at: 100 })
  })
})

describe('what may be written', () => {
  test.each([
    ['an empty async function', 'async function f() {}', 'await f()'],
    ['one with a comment in it', 'async function f() { /* soon */ }', 'await f()'],
    [
      'a directive without a semicolon',
      `async function f() {\n'use strict'\nreturn 1\n}`,
      'await f()',
    ],
    ['an arrow with an expression', 'const f = async () => ({ a: await 1 })', 'await f()'],
    ['an arrow in parentheses', 'const f = async () => (await 1, [await 2])', 'await f()'],
    [
      'nested awaits',
      'const g = async (x: unknown) => x; const f = async () => await g(await g(await 1))',
      'await f()',
    ],
    [
      'a loop over an async generator',
      'async function* g() { yield 1; yield await 2 }\nconst f = async () => { for await (const x of g()) await x }',
      'await f()',
    ],
    [
      'a method, a getter, a private field',
      'class C { #x = 1; async m() { return this.#x } get f() { return () => this.m() } }\nconst f = async () => await new C().f()',
      'await f()',
    ],
    [
      'an enum and a parameter property',
      'enum E { A = 1 }\nclass C { constructor(readonly x: number) {} }\nconst f = async () => new C(E.A).x',
      'await f()',
    ],
    [
      'an await in a template and in a default',
      'const f = async (x = `${1}`) => `${await x}`',
      'await f()',
    ],
    [
      'catch without a binding, finally',
      'const f = async () => { try { await Promise.reject(new Error()) } catch { } finally { } }',
      'await f()',
    ],
  ])('%s', async (_, code, call) => {
    const seen = await run(`${call}\nprint('fine')`, `${KIT}\n${code}`)
    expect(picture(seen)).toBe('0 fine')
  })
})

test('a call that threw is told from one that returned', async () => {
  const { trace } = await run(
    `await f().catch(() => {}); await g()`,
    `const f = async () => { await 1; throw new Error('no') }
     const g = async () => await f().catch(() => 'fine')`,
  )
  const names = new Map(
    trace.events.flatMap((each) =>
      each.kind === 'task-started' ? [[each.task, each.name] as const] : [],
    ),
  )
  const ended = trace.events.flatMap((each) =>
    each.kind === 'task-ended' ? [`${names.get(each.task)} ${each.failed ? 'threw' : 'fine'}`] : [],
  )
  expect(ended).toEqual(['f threw', 'f threw', 'g fine', 'main fine'])
})

describe('a function shows its own text', () => {
  test.for([
    'async function f(x) { await x; return [await x, x] }',
    'async (x) => await x',
    'async () => ({ a: await 1 })',
    'async () => (await 1, 2)',
    'async () => {}',
    "async function f() { 'use strict'; await 1 }",
    'function f() { return async () => { for await (const x of [1]) { await x } } }',
    'class C { async m() { try { await this.n() } catch {} finally { await 2 } } async n() {} }',
    'async () => { /* a comment; }) */ await 1 // and another\n}',
    'async () => `${await 1} ))`',
    '(x) => x + 1',
  ])('%s', async (text) => {
    const f = `const f = ${text}`
    expect(picture(await run('print(String(f))', `${KIT}\n${f}`))).toBe(`0 ${text}`)
  })

  test('native ones and that which shows it too', async () => {
    const body = `print(String(Function.prototype.toString)); print(String([].map))
      print(Function.prototype.toString.name, 'prototype' in Function.prototype.toString)
      try { Function.prototype.toString.call(1) } catch (error) { print(error instanceof TypeError, error.message) }`
    expect(picture(await run(body, KIT))).toBe(
      `0 ${String(Function.prototype.toString)}
0 ${String([].map)}
0 toString false
0 true Function.prototype.toString requires that 'this' be a Function`,
    )
  })
})

test('a timer that keeps nothing alive is not left behind', async () => {
  const left = async (body: string): Promise<number> => (await run(body)).left
  expect(await left('AbortSignal.timeout(500)')).toBe(0)
  expect(await left('setTimeout(() => {}, 500).unref()')).toBe(0)
  expect(await left('setTimeout(() => {}, 500).unref().ref()')).toBe(1)
})

test('a global that is not simulated says what to use instead', async () => {
  const { error } = await run('new MessageChannel()')
  expect(error?.message).toBe(
    'MessageChannel is out of reach here, where programs run on a simulated clock: use setImmediate',
  )
})

describe('endings', () => {
  const of = async (body: string, imports = ''): Promise<Ending> =>
    (await run(body, imports)).trace.ending

  test('never settles: known at once, and where it waits', async () => {
    expect(await of(`await new Promise(() => {})`)).toMatchObject({
      kind: 'never-settles',
      at: 0,
      waiting: [{ name: 'main', on: 'new Promise(() => {})' }],
    })
  })

  test('a top-level await that never settles', async () => {
    expect(await of('', `await new Promise(() => {})`)).toMatchObject({ kind: 'never-settles' })
  })

  test('thrown in a timer', async () => {
    expect(await of(`setTimeout(() => { throw new TypeError('late') }, 7)`)).toMatchObject({
      kind: 'threw',
      at: 7,
      failure: { name: 'TypeError', message: 'late', site: { line: 3 } },
    })
  })

  test('thrown null', async () => {
    expect(await of(`setTimeout(() => { throw null }, 1)`)).toMatchObject({
      kind: 'threw',
      failure: { message: 'null' },
    })
  })

  test('an endless loop: its line, and what came before', async () => {
    const seen = await run(`console.log('before')\nlet n = 0\nfor (;;) {\n  n = (n + 1) % 7\n}`)
    expect(seen.trace.ending).toEqual({
      kind: 'killed',
      at: 0,
      reason: 'stuck',
      site: { file: 'x.ts', line: 6 },
    })
    expect(picture(seen)).toBe('0 before')
  })

  test('stuck in native code: the line of the call', async () => {
    expect(await of(`\n/^(a+)+$/.test('a'.repeat(40) + 'b')`)).toMatchObject({
      kind: 'killed',
      reason: 'stuck',
      site: { line: 4 },
    })
  })

  test('endless microtasks', async () => {
    expect(await of(`for (;;) await null`)).toMatchObject({ kind: 'ran-away', limit: 'events' })
  })

  test('endless timers', async () => {
    expect(await of(`setInterval(() => {}, 10)`)).toMatchObject({
      kind: 'ran-away',
      limit: 'wake-ups',
      allowed: 10_000,
    })
  })

  test('a spin on the clock', async () => {
    expect(await of(`const end = Date.now() + 5\nwhile (Date.now() < end) {}`)).toMatchObject({
      kind: 'ran-away',
      limit: 'clock-reads',
      site: { line: 4 },
    })
  })

  test('an output flood', async () => {
    expect(await of(`for (;;) console.log('x')`)).toMatchObject({
      kind: 'ran-away',
      limit: 'lines',
    })
  })

  test('a memory bomb, and what came before', async () => {
    const seen = await run(
      `console.log('before')\nconst all: unknown[] = []\nfor (;;) all.push(new Array(1000).fill(1))`,
    )
    expect(seen.trace.ending).toMatchObject({ kind: 'ran-away', limit: 'memory' })
    expect(picture(seen)).toBe('0 before')
  })

  test('process.exit', async () => {
    expect(await of(`await null; process.exit(3)`)).toMatchObject({
      kind: 'exited',
      code: 3,
      site: { line: 3 },
    })
  })

  test('a hostile getter in what is returned', async () => {
    const seen = await run(`return { get a() { throw new Error('no') } }`)
    expect(seen.value).toEqual({ unportable: 'something that threw "no" when looked at' })
  })

  test('and after all that, the next run is as good as the first', async () => {
    expect(picture(await run(`await sleep(5); print('fine')`, KIT))).toBe('5 fine')
  })
})

describe('files that give no program', () => {
  const of = async (source: string): Promise<Ending> =>
    (
      await simulator.run({
        files: { 'x.ts': source },
        entry: 'x.ts',
        program: '({ main }) => main()',
        data: [],
      })
    ).ending

  test.each([
    ['a syntax error', 'export function main( {', { reason: 'syntax', site: { line: 1 } }],
    ['an empty file', ' \n', { reason: 'empty' }],
    [
      'a misnamed export',
      'export const mian = 1',
      { reason: 'missing-export', detail: 'main', known: ['mian'] },
    ],
    [
      'a default export',
      'export default function main() {}',
      { reason: 'default-export', detail: 'main' },
    ],
    [
      'an import that is out of reach',
      `\nimport fs from 'node:fs'\nexport const main = () => fs`,
      { reason: 'refused-import', detail: 'node:fs', site: { line: 2 } },
    ],
    [
      'a file that is not there',
      `import { a } from './gone.ts'\nexport const main = () => a`,
      { reason: 'unresolved-import', detail: './gone.ts' },
    ],
    [
      'a name the kit does not have',
      `import { snooze } from '#kit'\nexport const main = () => snooze`,
      { reason: 'no-such-export', site: { line: 1 } },
    ],
    ['20,000 brackets', '['.repeat(20_000) + ']'.repeat(20_000), { reason: 'too-deep' }],
  ])('%s', async (_, source, expected) => {
    expect(await of(source)).toMatchObject({ kind: 'broken', ...expected })
  })

  test('a program that uses something from outside is the suite’s own fault', async () => {
    const trace = await simulator.run({
      files: { 'x.ts': 'export const main = 1' },
      entry: 'x.ts',
      program: '() => outside + 1',
      data: [],
    })
    expect(trace.ending).toMatchObject({
      kind: 'broken',
      reason: 'program-closes-over',
      detail: 'outside',
    })
  })
})

test('what is withheld throws, and can be taken hold of by nobody', async () => {
  const source = `const all = Promise.all\nexport const main = () => [typeof global.setTimeout, String(attempt(() => all.call(Promise, []))), String(attempt(() => Promise.race([])))]\nconst attempt = (call: () => unknown) => { try { return call() } catch (error) { return error } }`
  const trace = await simulator.run({
    files: { 'x.ts': source },
    entry: 'x.ts',
    program: '({ main }) => main()',
    data: [],
    withheld: ['Promise.all', 'Promise.race'],
  })
  expect(new Run(trace).value).toEqual([
    'function',
    'Error: In this exercise Promise.all is yours to build',
    'Error: In this exercise Promise.race is yours to build',
  ])
})

test('a search for an endless loop reads sources without semicolons', async () => {
  const seen = await run(
    `await sleep(10)\nfor (const x of [1]) await sleep(x)\nprint('here')\nwhile (true) {}`,
    KIT,
  )
  expect(seen.trace.ending).toMatchObject({ kind: 'killed', at: 11, site: { line: 6 } })
})

test('files import one another, and the program is given what its tools export', async () => {
  const trace = await simulator.run({
    files: {
      'x.ts': `import { double } from './y.ts'\nimport { kept } from './z/kept.ts'\nexport const main = async () => { kept.count++; return double(kept.count) }`,
      'y.ts': `export const double = (n: number): number => 2 * n`,
      'z/kept.ts': `export const kept = { count: 20 }\nexport async function told() { return kept.count }`,
    },
    given: ['z/kept.ts'],
    entry: 'x.ts',
    tools: ['z/kept.ts'],
    program: 'async ({ main }, { kept, told }) => [await main(), kept.count, await told()]',
    data: [],
  })
  const seen = new Run(trace)
  expect(seen.value).toEqual([42, 21, 21])
  expect(seen.tasks.map(({ name }) => name)).toEqual(['main'])
})

test('a run that is abandoned while its sandbox starts is over, and so is one that nobody waited for', async () => {
  const fresh = new Simulator()
  const request = { files: {}, program: '() => {}', data: [] }
  const [first, second] = [new AbortController(), new AbortController()]
  const runs = [fresh.run(request, first.signal), fresh.run(request, second.signal)]
  // Not before the first has asked for its sandbox.
  await Promise.resolve()
  second.abort()
  first.abort()
  await Promise.all(runs)
  expect((await fresh.run({ ...request, program: '() => 7' })).ending.kind).toBe('finished')
  fresh.close()
})
