import { stripVTControlCharacters } from 'node:util'
import { expect, test } from 'vitest'
import { columnsOf } from '../terminal.ts'
import type { Key } from './keys.ts'
import { renderScreen } from './screen.ts'
import type { Input, Size, State } from './state.ts'
import { renderComparison, tinyVerdict, tinyWorkbook } from './tiny-workbook.ts'
import { begin, update } from './update.ts'

using workbook = await tinyWorkbook()

test('while the first checks are under way', () => {
  const state = play(started({ columns: 60, rows: 8 }), [checked('road', '42')])
  expect(screen(state)).toMatchInlineSnapshot(`
    "│ async-workbook
    │
    │   Looking where you are …
    │
    │
    │
    │ ━━━━━━━━━━━━━━────────────────────────────  checked 1 of 3
    │ q quit"
  `)
})

test('the task of the first exercise that does not pass', () => {
  expect(screen(atRoad({ columns: 80, rows: 16 }))).toMatchInlineSnapshot(`
    "│ ✗ road  1.1 ★                                     exercises/01-first/road.ts:1
    │   How many roads
    │
    │   Make the \`answer\` 42, see the lesson (lessons/01.md):
    │
    │   - not 41,
    │   - not 43, which would be far too much for such a short road
    │
    │     export const answer = 42
    │
    │   Not passed yet: The answer is 0, 42 was wanted.
    │
    │
    │   Edit exercises/01-first/road.ts and save
    │ ───────────────────────────────────────────────────────────────  0 of 3 passed
    │ h hint · s solution · r run · t answer · n next · l list · ? keys · q quit"
  `)
})

test('the answer to a save: diagnosis, picture, what else was seen, type notes', () => {
  const state = play(atRoad({ columns: 80, rows: 20 }), [
    ...save('road', '7'),
    { kind: 'noted', slug: 'road', notes: [{ file: 'road.ts', line: 1, message: '\x1b[31mText' }] },
  ])
  expect(screen(state)).toMatchInlineSnapshot(`
    "│ ✗ road  1.1 ★                                     exercises/01-first/road.ts:1
    │   How many roads
    │
    │   The answer is 7, 42 was wanted.
    │
    │   expected      yours
    │   0 ms  42      0 ms  other
    │
    │   Also seen
    │   - Nobody asked.
    │
    │   TypeScript notes (they do not count)
    │   - road.ts:1  \\x1b[31mText
    │
    │
    │
    │
    │
    │ ───────────────────────────────────────────────────────────────  0 of 3 passed
    │ h hint · s solution · r run · t task · n next · l list · ? keys · q quit"
  `)
})

test('a file that gives no program, in a narrow terminal', () => {
  const state = play(atRoad({ columns: 40, rows: 14 }), [...save('road', undefined)])
  expect(screen(state)).toMatchInlineSnapshot(`
    "│ ✗ road  1.1 ★
    │ How many roads
    │
    │ There is no export answer.
    │
    │ exercises/01-first/road.ts:1
    │
    │
    │
    │
    │
    │
    │ ───────────────────────  0 of 3 passed
    │ h hint · s solution · r run · ? keys"
  `)
})

test('after a pass, what there is to do next', () => {
  const state = play(atRoad({ columns: 80, rows: 16 }), [...save('road', '42')])
  expect(screen(state)).toMatchInlineSnapshot(`
    "│ ✓ road  1.1 ★                                       exercises/01-first/road.ts
    │   How many roads
    │
    │   Passed. It took 1000 ms on the simulated clock and 4 ms on yours.
    │
    │   s  the solution next to yours
    │   n  on to question: The question
    │
    │   expected      yours
    │   0 ms  42      0 ms  42
    │
    │
    │
    │
    │ ━━━━━━━━━━━━━━━━━━━━━──────────────────────────────────────────  1 of 3 passed
    │ s solution · r run · t task · n next · l list · v review · ? keys · q quit"
  `)
})

test('when the last one passes', () => {
  const state = play(atRoad({ columns: 80, rows: 16 }), [
    ...save('road', '42'),
    ...save('question', '42'),
    ...save('towel', '42'),
  ])
  expect(screen(state)).toMatchInlineSnapshot(`
    "│ ✓ towel  2.1 ★★                                   exercises/02-second/towel.ts
    │   毛巾在哪里
    │
    │   Passed. It took 1000 ms on the simulated clock and 4 ms on yours.
    │
    │   s  the solution next to yours
    │
    │   All 3 exercises pass: that was the whole workbook. You can tell when a
    │   line runs, who waits for whom, and what a failure stops. In a month, v
    │   hands you one of them again, from its stub.
    │
    │   expected      yours
    │   0 ms  42      0 ms  42
    │   towel has changed, so here it is
    │ ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━  3 of 3 passed
    │ s solution · r run · t task · n next · l list · v review · ? keys · q quit"
  `)
})

test('when a lesson is done, what to take along, and what to do once more', () => {
  const state = play(atRoad({ columns: 80, rows: 18 }), [
    ...save('road', '42'),
    ...save('question', '42'),
    { kind: 'text-read', slug: 'question', text: TEXT },
    { kind: 'review-chosen', slug: 'road', asked: false },
  ])
  expect(screen(state)).toMatchInlineSnapshot(`
    "│ ✓ question  1.2 ★★★                             exercises/01-first/question.ts
    │   The question
    │
    │   Passed. It took 1000 ms on the simulated clock and 4 ms on yours.
    │
    │   Lesson done: First things
    │   - It is 42.
    │   - It was 42 before.
    │   - It will be 42.
    │
    │   s  the solution next to yours
    │   n  on to towel: 毛巾在哪里
    │   v  once more, from its stub: road, lesson 1.1
    │
    │   expected      yours
    │   question has changed, so here it is
    │ ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━───────────────  ↓ 1 more (space)  2 of 3 passed
    │ s solution · r run · t task · n next · l list · v review · ? keys · q quit"
  `)
})

test('hints come one by one', () => {
  const state = play(atRoad({ columns: 80, rows: 16 }), [press('h'), press('h'), press('h')])
  expect(screen(state)).toMatchInlineSnapshot(`
    "│ ✗ road  1.1 ★                                     exercises/01-first/road.ts:1
    │   How many roads
    │
    │   Hint 2 of 2
    │   1. How many roads?
    │   2. Six times nine, more or less.
    │
    │   The answer is 0, 42 was wanted.
    │
    │   expected      yours
    │   0 ms  42      0 ms  other
    │
    │   Also seen
    │   No more hints; s shows the solution
    │ ─────────────────────────────────────────────  ↓ 1 more (space)  0 of 3 passed
    │ h hint · s solution · r run · t task · n next · l list · ? keys · q quit"
  `)
})

test('the solution next to mine', () => {
  const sources = {
    mine: '// mine\nexport const answer = 7\n',
    solution: 'export const answer = 42\n',
  }
  const state = play(atRoad({ columns: 80, rows: 16 }), [
    press('s'),
    press('s'),
    { kind: 'solution-read', slug: 'road', sources },
  ])
  expect(screen(state)).toMatchInlineSnapshot(`
    "│ ✗ road  1.1 ★                                     exercises/01-first/road.ts:1
    │   How many roads
    │
    │   The model solution next to yours: + is only in the solution, - is only in
    │   yours.
    │
    │   - // mine
    │   - export const answer = 7
    │   + export const answer = 42
    │
    │
    │
    │
    │
    │ ───────────────────────────────────────────────────────────────  0 of 3 passed
    │ Esc back · n next · l list · q quit"
  `)
})

test('the list: wide characters line up, the filter and the search show', () => {
  const list = play(atRoad({ columns: 80, rows: 14 }), [...save('road', '42'), press('l')])
  expect(screen(list)).toMatchInlineSnapshot(`
    "│ ✓ road  1.1 ★                                       exercises/01-first/road.ts
    │   How many roads
    │
    │   [all]  to do   passed    type to search
    │
    │   First things
    │   › ✓ 1.1  road      passed  predict  ★     How many roads
    │     · 1.2  question  to do   write    ★★★   The question
    │
    │   第二课
    │     · 2.1  towel     to do   fix      ★★    毛巾在哪里
    │
    │ ━━━━━━━━━━━━━━━━━━━━━──────────────────────────────────────────  1 of 3 passed
    │ Enter open · Esc back · ↑↓ move · Tab filter · Ctrl-C quit"
  `)
  const todo = play(list, [named('tab')])
  expect(screen(todo)).toMatchInlineSnapshot(`
    "│ ✓ road  1.1 ★                                       exercises/01-first/road.ts
    │   How many roads
    │
    │    all  [to do]  passed    type to search
    │
    │   First things
    │   › · 1.2  question  to do   write    ★★★   The question
    │
    │   第二课
    │     · 2.1  towel     to do   fix      ★★    毛巾在哪里
    │
    │
    │ ━━━━━━━━━━━━━━━━━━━━━──────────────────────────────────────────  1 of 3 passed
    │ Enter open · Esc back · ↑↓ move · Tab filter · Ctrl-C quit"
  `)
  const found = play(todo, [named('left'), press('毛')])
  expect(screen(found)).toMatchInlineSnapshot(`
    "│ ✓ road  1.1 ★                                       exercises/01-first/road.ts
    │   How many roads
    │
    │   [all]  to do   passed    search: 毛▏
    │
    │   第二课
    │   › · 2.1  towel     to do   fix      ★★    毛巾在哪里
    │
    │
    │
    │
    │
    │ ━━━━━━━━━━━━━━━━━━━━━──────────────────────────────────────────  1 of 3 passed
    │ Enter open · Esc back · ↑↓ move · Tab filter · Ctrl-C quit"
  `)
})

test('what does not fit scrolls, and says how much is below', () => {
  const top = play(atRoad({ columns: 50, rows: 10 }), [...save('road', '7')])
  const below = play(top, [named('down'), named('down'), press(' ')])
  expect([screen(top), screen(below)].join('\n\n')).toMatchInlineSnapshot(`
    "│ ✗ road  1.1 ★       exercises/01-first/road.ts:1
    │ How many roads
    │
    │ The answer is 7, 42 was wanted.
    │
    │ expected      yours
    │ 0 ms  42      0 ms  other
    │
    │ ───────────────  ↓ 2 more (space)  0 of 3 passed
    │ h hint · s solution · r run · l list · ? keys

    │ ✗ road  1.1 ★       exercises/01-first/road.ts:1
    │ How many roads
    │
    │ expected      yours
    │ 0 ms  42      0 ms  other
    │
    │ Also seen
    │ - Nobody asked.
    │ ───────────────────────  ↑ 2 more  0 of 3 passed
    │ h hint · s solution · r run · l list · ? keys"
  `)
})

test('a fault of ours is not blamed on the learner', () => {
  const state = play(atRoad({ columns: 60, rows: 14 }), [
    { kind: 'saved', slugs: ['road'], missing: [] },
    { kind: 'check-broke', slug: 'road', message: 'Error: The judge fell ill' },
  ])
  expect(screen(state)).toMatchInlineSnapshot(`
    "│ ✗ road  1.1 ★                   exercises/01-first/road.ts
    │   How many roads
    │
    │   This could not be checked. The fault is the
    │   workbook’s, not yours.
    │
    │   Error: The judge fell ill
    │
    │   Saving again tries again.
    │
    │
    │
    │ ───────────────────────────────────────────  0 of 3 passed
    │ h hint · s solution · r run · t task · l list · ? keys"
  `)
})

test('a file that is gone', () => {
  const state = play(atRoad({ columns: 60, rows: 12 }), [
    { kind: 'saved', slugs: ['road'], missing: ['road'] },
    checked('road', undefined),
  ])
  expect(screen(state)).toMatchInlineSnapshot(`
    "│ ✗ road  1.1 ★                 exercises/01-first/road.ts:1
    │   How many roads
    │
    │   Its file is gone. Bring it back under its old name, or
    │   press x twice (or type npm run reset road) for a fresh
    │   stub.
    │
    │
    │
    │
    │ ───────────────────────────────────────────  0 of 3 passed
    │ h hint · s solution · r run · t task · l list · ? keys"
  `)
})

test('no row is wider than the terminal, however small that is', () => {
  const views: readonly Input[] = ['h', 's', 't', 'r', 'l', '?', 'x'].map(press)
  for (const columns of [1, 20, 39, 80]) {
    for (const rows of [1, 3, 24]) {
      for (const view of views) {
        const state = play(atRoad({ columns, rows }), [...save('road', '7'), view])
        const frame = renderScreen(state, { colour: false, renderComparison })
        expect(frame.rows.length).toBe(rows)
        expect(frame.rows.filter((row) => columnsOf(row) > columns)).toEqual([])
      }
    }
  }
})

test('colours only repeat what the words say', () => {
  const state = play(atRoad({ columns: 60, rows: 12 }), [...save('road', '7')])
  const [plain, coloured] = [false, true].map(
    (colour) => renderScreen(state, { colour, renderComparison }).rows,
  )
  expect(coloured?.map((row) => stripVTControlCharacters(row))).toEqual(plain)
  expect(coloured?.[0]).toMatchInlineSnapshot(
    `" [31m✗[39m [1mroad[22m  [2m1.1 ★[22m                 [2mexercises/01-first/road.ts:1[22m"`,
  )
})

function started(size: Size): State {
  return begin(workbook, { start: undefined, size, missing: [] }).state
}

/** After the first checks: nothing passes, so the first exercise is on screen. */
function atRoad(size: Size): State {
  const state = play(started(size), [
    checked('road', '0'),
    checked('question', '0'),
    checked('towel', '0'),
    { kind: 'text-read', slug: 'road', text: TEXT },
  ])
  return state
}

function play(state: State, inputs: readonly Input[]): State {
  let now = state
  for (const input of inputs) {
    now = update(now, input).state
    const { scroll } = renderScreen(now, { colour: false, renderComparison })
    now = update(now, { kind: 'scrolled', to: scroll }).state
  }
  return now
}

function screen(state: State): string {
  const { rows } = renderScreen(state, { colour: false, renderComparison })
  return rows.map((row) => `│${row}`.trimEnd()).join('\n')
}

const save = (slug: string, answer: string | undefined): readonly Input[] => [
  { kind: 'saved', slugs: [slug], missing: [] },
  checked(slug, answer),
]

const checked = (slug: string, answer: string | undefined): Input => ({
  kind: 'checked',
  verdict: tinyVerdict(slug, answer === undefined ? '' : `export const answer = ${answer}`),
})

const press = (text: string): Input => ({
  kind: 'key',
  key: key(text === ' ' ? 'space' : text, text),
})
const named = (name: string): Input => ({ kind: 'key', key: key(name, '') })
const key = (name: string, text: string): Key => ({ name, text, ctrl: false })

const TEXT = {
  task: '# How many roads\n\nMake the `answer` **42**, see [the lesson](../../lessons/01.md):\n\n- not 41,\n- not 43, which would be far too much for such a short road\n\n```ts\nexport const answer = 42\n```\n',
  hints: ['How many roads?', 'Six times nine, *more or less*.'],
  lesson: ['It is 42.', 'It was 42 before.', 'It will be 42.'],
}
