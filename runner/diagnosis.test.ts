import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, test } from 'vitest'
import { findExercise, openWorkbook } from './catalogue.ts'
import { diagnose, fill } from './diagnosis.ts'
import type { Check } from './evidence.ts'
import { openJudge } from './judge.ts'
import { judge } from './outcome.ts'
import {
  simulatedMs,
  TRACE_VERSION,
  type Ending,
  type Trace,
  type TraceEvent,
  type Value,
} from './trace.ts'

// The real suites judge these attempts; the exercises' own tables are left out, which know some of
// them better.
const workbook = await openWorkbook(dirname(dirname(fileURLToPath(import.meta.url))))
const checker = openJudge(workbook)
const folder = mkdtempSync(join(tmpdir(), 'diagnosis-'))
const seed = 1

afterAll(async () => {
  await checker.close()
  rmSync(folder, { recursive: true, force: true })
})

async function answersTo(slug: string, source: string): Promise<string[]> {
  const exercise = findExercise(workbook, slug)
  const file = join(folder, `${slug}.ts`)
  writeFileSync(file, source)
  const report = await checker.report(exercise, { file, seed })
  const request = { seed, dir: folder, replace: {} }
  const { findings } = judge(exercise, report, { rules: {}, stub: '', spoilers: [] }, request)
  return findings.map(
    ({ code, message, line }) =>
      `${code}${line === undefined ? '' : ` (line ${line})`}: ${message}`,
  )
}

const first = async (slug: string, source: string): Promise<string | undefined> =>
  (await answersTo(slug, source))[0]

/** What is said of a run of which `check` did not hold. */
function saidOf(
  check: Check,
  events: readonly TraceEvent[],
  { source = '', ending }: { readonly source?: string; readonly ending?: Ending } = {},
): string {
  const end: Ending = { kind: 'finished', at: events.at(-1)?.at ?? simulatedMs(0) }
  const trace: Trace = { version: TRACE_VERSION, events, ending: ending ?? end }
  const checks = [{ check, holds: false }]
  const run = { trace, program: '', data: [], tools: [], checks }
  const evidence = {
    varied: false,
    source,
    needs: [],
    notRun: false,
    explored: undefined,
    runs: [run],
  }
  const { code, message } = diagnose('any', {}, { evidence, message: '' })
  return `${code}: ${message}`
}

const returned = (value: Value): TraceEvent => ({
  kind: 'settled',
  at: simulatedMs(0),
  result: { kind: 'fulfilled', value },
})

const printed = (ms: number, text: string): TraceEvent => ({
  kind: 'printed',
  at: simulatedMs(ms),
  text,
})

const ONE_TWO = `  print('One')
  await sleep(ms)
  print('Two')`
const ALL = '  await Promise.all(Array.from({ length: times }, () => count(ms)))'

const counting = ({ count = ONE_TWO, main = ALL, rest = '' }): string =>
  `import { print, sleep } from '#kit'
export async function count(ms: number): Promise<void> {
${count}
}
export async function main(times: number, ms: number): Promise<void> {
${main}
}
${rest}`

const checkout = (...body: readonly string[]): string =>
  `import { print, sleep } from '#kit'
interface Shop { charge(amount: number): Promise<void>; ship(): Promise<void> }
export async function checkout(shop: Shop, amount: number): Promise<void> {
${body.join('\n')}
}
`

const SAID = ["print('charging')", 'await shop.charge(amount)', "print('shipping')"]

describe('lines', () => {
  test('one that comes too early is asked what it should have waited for', async () => {
    const early = checkout(
      "print('charging')",
      "print('shipping')",
      'await shop.charge(amount)',
      'await shop.ship()',
      "print('finished')",
    )
    expect(await first('missing-await', early)).toBe(
      'soon (line 5): "shipping" was expected at 300 ms and came at 0 ms already: what should it have waited for?',
    )
  })

  test('lines of one text are matched by time: early and late come before the order', async () => {
    const together = counting({ count: "  print('One')\n  print('Two')\n  await sleep(ms)" })
    expect(await answersTo('count-async', together)).toEqual([
      'soon (line 4): "Two" was expected at 1000 ms and came at 0 ms already: what should it have waited for?',
    ])
    const afterwards = counting({ count: "  await sleep(ms)\n  print('One')\n  print('Two')" })
    expect(await answersTo('count-async', afterwards)).toEqual([
      'late (line 4): "One" was expected at 0 ms and came at 1000 ms: what kept it?',
    ])
  })

  test('within one moment the order counts where the suite says so', async () => {
    const slipped = checkout(
      'const pause = sleep(300)',
      "print('charging')",
      'const charged = shop.charge(amount)',
      'await pause',
      "print('shipping')",
      'await charged',
      'await shop.ship()',
      "print('finished')",
    )
    expect(await first('missing-await', slipped)).toBe(
      'order (line 8): "shipping" came before "card charged 30": what should "shipping" have waited for?',
    )
  })

  test('a text that is nearly right is named beside the right one', async () => {
    const capital = checkout(...SAID, 'await shop.ship()', "print('Finished')")
    expect(await first('missing-await', capital)).toBe(
      'other-text (line 8): "Finished" was printed where "finished" was expected.',
    )
    const words = counting({ count: ONE_TWO.replace("'One'", "'One', ms") })
    expect(await first('count-async', words)).toBe(
      'other-text (line 3): "One 1000" was printed where "One" was expected.',
    )
    const number = checkout(...SAID, 'await shop.ship()', "print('finished')").replace(
      'charge(amount)',
      'charge(20)',
    )
    expect(await first('missing-await', number)).toBe(
      'other-text (line 5): "card charged 20" was printed where "card charged 30" was expected.',
    )
  })

  test('another text in the place of one, at its very moment', async () => {
    const swallowed = `import { print } from '#kit'
export async function loadOrBackup(load: () => Promise<string>, backup: () => string) {
  try {
    await load()
  } catch {
    print('using backup')
    return backup()
  }
}
`
    expect(await first('caught-or-not', swallowed)).toBe(
      'other-text: "got undefined" was printed where "got fresh news" was expected.',
    )
  })

  test('where a line belongs of which no moment was asked for', () => {
    const wanted: Check = { kind: 'print-sequence', texts: ['a', 'b', 'c'] }
    expect(saidOf(wanted, [printed(0, 'a'), printed(5, 'c')])).toBe(
      'absent: "b" is missing: it was expected after "a".',
    )
    const soon: Check = { kind: 'print-by', text: 'beat 100', limitMs: 150 }
    expect(saidOf(soon, [printed(0, 'beat 0')])).toBe(
      'absent: "beat 100" is missing: it was expected by 150 ms.',
    )
    expect(saidOf(soon, [])).toBe(
      'mute: Nothing was printed at all; "beat 100" was expected by 150 ms.',
    )
    expect(saidOf({ kind: 'print-before', first: 'open', second: 'shut' }, [])).toBe(
      'mute: Nothing was printed at all; "open" was expected before "shut".',
    )
  })

  test('a text that lacks altogether is missing', async () => {
    expect(await first('missing-await', checkout(...SAID, 'await shop.ship()'))).toBe(
      'missing: "finished" is missing: it was expected at 800 ms.',
    )
  })

  test('some of several lines are counted', async () => {
    const single = counting({ main: '  if (times > 0) await count(ms)' })
    expect(await first('count-async', single)).toBe(
      'fewer (line 3): "One" came once, 3 times would be right.',
    )
    const double = counting({ main: `${ALL}\n  if (times > 0) print('Two')` })
    expect(await first('count-async', double)).toBe(
      'twice (line 9): "Two" came 4 times, 3 times would be right.',
    )
  })

  test('a line where nothing was to be printed', async () => {
    const chatty = counting({ main: `  if (times === 0) print('nothing to do')\n${ALL}` })
    expect(await first('count-async', chatty)).toBe(
      'unasked (line 8): Nothing was to be printed here, and "nothing to do" was, at 0 ms.',
    )
  })

  test('a file that runs its function by itself', async () => {
    const eager = counting({ rest: '\n// main(1, 1) would do\nvoid main(3, 1000)\n' })
    expect(await first('count-async', eager)).toBe(
      'self-started (line 12): Your file runs `main` by itself when it is loaded: the checker calls it for you.',
    )
  })
})

describe('values', () => {
  test('are shown as Node shows them, undefined and promises too', async () => {
    const gather = (body: string): string =>
      `export async function gather(items: readonly unknown[]): Promise<unknown> {\n${body}\n}\n`
    const plain = gather(`  for (const item of items) await item
  return items.map((item) => (typeof item === "string" ? item : undefined))`)
    expect(await first('write-gather', plain)).toBe(
      "value: What came back is [ undefined, undefined, 'c' ], where [ 'a', 'b', 'c' ] was asked for.",
    )
    expect(await first('write-gather', gather('  return items'))).toBe(
      'promise-as-value: You passed on the parcel slip instead of the parcel: a promise stands where its value should be.',
    )
  })
})

describe('faults of the code itself', () => {
  test('a text that is thrown is no Error', async () => {
    const bare = `export async function retry(fn: (n: number) => Promise<unknown>, { attempts }: { attempts: number }) {
  if (attempts < 3) return fn(1)
  try {
    return await fn(1)
  } catch (error) {
    throw error instanceof Error ? error.message : error
  }
}
`
    expect(await answersTo('retry', bare)).toContain(
      'no-error: The caller should hear of an Error "e3"; what was thrown is \'e1\', and that is no Error.',
    )
  })

  test('a method that the suite calls and the class has not', async () => {
    const misspelt = `export class Semaphore {
  constructor(readonly slots: number) {}
  async runn<T>(work: () => Promise<T>): Promise<T> {
    return await work()
  }
}
`
    expect(await first('semaphore', misspelt)).toBe(
      'no-method (line 1): Your `Semaphore` has no `run`, which was called at 0 ms: how is it spelled in the task?',
    )
  })

  test("the learner's own error, caught and printed by the suite", () => {
    const wanted: Check = { kind: 'print', expected: [], ordered: false }
    const caught = [printed(5, 'failed: setTimout is not defined')]
    expect(saidOf(wanted, caught, { source: 'setTimout(() => {}, 5)' })).toBe(
      'broke-off: Your own code broke off: "setTimout is not defined". Somebody caught that, and took it for a failure of the work.',
    )
    expect(saidOf(wanted, caught)).toMatch(/^unasked/)
  })
})

describe('all that was asked of a run is evidence', () => {
  const report = (...body: readonly string[]): string =>
    `export async function report(hosts: string[], probe: (host: string) => Promise<number>) {
  const lines: string[] = []
  const ask = async (host: string) => \`\${host} ok \${await probe(host).catch(() => 0)}\`
  ${body.join('\n  ')}
  return lines
}
`

  test.for([
    [
      'hosts.forEach(async (host) => lines.push(await ask(host)))',
      'early: You reported done at 0 ms, and things went on until 300 ms: whoever waits for you is told too early.',
    ],
    [
      'for (const host of hosts) lines.push(await ask(host))',
      'serial (line 4): Each `ask` began exactly when the one before it had ended: 600 ms in all, where 300 would do.',
    ],
    [
      'lines.push(...(await Promise.all(hosts.map((host) => ask(host)))))',
      "value: What came back is [ 'a ok 12', 'b ok 0', 'c ok 7' ], where [ 'a ok 12', 'b down refused', 'c ok 7' ] was asked for.",
    ],
  ] as const)('a wrong value, and when it came: %s', async ([body, said]) => {
    expect(await first('health-report', report(body))).toBe(said)
  })
})

test('a list is told in one line, however long', () => {
  const value = Array.from({ length: 12 }, (_, n) => n * 10)
  expect(saidOf({ kind: 'return', expected: [] }, [returned(value)])).toBe(
    'value: What came back is [ 0, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100, 110 ], where [] was asked for.',
  )
})

test.for([
  [
    'got fresh news',
    'Line 1, `got fresh news`, is spelled otherwise in the program: texts are compared letter by letter.',
  ],
  ['news got', 'Line 1 is not `news got`.'],
] as const)('a prediction with a word too many: %s', ([text, said]) => {
  const line = { at: simulatedMs(0), text }
  const check: Check = {
    kind: 'predict',
    predicted: [line],
    actual: [{ at: simulatedMs(0), text: 'got news' }],
    timed: false,
    twin: false,
  }
  expect(saidOf(check, [returned([text])])).toBe(`prediction: ${said}`)
})

describe('only other numbers fail', () => {
  const many = (main: string): string => `  if (times <= 3) {\n  ${ALL}\n    return\n  }\n${main}`

  test('a number of the task may be written into the code', async () => {
    const fixed = counting({ count: ONE_TWO.replace('ms', 'ms === 700 ? ms : 1000') })
    expect(await answersTo('count-async', fixed)).toEqual([
      'hardcoded: Right for the numbers in the task, wrong when they change: is one of them written into your code?',
    ])
  })

  test.for([
    [
      'serial',
      many('  for (let i = 0; i < times; i++) await count(ms)'),
      'serial (line 12): Each `count` began exactly when the one before it had ended: 1525 ms in all, where 305 would do.',
    ],
    [
      'serial',
      `  for (let i = 0; i < times; i++) await (async () => {
    print('One')
    await sleep(ms)
    print('Two')
  })()`,
      'serial (line 8): Each of them began exactly when the one before it had ended: 3000 ms in all, where 1000 would do.',
    ],
    [
      'polling',
      `  let open = times
  for (let i = 0; i < times; i++) void count(ms).then(() => open--)
  while (open > 0) await sleep(10)`,
      'polling (line 10): Your code woke up every 10 ms, 31 times without printing anything: could it be told when it is time, instead of looking?',
    ],
    [
      'early',
      many('  for (let i = 0; i < times; i++) void count(ms)'),
      'early: You reported done at 0 ms, and things went on until 305 ms: whoever waits for you is told too early.',
    ],
  ] as const)('%s is named all the same', async ([, main, said]) => {
    expect(await first('count-async', counting({ main }))).toBe(said)
  })
})

describe('endings', () => {
  test.for([
    [
      'endless-awaits',
      'while (times > 0) await null',
      /^endless-awaits \(line 8\): The loop around line 8 goes on at once after each `await null`: the clock stands still at 0 ms, and as long as it does no timer can fire.$/,
    ],
    [
      'interval-left',
      `setInterval(() => {}, 10)\n${ALL}`,
      /^interval-left \(line 8\): The work was over at 1000 ms, and the interval of line 8 was never cleared: it goes on firing for ever.$/,
    ],
    [
      'endless-interval',
      'await new Promise(() => setInterval(() => {}, 10))',
      /^endless-interval \(line 8\): The interval of line 8 was never cleared, and was still firing at 100010 ms: who stops it\?$/,
    ],
  ] as const)('%s', async ([, main, said]) => {
    expect(await first('count-async', counting({ main }))).toMatch(said)
  })

  test('the thread held again and again', () => {
    const held = Array.from({ length: 1500 }, (_, ms): TraceEvent => ({
      kind: 'thread-held',
      at: simulatedMs(ms),
      ms: 1,
      site: { file: 'x.ts', line: 7 },
    }))
    const killed = { kind: 'killed', at: simulatedMs(1500), reason: 'stuck' } as const
    expect(saidOf({ kind: 'take', expectedMs: 1 }, held, { ending: killed })).toBe(
      'endless-hold: Line 7 held the thread again and again, 1,500 times by 1500 ms, and never gave it back: nobody else can run, so nobody can end it.',
    )
  })

  test('a failure that nobody heard is named as the cause of a wait without end', async () => {
    const deaf = counting({
      count: `${ONE_TWO}\n  throw new Error('broken')`,
      main: `  await new Promise<void>((resolve) => {
    for (let i = 0; i < times; i++) void count(ms).then(() => resolve())
  })`,
    })
    expect(await first('count-async', deaf)).toBe(
      'never-unhandled (line 6): At 1000 ms something failed (Error "broken") and nobody was listening; from 1000 ms on nothing is left that could wake `main`, which waits for `new Promise((resolve) => {…`.',
    )
  })

  test('of several calls that wait the innermost is named', async () => {
    const stuck = counting({ count: `${ONE_TWO}\n  await new Promise(() => {})` })
    expect(await first('count-async', stuck)).toBe(
      'never (line 6): From 1000 ms on nothing is left that could wake `count`, which waits for `new Promise(() => {…`: who was supposed to?',
    )
  })

  test.for([
    [1, 'left (line 6): You were done at 300 ms, and 1 timer was still set: who still needed it?'],
    [
      3,
      'left (line 6): You were done at 300 ms, and 3 timers were still set: who still needed them?',
    ],
  ] as const)('%i left at the very moment of settling', async ([count, said]) => {
    const racing = checkout(
      "print('charging')",
      'const charged = shop.charge(amount)',
      ...Array.from({ length: count }, () => 'void sleep(300)'),
      'await charged',
      "print('shipping')",
      'await shop.ship()',
      "print('finished')",
    )
    expect(await first('missing-await', racing)).toBe(said)
  })

  test('something left that goes on after settling', async () => {
    const lazy = checkout('void sleep(700)', ...SAID, 'await shop.ship()', "print('finished')")
    expect(await first('missing-await', lazy)).toBe(
      'leak (line 4): You were done at 300 ms, and things went on until 700 ms: who still needed them?',
    )
  })

  test('a held thread is named before the moment that was missed', async () => {
    const stub = `export function processAll(items: number[], handle: (item: number) => void, done: () => void) {
  for (const item of items) handle(item)
  done()
}
`
    expect(await first('keep-the-beat', stub)).toBe(
      'blocked (line 2): A callback that was due at 100 ms ran at 300 ms: the thread was held.',
    )
  })
})

test('a function that is there and not exported', async () => {
  const hidden = counting({}).replace('export async function main', 'async function main')
  expect(await first('count-async', hidden)).toBe(
    'not-exported (line 7): `main` is there, without `export`: the checker cannot find it.',
  )
  const renamed = counting({}).replace('function main', 'function mian')
  expect(await first('count-async', renamed)).toBe(
    'missing-export (line 7): The checker looks for an export named `main` and finds none; should `mian` be called `main`?',
  )
})

// Newer versions of Node know it.
test.skipIf(Number(process.versions.node.split('.')[0]) >= 24)(
  '`using` in an old Node',
  async () => {
    const disposing = counting({ main: '  await using timer = {} as AsyncDisposable' })
    expect(await first('count-async', disposing)).toBe(
      `using (line 8): This Node (${process.version.slice(1)}) does not know \`using\` yet: write \`try … finally\`, and tidy up in \`finally\`.`,
    )
  },
)

test('a sentence has words for one, two and many', () => {
  const sentence = '{count:# timer|# timers}, {count:once|twice|# times}'
  expect([0, 1, 2, 3].map((count) => fill(sentence, { count }))).toEqual([
    '0 timers, 0 times',
    '1 timer, once',
    '2 timers, twice',
    '3 timers, 3 times',
  ])
})
