import { stripVTControlCharacters } from 'node:util'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { columnsOf } from './terminal.ts'
import {
  compareLines,
  narrate,
  parsePicture,
  printedLines,
  renderComparison,
  renderLanes,
  type ExpectedLine,
} from './timeline.ts'
import {
  simulatedMs,
  TRACE_VERSION,
  type Ending,
  type Settled,
  type Site,
  type Trace,
  type TraceEvent,
} from './trace.ts'

describe('a picture', () => {
  test('is read line by line; spaces beyond the second belong to the text', () => {
    expect(
      parsePicture('\n     0 ms  One\r\n\n  1000 ms  Two  \n  1012 ms\n 1107 ms    far\n'),
    ).toEqual([
      { at: 0, text: 'One' },
      { at: 1000, text: 'Two  ' },
      { at: 1012, text: '' },
      { at: 1107, text: '  far' },
    ])
    expect(parsePicture('\n  \n')).toEqual([])
  })

  test('names the line that is none', () => {
    expect(() => parsePicture('\n  0 ms  One\n  1 s  Two\n')).toThrowErrorMatchingInlineSnapshot(
      `[Error: Line 3 of the picture reads "1 s  Two"; write "1000 ms  Two": whole ms, two spaces, the text]`,
    )
  })
})

test('a picture in which time runs backwards is a fault of its author', () => {
  expect(() => parsePicture('5 ms  One\n3 ms  Two')).toThrowErrorMatchingInlineSnapshot(
    `[Error: In the picture "Two" at 3 ms stands below a line at 5 ms; time does not run backwards]`,
  )
})

describe('lines are compared', () => {
  const rows = (expected: string, actual: string, ordered = true): string => {
    const { rows, firstDifference } = compareLines(parsePicture(expected), parsePicture(actual), {
      ordered,
    })
    const text = (line: ExpectedLine | undefined) => (line ? `${line.at} ${line.text}` : '-')
    return rows
      .map(({ expected, actual, same }, index) => {
        const first = index === firstDifference ? ' (first)' : ''
        return `${text(expected)} ${same ? '=' : '≠'} ${text(actual)}${first}`
      })
      .join('\n')
  }

  test('one missing line does not make all that follow differ', () => {
    expect(rows('0 ms  a\n5 ms  b\n5 ms  c\n9 ms  d', '0 ms  a\n5 ms  c\n9 ms  d'))
      .toMatchInlineSnapshot(`
      "0 a = 0 a
      5 b ≠ - (first)
      5 c = 5 c
      9 d = 9 d"
    `)
  })

  test('one line too many neither', () => {
    expect(rows('0 ms  a\n5 ms  b', '0 ms  a\n0 ms  x\n5 ms  b')).toMatchInlineSnapshot(`
      "0 a = 0 a
      - ≠ 0 x (first)
      5 b = 5 b"
    `)
  })

  test('a late line stands beside its expected moment, another text beside the one of its moment', () => {
    expect(rows('0 ms  a\n5 ms  b\n9 ms  c', '0 ms  a\n7 ms  b\n9 ms  x')).toMatchInlineSnapshot(`
      "0 a = 0 a
      5 b ≠ 7 b (first)
      9 c ≠ 9 x"
    `)
  })

  test('lines without a partner stand alone, in order of time', () => {
    expect(rows('0 ms  a\n7 ms  b', '3 ms  x\n9 ms  y')).toMatchInlineSnapshot(`
      "0 a ≠ - (first)
      - ≠ 3 x
      7 b ≠ -
      - ≠ 9 y"
    `)
  })

  test('the order within one moment counts only where it is said to', () => {
    const [expected, actual] = ['0 ms  a\n0 ms  b\n1 ms  c', '0 ms  b\n0 ms  a\n1 ms  c']
    expect(rows(expected, actual, false)).toMatchInlineSnapshot(`
      "0 a = 0 a
      0 b = 0 b
      1 c = 1 c"
    `)
    expect(rows(expected, actual, true)).toMatchInlineSnapshot(`
      "0 a ≠ - (first)
      0 b = 0 b
      - ≠ 0 a
      1 c = 1 c"
    `)
    expect(rows('0 ms  a\n0 ms  b\n0 ms  c', '0 ms  c\n0 ms  x\n0 ms  a', false))
      .toMatchInlineSnapshot(`
      "0 a = 0 a
      0 b ≠ 0 x (first)
      0 c = 0 c"
    `)
    expect(rows('0 ms  a\n0 ms  a', '0 ms  a', false)).toMatchInlineSnapshot(`
      "0 a = 0 a
      0 a ≠ - (first)"
    `)
  })

  const lines = fc.array(
    fc.record({ at: fc.nat({ max: 3 }).map(simulatedMs), text: fc.constantFrom('a', 'b', 'c') }),
    { maxLength: 8 },
  )
  const inTime = lines.map((list) => list.toSorted((a, b) => a.at - b.at))

  test('no line is lost, moved or invented, and equal lists are the same', () => {
    fc.assert(
      fc.property(lines, inTime, (expected, actual) => {
        const { rows, firstDifference } = compareLines(expected, actual, { ordered: true })
        expect(rows.flatMap((row) => row.expected ?? [])).toEqual(expected)
        expect(rows.flatMap((row) => row.actual ?? [])).toEqual(actual)
        const equal = JSON.stringify(expected) === JSON.stringify(actual)
        expect(firstDifference === undefined).toBe(equal)
      }),
      { seed: 1, numRuns: 500 },
    )
  })

  test('lines of one moment may come in any order where the order does not count', () => {
    fc.assert(
      fc.property(inTime, fc.infiniteStream(fc.nat()), (expected, keys) => {
        const shuffled = expected
          .map((line) => ({ line, key: keys.next().value ?? 0 }))
          .toSorted((a, b) => a.line.at - b.line.at || a.key - b.key)
          .map(({ line }) => line)
        const { firstDifference } = compareLines(expected, shuffled, { ordered: false })
        expect(firstDifference).toBeUndefined()
      }),
      { seed: 1, numRuns: 300 },
    )
  })
})

describe('the drawing of', () => {
  const three = '0 ms  One\n0 ms  One\n0 ms  One\n1000 ms  Two\n1000 ms  Two\n1000 ms  Two'

  test('counts that overlap', () => {
    expect(draw(overlapping(), three)).toMatchInlineSnapshot(`
      "
         expected            yours
            0 ms  One           0 ms  One
            0 ms  One           0 ms  One
            0 ms  One           0 ms  One
         1000 ms  Two        1000 ms  Two
         1000 ms  Two        1000 ms  Two
         1000 ms  Two        1000 ms  Two
                             1000 ms  ── settled ──

         main      ●━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━●
         count #1  ●━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━●
         count #2  ●━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━●
         count #3  ●━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━●
                   0                            500 ms                       1000 ms
                                                                     settled ▲
      "
    `)
  })

  test('counts one after another', () => {
    expect(draw(serial(), three)).toMatchInlineSnapshot(`
      "
         expected            yours
            0 ms  One           0 ms  One
            0 ms  One     ✗           —
            0 ms  One     ✗           —
         1000 ms  Two        1000 ms  Two
                          ✗  1000 ms  One
         1000 ms  Two     ✗  2000 ms  Two
                          ✗  2000 ms  One
         1000 ms  Two     ✗  3000 ms  Two
                             3000 ms  ── settled ──

         main      ●━━━━━━━━━━━━━━━━━━●━━━━━━━━━━━━━━━━━━━●━━━━━━━━━━━━━━━━━━●
         count #1  ●━━━━━━━━━━━━━━━━━━●
         count #2                     ●━━━━━━━━━━━━━━━━━━━●
         count #3                                         ●━━━━━━━━━━━━━━━━━━●
                   0                  1 s                 2 s                3 s
                                                                     settled ▲
      "
    `)
  })

  test('counts that nobody waits for', () => {
    expect(draw(floating(), three)).toMatchInlineSnapshot(`
      "
         expected            yours
            0 ms  One           0 ms  One
            0 ms  One           0 ms  One
            0 ms  One           0 ms  One
                                0 ms  ── settled ──
         1000 ms  Two        1000 ms  Two
         1000 ms  Two        1000 ms  Two
         1000 ms  Two        1000 ms  Two

         main      ●
         count #1  ●━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━●
         count #2  ●━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━●
         count #3  ●━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━●
                   0                            500 ms                       1000 ms
                   ▲ settled
      "
    `)
  })

  test('a program that never settles', () => {
    const expected = '100 ms  asked\n100 ms  answered\n100 ms  bye'
    expect(draw(neverSettling(), expected)).toMatchInlineSnapshot(`
      "
         expected              yours
          100 ms  asked         100 ms  asked
          100 ms  answered  ✗   100 ms  … never settles
          100 ms  bye       ✗           —

         main  ●━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━●╌╌╌
         ask                                                              ●╌╌╌
               0                             50 ms                        100 ms
               ╌ never ends
      "
    `)
  })

  test('a program that threw', () => {
    expect(draw(throwing(), '0 ms  hi\n100 ms  bye')).toMatchInlineSnapshot(`
      "
         expected            yours
            0 ms  hi            0 ms  hi
          100 ms  bye     ✗    50 ms  threw Error: boom (line 3)

         main  ●━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━╌╌╌
               0           10 ms       20 ms      30 ms       40 ms       50 ms
               ╌ never ends
      "
    `)
  })

  test('other bad ends', () => {
    const at = simulatedMs(10)
    const site = { file: 'x.ts', line: 5 }
    const failure = { name: 'TypeError', message: 'boom' }
    const endings: readonly Ending[] = [
      { kind: 'killed', at, reason: 'stuck', site },
      { kind: 'killed', at, reason: 'crashed' },
      { kind: 'ran-away', at, limit: 'wake-ups', allowed: 10_000, site },
      { kind: 'ran-away', at, limit: 'simulated-time', allowed: 86_400_000 },
      { kind: 'exited', at, code: 3, site },
      { kind: 'broken', at, reason: 'syntax', detail: 'Unexpected token' },
    ]
    const drawn = endings.map((ending) => {
      const run = new Recording()
      run.start('main', 3)
      return draw(run.trace(ending), '10 ms  go')
    })
    const run = new Recording()
    run.rejects(failure)
    run.settle({ kind: 'rejected', failure })
    expect([...drawn, draw(run.trace(), '')].join('')).toMatchInlineSnapshot(`
      "
         expected            yours
           10 ms  go      ✗           nothing
                          ✗    10 ms  stuck at line 5

         main  ●━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━█╌╌╌
               0                             5 ms                         10 ms
               █ holds the thread   ╌ never ends

         expected            yours
           10 ms  go      ✗           nothing
                          ✗    10 ms  its process died

         main  ●━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━█╌╌╌
               0                             5 ms                         10 ms
               █ holds the thread   ╌ never ends

         expected            yours
           10 ms  go      ✗           nothing
                          ✗    10 ms  ran away: more than 10,000 wake-ups (line 5)

         main  ●━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━╌╌╌
               0                             5 ms                         10 ms
               ╌ never ends

         expected            yours
           10 ms  go      ✗           nothing
                          ✗    10 ms  ran away: more than 24 simulated hours

         main  ●━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━╌╌╌
               0                             5 ms                         10 ms
               ╌ never ends

         expected            yours
           10 ms  go      ✗           nothing
                          ✗    10 ms  exited with code 3 (line 5)

         main  ●━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━╌╌╌
               0                             5 ms                         10 ms
               ╌ never ends

         expected            yours
           10 ms  go      ✗    10 ms  no program to run: TypeScript cannot read the f…

         main  ●━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━╌╌╌
               0                             5 ms                         10 ms
               ╌ never ends

         expected             yours
                  nothing              nothing
                                 0 ms  ── nobody caught TypeError: boom ──
                                 0 ms  ── failed: TypeError: boom ──
      "
    `)
  })

  test('a held thread and timers that come late', () => {
    const expected =
      '0 ms  open shop\n0 ms  serve Ann\n200 ms  kettle boils\n500 ms  sum done\n500 ms  close till\n600 ms  bell'
    expect(draw(kettle(), expected, { ordered: true })).toMatchInlineSnapshot(`
      "
         expected                  yours
            0 ms  open shop           0 ms  open shop
            0 ms  serve Ann           0 ms  serve Ann
          200 ms  kettle boils  ✗           —
          500 ms  sum done          500 ms  sum done
          500 ms  close till        500 ms  close till
                                    500 ms  ── settled ──
                                ✗   500 ms  kettle boils
          600 ms  bell              600 ms  bell

         thread        █████████████████████████████████████████████
         timer line 3  ●━━━━━━━━━━━━━━━━━░░░░░░░░░░░░░░░░░░░░░░░░░░░●
         timer line 7                                               ●━━━━━━━━●
                       0                 200 ms            400 ms            600 ms
                                                            settled ▲
                       █ holds the thread   ░ due, but has to wait
      "
    `)
  })

  test('tasks that hold the thread, and a heartbeat that comes late', () => {
    expect(draw(impolite(), undefined)).toMatchInlineSnapshot(`
      "
         yours
          100 ms  w1
          100 ms  tick
          251 ms  w2
          251 ms  tick
          302 ms  ── settled ──

         main             ●━━━━━━━━━━━━━━━━━━━━━━━━━●━━━━━━━━━━━━━━━━━━━━━━━━●
         work #1          ●████████████████▐████████●
         work #2                                    ●███████████████━████████●
         interval line 3  ●━━━━━━━━━░░░░░░░●━━━━━━━━━░░░░░░░░░░░░░░░●━━━━━━━━●
                          0                100 ms           200 ms           300 ms
                                                                     settled ▲
                          █ holds the thread   ░ due, but has to wait
      "
    `)
  })

  test('a timer that outlives the task that set it', () => {
    const run = new Recording()
    const main = run.start('main', 2)
    const deadline = run.timer(1000, 3, main)
    const work = run.sleep(main, 300, 4)
    run.at(300).wake(main, work).end(main).settle()
    run.at(1000).fire(deadline)
    expect(draw(run.trace(), undefined)).toMatchInlineSnapshot(`
      "
         yours
                  nothing
          300 ms  ── settled ──
         1000 ms  ── over ──

         main          ●━━━━━━━━━━━━━━━●
         timer line 3  ●━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━●
                       0                          500 ms                     1000 ms
                                       ▲ settled
      "
    `)
  })

  test('a task that fails, and a timer that plain code left behind', () => {
    const run = new Recording()
    const main = run.start('main', 2)
    const work = run.start('work', 6, main)
    const sleep = run.sleep(work, 100, 7)
    const deadline = run.timer(500, 12)
    run.wait(main, 'work()', 3)
    run.at(100).wake(work, sleep).fail(work).resume(main).end(main).settle()
    run.at(500).fire(deadline)
    expect(draw(run.trace(), undefined)).toMatchInlineSnapshot(`
      "
         yours
                  nothing
          100 ms  ── settled ──
          500 ms  ── over ──

         main           ●━━━━━━━━━━●
         work           ●━━━━━━━━━━✗
         timer line 12  ●━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━●
                        0          100 ms    200 ms     300 ms    400 ms     500 ms
                                   ▲ settled
                        ✗ fails
      "
    `)
    expect(tell(run.trace())).toMatchInlineSnapshot(`
      "
      1. at 0 ms main starts (line 2)
      2. at 0 ms work starts (line 6), sets a timer of 100 ms (line 7), waits for sleep(100) (line 7) and sets a timer of 500 ms (line 12)
      3. at 0 ms main waits for work() (line 3)
      4. at 100 ms the timer of line 7 fires; work goes on and fails
      5. at 100 ms main goes on and ends
      6. at 100 ms the program settles
      7. at 500 ms the timer of line 12 fires
      8. at 500 ms nothing is left to do
      "
    `)
  })

  test('of more than ten lanes, those that took some time', () => {
    const run = new Recording()
    const main = run.start('main', 2)
    for (let i = 0; i < 12; i++) run.end(run.start('look', 5, main))
    const work = run.start('work', 8, main)
    const sleep = run.sleep(work, 100, 9)
    run.wait(main, 'work()', 3)
    run.at(100).wake(work, sleep).end(work).resume(main).end(main).settle()
    expect(draw(run.trace(), undefined)).toMatchInlineSnapshot(`
      "
         yours
                  nothing
          100 ms  ── settled ──

         main     ●━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━●
         look #1  ●
         look #2  ●
         look #3  ●
         look #4  ●
         look #5  ●
         look #6  ●
         look #7  ●
         work     ●━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━●
                  … 5 more
                  0                             50 ms                        100 ms
                                                                     settled ▲
      "
    `)
  })

  test('sixty lines, folded around the first difference', () => {
    expect(draw(sixty(), sixtyExpected)).toMatchInlineSnapshot(`
      "
         expected                   yours
            … 27 lines as expected
         2800 ms  page 28 of 60     2800 ms  page 28 of 60
         2900 ms  page 29 of 60     2900 ms  page 29 of 60
         3000 ms  page 30 of 60     3000 ms  page 30 of 60
         3100 ms  page 31 of 60  ✗  3101 ms  page 31 of 60
         3200 ms  page 32 of 60  ✗  3201 ms  page 32 of 60
         3300 ms  page 33 of 60  ✗  3301 ms  page 33 of 60
         3400 ms  page 34 of 60  ✗  3401 ms  page 34 of 60
         3500 ms  page 35 of 60  ✗  3501 ms  page 35 of 60
         3600 ms  page 36 of 60  ✗  3601 ms  page 36 of 60
         3700 ms  page 37 of 60  ✗  3701 ms  page 37 of 60
         3800 ms  page 38 of 60  ✗  3801 ms  page 38 of 60
         3900 ms  page 39 of 60  ✗  3901 ms  page 39 of 60
         4000 ms  page 40 of 60  ✗  4001 ms  page 40 of 60
            … 20 more lines
                                    6001 ms  ── settled ──

         main      ●●●●●●●●●●●●●●●●●●●●●●●●●●●●●●●●●●●●●●●●●●●●●●●●●●●●●●●●●●●
         page #1   ●●
         page #2    ●●
         page #3     ●●
         page #4      ●●
         page #5       ●●
         page #6        ●●
         page #7         ●●
                   … 52 more
         page #60                                                           ●●
                   0                  2 s                 4 s                6 s
                                                                     settled ▲
      "
    `)
  })

  test('sixty lines that are all right, with the end in sight', () => {
    const drawn = draw(sixty(), printedAsPicture(sixty()), { maxRows: 6 })
    expect(`${drawn.split('\n\n')[0]}\n`).toMatchInlineSnapshot(`
      "
         expected                  yours
          100 ms  page 1 of 60      100 ms  page 1 of 60
          200 ms  page 2 of 60      200 ms  page 2 of 60
          300 ms  page 3 of 60      300 ms  page 3 of 60
          400 ms  page 4 of 60      400 ms  page 4 of 60
            … 56 lines as expected
                                   6001 ms  ── settled ──
      "
    `)
  })

  test('sixty lines of which none was expected', () => {
    const drawn = draw(sixty(), undefined, { maxRows: 5 })
    expect(`${drawn.split('\n\n')[0]}\n`).toMatchInlineSnapshot(`
      "
         yours
          100 ms  page 1 of 60
          200 ms  page 2 of 60
          300 ms  page 3 of 60
            … 57 more lines
         6001 ms  ── settled ──
      "
    `)
  })

  test('nothing on either side', () => {
    const run = new Recording()
    run.settle()
    expect(draw(run.trace(), '')).toMatchInlineSnapshot(`
      "
         expected             yours
                  nothing              nothing
                                 0 ms  ── settled ──
      "
    `)
    expect(draw(run.trace(), '0 ms  One\n0 ms  Two')).toMatchInlineSnapshot(`
      "
         expected            yours
            0 ms  One     ✗           nothing
            0 ms  Two     ✗     0 ms  ── settled ──
      "
    `)
    run.print('x')
    expect(draw(run.trace(), '')).toMatchInlineSnapshot(`
      "
         expected             yours
                  nothing        0 ms  ── settled ──
                           ✗     0 ms  x
      "
    `)
  })

  test('wide characters and long texts', () => {
    expect(draw(chinese(), printedAsPicture(chineseOverlapping()))).toMatchInlineSnapshot(`
      "
         expected                                 yours
            0 ms  一：开始计数                       0 ms  一：开始计数
            0 ms  一：开始计数                 ✗           —
         1000 ms  二：计数结束，谢谢光临，欢…     1000 ms  二：计数结束，谢谢光临，欢…
                                               ✗  1000 ms  一：开始计数
         1000 ms  二：计数结束，谢谢光临，欢…  ✗  2000 ms  二：计数结束，谢谢光临，欢…
                                                  2000 ms  ── settled ──

         数数 #1  ●━━━━━━━━━━━━━━━━━━━━━━━━━━━━━●
         数数 #2                                ●━━━━━━━━━━━━━━━━━━━━━━━━━━━━●
                  0                             1 s                          2 s
                                                                     settled ▲
      "
    `)
  })

  test('texts that look alike: hostile ones, and differences in spaces or far to the right', () => {
    const long = 'The quick brown fox jumps over the lazy dog and then goes home to sleep, at'
    const run = new Recording()
    run
      .print(`${long} 9`)
      .print('a  b')
      .print('\x1b[2Jgone\nnext')
      .print('x'.repeat(1_000_000))
      .settle()
    const expected = `0 ms  ${long} 8\n0 ms  a b\n0 ms  gone\n0 ms  ${'x'.repeat(999_999)}y`
    expect(draw(run.trace(), expected, { ordered: true })).toMatchInlineSnapshot(`
      "
         expected                                 yours
            0 ms  …n goes home to sleep, at 8  ✗     0 ms  …n goes home to sleep, at 9
            0 ms  a␣b                          ✗     0 ms  a␣␣b
            0 ms  gone                         ✗     0 ms  \\x1b[2Jgone\\nnext
            0 ms  …xxxxxxxxxxxxxxxxxxxxxxxxxy  ✗     0 ms  …xxxxxxxxxxxxxxxxxxxxxxxxxx
                                                     0 ms  ── settled ──
      "
    `)
  })

  test('40 columns: side by side while it fits, else one below the other', () => {
    expect(draw(throwing(), '0 ms  hi\n100 ms  bye', { columns: 44 })).toMatchInlineSnapshot(`
      "
         expected
            0 ms  hi
       ✗  100 ms  bye

         yours
            0 ms  hi
       ✗   50 ms  threw Error: boom (line 3)

         main  ●━━━━━━━━━━━━━━━━━━━━━━━━━━╌╌╌
               0                         50 ms
               ╌ never ends
      "
    `)
    expect(draw(serial(), three, { columns: 40 })).toMatchInlineSnapshot(`
      "
         expected
            0 ms  One
       ✗    0 ms  One
       ✗    0 ms  One
         1000 ms  Two
       ✗ 1000 ms  Two
       ✗ 1000 ms  Two

         yours
            0 ms  One
         1000 ms  Two
       ✗ 1000 ms  One
       ✗ 2000 ms  Two
       ✗ 2000 ms  One
       ✗ 3000 ms  Two
         3000 ms  ── settled ──

         main      ●━━━━━●━━━━━●━━━━━●
         count #1  ●━━━━━●
         count #2        ●━━━━━●
         count #3              ●━━━━━●
                   0     1 s   2 s   3 s
                             settled ▲
      "
    `)
  })

  test('ASCII', () => {
    expect(draw(impolite(), '100 ms  w1\n100 ms  w2', { ascii: true })).toMatchInlineSnapshot(`
      "
         expected            yours
          100 ms  w1          100 ms  w1
                          x   100 ms  tick
          100 ms  w2      x   251 ms  w2
                          x   251 ms  tick
                              302 ms  -- settled --

         main             o-------------------------o------------------------o
         work #1          o################|########o
         work #2                                    o###############-########o
         interval line 3  o---------!!!!!!!o---------!!!!!!!!!!!!!!!o--------o
                          0                100 ms           200 ms           300 ms
                                                                     settled ^
                          # holds the thread   ! due, but has to wait
      "
    `)
    expect(draw(neverSettling(), '', { ascii: true })).toMatchInlineSnapshot(`
      "
         expected             yours
                  nothing  x   100 ms  asked
                           x   100 ms  ... never settles

         main  o----------------------------------------------------------o...
         ask                                                              o...
               0                             50 ms                        100 ms
               . never ends
      "
    `)
  })

  test('anything fits its columns, and colour adds nothing but colour', () => {
    const runs = [
      serial(),
      floating(),
      neverSettling(),
      throwing(),
      kettle(),
      impolite(),
      sixty(),
      chinese(),
    ]
    for (const trace of runs) {
      for (const columns of [40, 50, 63, 80, 140]) {
        const plain = draw(trace, sixtyExpected, { columns })
        expect(
          stripVTControlCharacters(draw(trace, sixtyExpected, { columns, colour: true })),
        ).toBe(plain)
        const widest = Math.max(...plain.split('\n').map(columnsOf))
        expect(widest).toBeLessThanOrEqual(columns)
      }
    }
  })
})

test('a run of nothing but prints has no lanes', () => {
  const run = new Recording()
  run.print('One').print('Two').settle()
  expect(renderLanes(run.trace(), { columns: 80, colour: false })).toEqual([])
})

test('namesakes with long names can be told apart', () => {
  const run = new Recording()
  const tasks = [3, 3].map((line) => run.start('users.filter(isInTown).forEach callback', line))
  for (const task of tasks) run.wait(task, 'send(user)', 4)
  run.at(20)
  for (const task of tasks) run.resume(task).end(task)
  expect(`\n${renderLanes(run.trace(), { columns: 60, colour: false }).join('\n')}`)
    .toMatchInlineSnapshot(`
    "
       users.filter(i… #1  ●━━━━━━━━━━━━━━━━━━━━━━━━━━━●
       users.filter(i… #2  ●━━━━━━━━━━━━━━━━━━━━━━━━━━━●
                           0             10 ms         20 ms"
  `)
})

test("the suite's own program has no lane, what it hands in has", () => {
  const run = new Recording()
  const program = run.start('async function', undefined)
  const main = run.start('main', 2, program)
  const work = run.start('work', undefined, main)
  const sleep = run.sleep(work, 100, undefined)
  run.wait(main, 'work()', 2).wait(program, 'main(work)', undefined)
  run
    .at(100)
    .wake(work, sleep)
    .end(work)
    .resume(main)
    .end(main)
    .resume(program)
    .end(program)
    .settle()
  expect(`\n${renderLanes(run.trace(), { columns: 60, colour: false }).join('\n')}`)
    .toMatchInlineSnapshot(`
      "
         main  ●━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━●
         work  ●━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━●
               0                    50 ms                100 ms
                                                 settled ▲"
    `)
})

describe('told in sentences,', () => {
  test('counts one after another', () => {
    expect(tell(serial())).toMatchInlineSnapshot(`
      "
      1. at 0 ms main starts (line 7)
      2. at 0 ms count #1 starts (line 2), prints "One", sets a timer of 1000 ms (line 4) and waits for sleep(1000) (line 4)
      3. at 0 ms main waits for count(1000) (line 7)
      4. at 1000 ms the timer of line 4 fires; count #1 goes on, prints "Two" and ends
      5. at 1000 ms main goes on
      6. at 1000 ms count #2 starts (line 2), prints "One", sets a timer of 1000 ms (line 4) and waits for sleep(1000) (line 4)
      7. at 1000 ms main waits for count(1000) (line 7)
      8. at 2000 ms the timer of line 4 fires; count #2 goes on, prints "Two" and ends
      9. at 2000 ms main goes on
      10. at 2000 ms count #3 starts (line 2), prints "One", sets a timer of 1000 ms (line 4) and waits for sleep(1000) (line 4)
      11. at 2000 ms main waits for count(1000) (line 7)
      12. at 3000 ms the timer of line 4 fires; count #3 goes on, prints "Two" and ends
      13. at 3000 ms main goes on and ends
      14. at 3000 ms the program settles
      15. at 3000 ms nothing is left to do
      "
    `)
  })

  test('a held thread', () => {
    expect(tell(kettle())).toMatchInlineSnapshot(`
      "
      1. at 0 ms the program prints "open shop", sets a timer of 200 ms (line 3), prints "serve Ann" and holds the thread for 500 ms (line 5)
      2. at 500 ms the program prints "sum done", sets a timer of 100 ms (line 7) and prints "close till"
      3. at 500 ms the program settles
      4. at 500 ms the timer of line 3 fires 300 ms late and prints "kettle boils"
      5. at 600 ms the timer of line 7 fires and prints "bell"
      6. at 600 ms nothing is left to do
      "
    `)
  })

  test('a program that never settles', () => {
    expect(tell(neverSettling())).toMatchInlineSnapshot(`
      "
      1. at 0 ms main starts (line 6), sets a timer of 100 ms (line 6) and waits for sleep(100) (line 6)
      2. at 100 ms the timer of line 6 fires; main goes on
      3. at 100 ms ask starts (line 2), prints "asked" and waits for new Promise(() => {}) (line 4)
      4. at 100 ms main waits for ask() (line 6)
      5. at 100 ms nothing is left that could wake the program: it never settles; ask waits for new Promise(() => {}) (line 4); main waits for ask() (line 6)
      "
    `)
  })
})

/** Writes traces event by event, as the simulator does. */
class Recording {
  readonly #events: TraceEvent[] = []
  #at = simulatedMs(0)
  #tasks = 0
  #timers = 0

  at(ms: number): this {
    this.#at = simulatedMs(ms)
    return this
  }

  start(name: string, line: number | undefined, parent?: number): number {
    const task = ++this.#tasks
    this.#add({ kind: 'task-started', task, name, ...(parent && { parent }), ...site(line) })
    return task
  }

  print(text: string, task?: number): this {
    return this.#add({ kind: 'printed', text, ...(task && { task }) })
  }

  timer(
    delayMs: number,
    line: number | undefined,
    task?: number,
    timerKind: 'timeout' | 'interval' = 'timeout',
  ): number {
    const timer = ++this.#timers
    this.#add({
      kind: 'timer-set',
      timer,
      timerKind,
      delayMs,
      ...(task && { task }),
      ...site(line),
    })
    return timer
  }

  fire(timer: number): this {
    return this.#add({ kind: 'timer-fired', timer })
  }

  clear(timer: number): this {
    return this.#add({ kind: 'timer-cleared', timer })
  }

  wait(task: number, on: string, line: number | undefined): this {
    return this.#add({ kind: 'task-waiting', task, on, ...site(line) })
  }

  /** @returns the timer, for {@link wake} */
  sleep(task: number, ms: number, line: number | undefined): number {
    const timer = this.timer(ms, line, task)
    this.wait(task, `sleep(${ms})`, line)
    return timer
  }

  wake(task: number, timer: number): this {
    return this.fire(timer).resume(task)
  }

  resume(task: number): this {
    return this.#add({ kind: 'task-resumed', task })
  }

  end(task: number): this {
    return this.#add({ kind: 'task-ended', task })
  }

  fail(task: number): this {
    return this.#add({ kind: 'task-ended', task, failed: true })
  }

  /** Holds the thread; the next event comes after it. */
  hold(ms: number, line: number, task?: number): this {
    this.#add({ kind: 'thread-held', ms, ...(task && { task }), ...site(line) })
    return this.at(this.#at + ms)
  }

  rejects(failure: { readonly name: string; readonly message: string }): this {
    return this.#add({ kind: 'rejection-unobserved', failure })
  }

  settle(result: Settled['result'] = { kind: 'fulfilled', value: undefined }): this {
    return this.#add({ kind: 'settled', result })
  }

  trace(ending: Ending = { kind: 'finished', at: this.#at }): Trace {
    return { version: TRACE_VERSION, events: [...this.#events], ending }
  }

  #add(event: DistributiveOmit<TraceEvent, 'at'>): this {
    this.#events.push({ ...event, at: this.#at })
    return this
  }
}

type DistributiveOmit<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never

function site(line: number | undefined): { readonly site?: Site } {
  return line === undefined ? {} : { site: { file: 'x.ts', line } }
}

function startCount(
  run: Recording,
  parent: number,
): { readonly count: number; readonly sleep: number } {
  const count = run.start('count', 2, parent)
  run.print('One', count)
  return { count, sleep: run.sleep(count, 1000, 4) }
}

function serial(): Trace {
  const run = new Recording()
  const main = run.start('main', 7)
  for (const at of [0, 1000, 2000]) {
    const { count, sleep } = startCount(run, main)
    run.wait(main, 'count(1000)', 7)
    run
      .at(at + 1000)
      .wake(count, sleep)
      .print('Two', count)
      .end(count)
      .resume(main)
  }
  return run.end(main).settle().trace()
}

function overlapping(): Trace {
  const run = new Recording()
  const main = run.start('main', 7)
  const counts = [1, 2, 3].map(() => startCount(run, main))
  run.wait(main, 'Promise.all(counts)', 8).at(1000)
  for (const { count, sleep } of counts) run.wake(count, sleep).print('Two', count).end(count)
  return run.resume(main).end(main).settle().trace()
}

function floating(): Trace {
  const run = new Recording()
  const main = run.start('main', 7)
  const counts = [1, 2, 3].map(() => startCount(run, main))
  run.end(main).settle().at(1000)
  for (const { count, sleep } of counts) run.wake(count, sleep).print('Two', count).end(count)
  return run.trace()
}

function neverSettling(): Trace {
  const run = new Recording()
  const main = run.start('main', 6)
  const sleep = run.sleep(main, 100, 6)
  run.at(100).wake(main, sleep)
  const ask = run.start('ask', 2, main)
  run.print('asked', ask).wait(ask, 'new Promise(() => {})', 4).wait(main, 'ask()', 6)
  return run.trace({
    kind: 'never-settles',
    at: simulatedMs(100),
    waiting: [
      { task: ask, name: 'ask', on: 'new Promise(() => {})', ...site(4) },
      { task: main, name: 'main', on: 'ask()', ...site(6) },
    ],
  })
}

function throwing(): Trace {
  const run = new Recording()
  const main = run.start('main', 2)
  run.print('hi', main)
  const bomb = run.timer(50, 3, main)
  run.sleep(main, 100, 4)
  run.at(50).fire(bomb)
  const failure = { name: 'Error', message: 'boom', ...site(3) }
  return run.trace({ kind: 'threw', at: simulatedMs(50), failure })
}

function kettle(): Trace {
  const run = new Recording()
  const boil = run.print('open shop').timer(200, 3)
  run.print('serve Ann').hold(500, 5).print('sum done')
  const bell = run.timer(100, 7)
  run.print('close till').settle().fire(boil).print('kettle boils')
  return run.at(600).fire(bell).print('bell').trace()
}

function impolite(): Trace {
  const run = new Recording()
  const main = run.start('main', 3)
  const beat = run.timer(60, 3, main, 'interval')
  for (const [name, begin] of [
    ['w1', 0],
    ['w2', 151],
  ] as const) {
    const work = run.at(begin).start('work', 2, main)
    const pause = run.hold(100, 2, work).print(name, work).sleep(work, 1, 2)
    run.wait(main, 'work()', 3).fire(beat).print('tick')
    run
      .at(begin + 101)
      .wake(work, pause)
      .hold(50, 2, work)
      .end(work)
      .resume(main)
  }
  return run.clear(beat).end(main).settle().trace()
}

/** From the 31st page on, one ms late. */
function sixty(): Trace {
  const run = new Recording()
  const main = run.start('main', 5)
  for (let number = 1, at = 0; number <= 60; number++) {
    const page = run.start('page', 2, main)
    const sleep = run.sleep(page, number === 31 ? 101 : 100, 2)
    run.wait(main, 'page(number)', 5)
    run.at((at += number === 31 ? 101 : 100)).wake(page, sleep)
    run.print(`page ${number} of 60`, page).end(page).resume(main)
  }
  return run.end(main).settle().trace()
}

const sixtyExpected = Array.from(
  { length: 60 },
  (_, i) => `${(i + 1) * 100} ms  page ${i + 1} of 60`,
).join('\n')

function chinese(): Trace {
  const run = new Recording()
  for (const begin of [0, 1000]) {
    const task = run.at(begin).start('数数', 2)
    const sleep = run.print('一：开始计数', task).sleep(task, 1000, 3)
    run
      .at(begin + 1000)
      .wake(task, sleep)
      .print(CHINESE, task)
      .end(task)
  }
  return run.settle().trace()
}

function chineseOverlapping(): Trace {
  const run = new Recording()
  run.print('一：开始计数').print('一：开始计数').at(1000)
  return run.print(CHINESE).print(CHINESE).trace()
}

const CHINESE = '二：计数结束，谢谢光临，欢迎下次再来我们的小店喝茶'

const tell = (trace: Trace): string => `\n${narrate(trace).join('\n')}\n`

const printedAsPicture = (trace: Trace): string =>
  printedLines(trace)
    .map(({ at, text }) => `${at} ms  ${text}`)
    .join('\n')

function draw(
  trace: Trace,
  expected: string | undefined,
  options: {
    readonly columns?: number
    readonly colour?: boolean
    readonly ascii?: boolean
    readonly maxRows?: number
    readonly ordered?: boolean
  } = {},
): string {
  const { ordered = false, columns = 80, colour = false, ...rest } = options
  const comparison = {
    expected: expected === undefined ? undefined : parsePicture(expected),
    ordered,
    trace,
  }
  return `\n${renderComparison(comparison, { columns, colour, ...rest }).join('\n')}\n`
}
