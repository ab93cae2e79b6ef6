import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { arch, platform } from 'node:process'
import { fileURLToPath, pathToFileURL } from 'node:url'
import axe from 'axe-core'
import type { Browser, Page } from 'puppeteer-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findBrowser, startBrowser } from './browser.ts'
import { openWorkbook, variants, type Exercise } from './catalogue.ts'
import { openJudge } from './judge.ts'
import { renderReport, renderStudent } from './pages.ts'
import { escape } from './pages/html.ts'
import type { ExerciseResult, Results, SubmissionResult } from './results.ts'
import { visible } from './terminal.ts'
import { simulatedMs } from './trace.ts'

const workbook = await openWorkbook(dirname(dirname(fileURLToPath(import.meta.url))))
const folder = mkdtempSync(join(tmpdir(), 'pages-'))
let results: Results
beforeAll(async () => void (results = await gradedClass()))
afterAll(() => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }))

const program = await findBrowser().catch((error: unknown) => {
  if (platform === 'linux' && arch === 'x64') throw error
})

describe.skipIf(!program)('in a browser', () => {
  let browser: Browser
  beforeAll(async () => void (program && (browser = await startBrowser(program))))
  afterAll(() => browser?.close())

  test('the report shows the class at a glance', async () => {
    const page = await open(renderReport(results))
    expect(await text(page, 'main')).toMatchInlineSnapshot(`
      "Class report
      4 submissions, 2 exercises
      At a glance
      Exercises
      Misconceptions
      To look after
      How this was graded
      People
      At a glance
      Graded
      3
      points are final
      Median
      0.5
      of 5 points
      Passed
      33 %
      of all exercises, by all people
      Not judged
      1
      our doing, no marks lost
      Missing
      1
      nothing handed in
      Unmatched
      1
      handed in, not on the roster
      Distribution of points
      1
      1
      1
      0
      0.5
      1
      1.5
      2
      2.5
      3
      3.5
      4
      4.5
      5
      median 0.5
      Points, of 5 possible. 3 people have from 0 to 5 points; the median is 0.5; 1 person is in the fullest range, 0 to 0.5.
      The same as a table
      Exercises
      How many of those who could be judged passed each. Striped: handed in, and not right.
      Exercise	Passed	Mean points
      Start everything, then wait: gather
      4.1 Three counts that overlap count-async	
      33 % 1 of 3 · 2 failed · 1 not judged	0.67 of 2
      4.3 Everybody is told, and nobody is counted foreach-trap	
      25 % 1 of 4 · 3 failed	0.75 of 3
      Misconceptions
      What people were told about their work, most frequent first; each with one person in whose work it can be seen.
      3 people
      You reported done at 300 ms, and things went on until 842 ms: whoever waits for you is told too early.
      Told, for example, to Bo Sen, foreach-trap · code early
      3 people
      At 100 ms "ann is out of reach", and nobody was there to hear it: the promise that knew had been thrown away.
      Told, for example, to Bo Sen, foreach-trap · code foreach-trap/lost
      1 person
      The thread was held for 3000 ms: holding it cannot be shared among the counts, only waiting can.
      Told, for example, to s3, count-async · code count-async/busy
      1 person
      Took 3000 ms where 1000 were enough: each count began exactly when the one before it had ended.
      Told, for example, to Bo Sen, count-async · code count-async/serial
      To look after
      Could not be judged 1
      Faults of the workbook or of this machine, which cost no marks. Grade again, or report them.
      Dee Fox s4, count-async: It could not be judged, which is the workbook’s doing: the disk is full
      Missing 1
      On the roster, and nothing was handed in.
      Eve Lund s5
      Unmatched 1
      Handed in, and nobody on the roster; they were not graded.
      class.zip/s99: nobody on the roster has the id "s99"
      Problems on arrival 1
      What was wrong with somebody’s files or archive; the rest of it was graded.
      s3, class.zip/s3: a link was left out: "notes"
      How this was graded
      Isolation
      namespaces
      Walls that stood
      no network
      a process tree of its own
      Seed
      7
      Version
      async-workbook 0.1.0
      Suites and rules
      5c5c5c5c5c5c5c5c5c5c5c5c5c5c5c5c5c5c5c5c5c5c5c5c5c5c5c5c5c5c5c5c
      People
      Person	Points	Passed
      Ann Ito s1	
      5 of 5
      	2 of 2
      Bo Sen s2
      +0.5: for the talk in class
      	
      0.5 of 5
      	0 of 2
      s3
      1 problem on arrival
      	
      0 of 5
      	0 of 2
      Dee Fox s4	
      not final 0 so far
      	0 of 2"
    `)
  })

  test('a student sees what is wrong, both runs, the code and its lines', async () => {
    const page = await open(renderStudent(results, personCalled('Bo Sen')))
    expect(await text(page, 'main')).toMatchInlineSnapshot(`
      "Bo Sen
      0.5 of 5 points
      Points
      What	Points
      Earned by the exercises	0
      for the talk in class	+0.5
      Points	0.5 of 5
      Known as
      s2
      Files
      2 taken, 0 left out
      From
      class.zip/s2
      SHA-256
      abababababababababababababababababababababababababababababababab
      Overview
      Exercise	Result	Points
      Start everything, then wait: gather
      4.1 Three counts that overlap	✗ failed	0 of 2
      4.3 Everybody is told, and nobody is counted	✗ failed	0 of 3
      Start everything, then wait: gather
      4.1 Three counts that overlap
      ✗ failed
      0 of 2 points
      2 of 4 tests
      count-async
      Took 3000 ms where 1000 were enough: each count began exactly when the one before it had ended.
      count-async.ts, line 10 count-async/serial
      What happened
      Test: three counts of a second overlap, and take one second
      Expected	Actual
      0 ms One	0 ms One
      0 ms One	
      ✗ first difference
      nothing
      —
      0 ms One	
      ✗
      differs
      nothing
      —
      1000 ms Two	1000 ms Two
      nothing
      —	
      ✗
      differs
      1000 ms One
      1000 ms Two	
      ✗
      differs
      2000 ms Two
      nothing
      —	
      ✗
      differs
      2000 ms One
      1000 ms Two	
      ✗
      differs
      3000 ms Two
      	3000 ms settled
      main
      count #1
      count #2
      count #3
      0
      1 s
      2 s
      3 s
      settled ▲
      runs
      waits
      The run in words
      Tests
      ✗ 
      failed:
      three counts of a second overlap, and take one second
      ✓ 
      passed:
      one count alone prints, waits, prints
      ✓ 
      passed:
      no counts: nothing to print, nothing to wait for
      ✗ 
      failed:
      any number of counts take as long as one
      Code
      import { print, sleep } from '#kit'
      export async function count(ms: number): Promise<void> {
        print('One')
        await sleep(ms)
        print('Two')
      }
      export async function main(times: number, ms: number): Promise<void> {
        for (let i = 0; i < times; i++) await count(ms)
      }
      4.3 Everybody is told, and nobody is counted
      ✗ failed
      0 of 3 points
      2 of 4 tests
      foreach-trap
      At 100 ms "ann is out of reach", and nobody was there to hear it: the promise that knew had been thrown away.
      foreach-trap.ts, line 7 foreach-trap/lost
      Also seen
      You reported done at 300 ms, and things went on until 842 ms: whoever waits for you is told too early.
      early
      What happened
      Test: one that fails is heard of
      Actual
      0 ms send ann
      0 ms send bob
      0 ms send cy
      100 ms nobody caught Error: ann is out of reach
      200 ms sent cy
      300 ms sent bob
      300 ms settled
      notifyAll
      users.forEach callback #1
      ✗
      notifyAll callback #1
      ✗
      users.forEach callback #2
      notifyAll callback #2
      users.forEach callback #3
      notifyAll callback #3
      0
      100 ms
      200 ms
      300 ms
      settled ▲
      runs
      waits
      ✗
      fails
      The run in words
      Tests
      ✓ 
      passed:
      everybody is told at once, and counted when told
      ✓ 
      passed:
      nobody to tell: zero, at once
      ✗ 
      failed:
      one that fails is heard of
      ✗ 
      failed:
      any number of users, however long each takes
      Code
      export async function notifyAll(
        users: readonly string[],
        send: (user: string) => Promise<void>,
      ): Promise<number> {
        if (users.length === 0) return 0
        let sent = 0
        users.forEach(async (user) => {
          await send(user)
          sent++
        })
        // wait until all of them had time enough
        await new Promise((resolve) => setTimeout(resolve, 300))
        return sent
      }
      "
    `)
    await page.click('.finding a')
    expect(await page.evaluate('document.querySelector(":target").textContent')).toBe(
      '  for (let i = 0; i < times; i++) await count(ms)\n',
    )
  })

  test('the run is told in words as well', async () => {
    const page = await open(renderStudent(results, personCalled('Bo Sen')))
    expect(await page.evaluate(`document.querySelector('#count-async ol').textContent`))
      .toMatchInlineSnapshot(`
      "at 0 ms main starts (line 9)
      at 0 ms count #1 starts (line 3), prints "One", sets a timer of 1000 ms (line 5) and waits for sleep(ms) (line 5)
      at 0 ms main waits for count(ms) (line 10)
      at 1000 ms the timer of line 5 fires; count #1 goes on, prints "Two" and ends
      at 1000 ms main goes on
      at 1000 ms count #2 starts (line 3), prints "One", sets a timer of 1000 ms (line 5) and waits for sleep(ms) (line 5)
      at 1000 ms main waits for count(ms) (line 10)
      at 2000 ms the timer of line 5 fires; count #2 goes on, prints "Two" and ends
      at 2000 ms main goes on
      at 2000 ms count #3 starts (line 3), prints "One", sets a timer of 1000 ms (line 5) and waits for sleep(ms) (line 5)
      at 2000 ms main waits for count(ms) (line 10)
      at 3000 ms the timer of line 5 fires; count #3 goes on, prints "Two" and ends
      at 3000 ms main goes on and ends
      at 3000 ms the program settles
      at 3000 ms nothing is left to do
      "
    `)
  })

  test('nothing that was handed in gets out of its place', async () => {
    const [hostile, harmless] = [evil, 'and so on'].map((suffix) => suffixed(results, suffix))
    for (const render of [renderReport, (all: Results) => renderStudent(all, first(all))]) {
      const pages = [
        await open(render(hostile ?? results)),
        await open(render(harmless ?? results)),
      ]
      const [attacked, quiet] = await Promise.all(pages.map(skeleton))
      expect(attacked).toEqual(quiet)
      expect(await pages[0]?.evaluate('document.body.textContent')).toContain(visible(evil))
      expect(await pages[0]?.evaluate('window.pwned')).toBeUndefined()
    }
  })

  test('no script would run and nothing would be fetched, even if it did', async () => {
    const page = await open(renderReport(results))
    const asked: string[] = []
    page.on('requestfinished', (request) => asked.push(request.url()))
    await page.evaluate(`document.body.insertAdjacentHTML('beforeend',
      '<img src="file:///etc/hostname" onerror="window.pwned = 1"><iframe src="/"></iframe>')
      document.body.append(Object.assign(document.createElement('script'), { text: 'window.pwned = 1' }))`)
    await page.evaluate(
      'new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)))',
    )
    expect(await page.evaluate('window.pwned')).toBeUndefined()
    expect(asked).toEqual([])
  })

  for (const scheme of ['light', 'dark'])
    test(`axe finds nothing to object to, ${scheme}`, async () => {
      const students = [personCalled('Bo Sen'), personCalled('Dee Fox')]
      const all = [renderReport(results), ...students.map((one) => renderStudent(results, one))]
      for (const content of all) {
        const page = await open(content, scheme)
        await page.evaluate(
          'document.querySelectorAll("details").forEach((one) => (one.open = true))',
        )
        await page.evaluate(axe.source)
        const violations = await page.evaluate(`axe.run(document).then(({ violations }) =>
          violations.map(({ id, nodes }) => id + ' ' + nodes.map(({ html }) => html).join(' ')))`)
        expect(violations).toEqual([])
      }
    })

  test('everything fits on a telephone, however long the texts', async () => {
    const long = suffixed(results, 'x'.repeat(3000))
    for (const content of [renderReport(long), renderStudent(long, first(long))]) {
      const page = await open(content)
      await page.setViewport({ width: 360, height: 640 })
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360)
    }
  })

  async function open(content: string, scheme = 'light'): Promise<Page> {
    const file = join(folder, 'page.html')
    writeFileSync(file, content)
    const page = await browser.newPage()
    await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }])
    await page.goto(pathToFileURL(file).href)
    return page
  }
})

test('a huge file is cut, and the lines that were pointed at stay', () => {
  const lines = Array.from({ length: 10_000 }, (_, line) => `line ${line + 1}`)
  lines[7000] = 'x'.repeat(1_000_000)
  const huge = withAnswer(first(results), {
    source: lines.join('\n'),
    findings: [{ code: 'slow', message: 'Here `it is', file: 'count-async.ts', line: 9000 }],
  })
  const page = renderStudent(results, huge)
  expect(page.length).toBeLessThan(100_000)
  expect(page).toContain('<a href="#count-async-L9000"><bdi>count-async.ts</bdi>, line 9000</a>')
  expect(page).toContain('<mark id="count-async-L9000" data-line="▸ 9000">line 9000\n</mark>')
  expect(page).toContain('… 8,594 more lines')
  expect(page).toContain('Here &#96;it is')
})

test('a class of a thousand is a report of less than a megabyte', () => {
  const many = Array.from({ length: 1000 }, (_, index) => {
    const { person, ...rest } = results.submissions[index % 4] ?? first(results)
    return { ...rest, person: { ...person, id: `${person.id}-${index}` } }
  })
  expect(renderReport({ ...results, submissions: many }).length).toBeLessThan(1_000_000)
})

test('one escape serves elements and attributes', () => {
  expect(escape(evil)).toMatchInlineSnapshot(
    `"&#60;/bdi&#62;&#60;/style&#62;&#60;/title&#62;--&#62;&#60;script&#62;pwned=1&#60;/script&#62;&#60;img src=x onerror=&#34;pwned=1&#34;&#62;&#39;&#38;amp;\\u202e\\x00\\ud800"`,
  )
})

test('where there is nothing to tell, that is told', () => {
  const page = renderReport({ ...results, submissions: [], missing: [], unmatched: [] })
  expect(page).toContain('Nobody’s points are final.')
  expect(page).toContain('Nothing was found to be wrong.')
  expect(page).toContain('Nothing: everything that arrived was whole')
})

/** Everything that anybody but us wrote ends with `suffix`. */
function suffixed(all: Results, suffix: string): Results {
  const own = { workbook: all.workbook, exercises: all.exercises, isolation: all.isolation }
  const text = JSON.stringify(all)
  const grown: unknown = JSON.parse(text, (key, value: unknown) =>
    typeof value === 'string' && (THEIRS.has(key) || /^\d+$/.test(key)) ? value + suffix : value,
  )
  return { ...(grown as Results), ...own }
}

const THEIRS = new Set(
  'id name email source digest submittedAt why code message text test on task detail'.split(' '),
)

const evil = `</bdi></style></title>--><script>pwned=1</script><img src=x onerror="pwned=1">'&amp;\u202e\0\ud800`

/** Elements with their attributes' names, in the order of the document. */
async function skeleton(page: Page): Promise<unknown> {
  return page.evaluate(`[...document.querySelectorAll('*')].map((element) =>
    [element.localName, element.className.baseVal ?? element.className, ...element.getAttributeNames()].join(' '))`)
}

async function text(page: Page, selector: string): Promise<string> {
  return String(await page.evaluate(`document.querySelector('${selector}').innerText`)).replaceAll(
    /\n+/g,
    '\n',
  )
}

const first = ({ submissions }: Results): SubmissionResult =>
  submissions[0] ?? personCalled('nobody')

function personCalled(name: string): SubmissionResult {
  const found = results.submissions.find(({ person }) => person.name === name)
  if (!found) throw new Error(`${name} is not in the class`)
  return found
}

function withAnswer(
  submission: SubmissionResult,
  change: Partial<ExerciseResult>,
): SubmissionResult {
  const [answer, ...others] = submission.exercises
  if (!answer) throw new Error('There is no answer')
  return { ...submission, exercises: [{ ...answer, status: 'failed', ...change }, ...others] }
}

/** Four people and two exercises, judged for real. */
async function gradedClass(): Promise<Results> {
  const exercises = workbook.exercises.filter(({ slug }) =>
    ['count-async', 'foreach-trap'].includes(slug),
  )
  const judge = openJudge(workbook)
  const answer = async (
    exercise: Exercise,
    mistake: string | undefined,
  ): Promise<ExerciseResult> => {
    const file =
      variants(exercise, 'mistakes').find(({ name }) => name === mistake)?.file ?? exercise.solution
    const verdict = await judge.judge(exercise, { file, seed: 7 })
    const { status, tests, findings, elapsedMs, comparison } = verdict
    const { points: possible } = exercise
    const points = status === 'passed' ? possible : 0
    const picture = comparison && {
      test: comparison.test,
      ...(comparison.expected && { expected: comparison.expected }),
      ordered: comparison.ordered,
      trace: comparison.trace,
    }
    const source = readFileSync(file, 'utf8')
    return {
      exercise: exercise.slug,
      status,
      points,
      possible,
      tests,
      findings,
      elapsedMs,
      source,
      ...(picture && { picture }),
    }
  }
  const submit = async (
    id: string,
    name: string,
    mistakes: readonly (string | undefined)[],
  ): Promise<SubmissionResult> => {
    const answers: ExerciseResult[] = []
    for (const [index, exercise] of exercises.entries())
      answers.push(await answer(exercise, mistakes[index]))
    const earned = answers.reduce((sum, { points }) => sum + points, 0)
    return {
      person: { id, name },
      source: `class.zip/${id}`,
      digest: 'ab'.repeat(32),
      intake: { taken: 2, ignored: 0, problems: [] },
      exercises: answers,
      earned,
      possible: 5,
      adjustments: [],
      points: earned,
      status: 'graded',
    }
  }
  try {
    const ann = await submit('s1', 'Ann Ito', [])
    const bo = await submit('s2', 'Bo Sen', ['serial', 'lost'])
    const cy = await submit('s3', '', ['busy', 'lost'])
    const dee = withAnswer(await submit('s4', 'Dee Fox', [undefined, 'lost']), {
      status: 'fault',
      points: 0,
      findings: [
        {
          code: 'fault',
          message: 'It could not be judged, which is the workbook’s doing: the disk is full',
        },
      ],
      tests: [],
      elapsedMs: simulatedMs(0),
    })
    return {
      version: 1,
      workbook: { version: '0.1.0', digest: '5c'.repeat(32) },
      seed: 7,
      isolation: { tier: 'namespaces', walls: ['no network', 'a process tree of its own'] },
      exercises: exercises.map(({ slug, number, lesson, lessonTitle, title, kind, points }) => ({
        slug,
        number,
        lesson,
        lessonTitle,
        title,
        kind,
        points,
      })),
      submissions: [
        ann,
        {
          ...bo,
          adjustments: [{ why: 'for the talk in class', points: 0.5 }],
          points: bo.earned + 0.5,
        },
        { ...cy, intake: { taken: 2, ignored: 3, problems: ['a link was left out: "notes"'] } },
        { ...dee, earned: 0, points: 0, status: 'fault' },
      ],
      missing: [{ id: 's5', name: 'Eve Lund' }],
      unmatched: [{ source: 'class.zip/s99', why: 'nobody on the roster has the id "s99"' }],
    }
  } finally {
    await judge.close()
  }
}
