import { expect, test } from 'vitest'
import type { Input, State, Step } from './state.ts'
import { tinyVerdict, tinyWorkbook } from './tiny-workbook.ts'
import { begin, update } from './update.ts'

using workbook = await tinyWorkbook()

test('everything is checked at the start, and the first that does not pass is shown at once', () => {
  const { log, state } = play(start(), [checked('road', '42'), checked('question', '7')])
  expect(log).toMatchInlineSnapshot(`
    [
      "begin → judge road",
      "checked road → judge question",
      "checked question → judge towel → read-text question",
    ]
  `)
  expect(state.current).toBe('question')
})

test('with an exercise to start at, that one is shown before anything is known', () => {
  const { log, state } = play(start('towel'), [checked('towel', '7'), checked('road', '42')])
  expect(log).toMatchInlineSnapshot(`
    [
      "begin → read-text towel → judge towel",
      "checked towel → judge road",
      "checked road → judge question",
    ]
  `)
  expect(state.current).toBe('towel')
})

test('a save during its own check abandons it and starts anew; the late answer is not shown', () => {
  const { log, state } = play(ready(), [
    saved('road'),
    saved('road'),
    checked('road', '1'),
    checked('road', '2'),
  ])
  expect(log).toMatchInlineSnapshot(`
    [
      "saved → read-text road → judge road",
      "saved → abandon → read-text road",
      "checked road → judge road",
      "checked road → note-types road",
    ]
  `)
  expect(state.answers['road']).toMatchObject({ verdict: tinyVerdict('road', 'answer = 2') })
})

test('a save goes before a round of checks, which loses none of its own', () => {
  const { log, state } = play(ready(), [
    press('a'),
    saved('towel'),
    { kind: 'check-abandoned' },
    checked('towel', '42'),
    checked('road', '42'),
    checked('question', '42'),
  ])
  expect(log).toMatchInlineSnapshot(`
    [
      "a → judge road",
      "saved → abandon → read-text towel",
      "check-abandoned → judge towel",
      "checked towel → choose-review towel → judge road",
      "checked road → judge question",
      "checked question → note-types towel",
    ]
  `)
  expect(state.notice?.text).toBe('All 3 exercises pass')
})

test('who saves one other exercise is taken there; a tool that saves many is not followed', () => {
  const one = play(ready(), [saved('towel')])
  expect([one.state.current, one.state.notice?.text]).toMatchInlineSnapshot(`
    [
      "towel",
      "towel has changed, so here it is",
    ]
  `)
  const many = play(ready(), [
    { kind: 'saved', slugs: ['question', 'towel'], missing: [] },
    checked('question', '1'),
    checked('towel', '1'),
  ])
  expect([many.state.current, many.state.notice?.text]).toMatchInlineSnapshot(`
    [
      "road",
      "2 exercises changed at once; all of them are checked",
    ]
  `)
  expect(Object.keys(many.state.answers)).toHaveLength(3)
})

test('what is built on a saved answer is checked again after it, quietly', () => {
  const built: Input = {
    kind: 'checked',
    verdict: tinyVerdict(
      'towel',
      `import './x'; export { y } from './road.ts'\nexport const answer = 42`,
    ),
  }
  const { log, state } = play(play(ready(), [saved('towel'), built]).state, [
    saved('road'),
    checked('road', '0'),
    checked('towel', '0'),
  ])
  expect(log).toEqual([
    'saved → read-text road → judge road',
    'checked road → judge towel',
    'checked towel → note-types road',
  ])
  expect([state.current, state.answers['towel']]).toMatchObject([
    'road',
    { verdict: { status: 'failed' } },
  ])
})

test('a file that goes and comes back', () => {
  const gone = play(ready(), [{ kind: 'saved', slugs: ['road'], missing: ['road'] }])
  expect(gone.state.missing).toEqual(['road'])
  const other = play(ready(), [{ kind: 'saved', slugs: ['towel'], missing: ['towel'] }])
  expect([other.state.current, other.state.notice?.text]).toMatchInlineSnapshot(`
    [
      "road",
      "The file of towel is gone; l shows it, npm run reset towel brings back its stub",
    ]
  `)
  expect(play(gone.state, [saved('road')]).state.missing).toEqual([])
})

test('what destroys or spoils is asked for twice in a row', () => {
  const asked = (...keys: readonly string[]): readonly string[] =>
    play(ready(), keys.map(press)).log
  expect(asked('x', 'x')).toEqual(['x', 'x → reset road'])
  expect(asked('x', 'h', 'x')).toEqual(['x', 'h', 'x'])
  expect(asked('s', 's')).toEqual(['s', 's → read-solution road'])
  const passed = play(ready(), [saved('road'), checked('road', '42'), press('s')])
  expect(passed.log.at(-1)).toBe('s → read-solution road')
})

test('pasted text presses no keys', () => {
  const { log } = play(ready(), [
    named('paste-start'),
    ...'xxsq'.split('').map(press),
    named('paste-end'),
  ])
  expect(log.filter((line) => line.includes('→'))).toEqual([])
})

test('next and previous stay within the list; after the last comes what is left to do', () => {
  const place = (...keys: readonly string[]): unknown[] => {
    const { state } = play(ready(), keys.map(press))
    return [state.current, state.notice?.text]
  }
  expect([place('n'), place('n', 'p'), place('p'), place('n', 'n', 'n')]).toMatchInlineSnapshot(`
    [
      [
        "question",
        undefined,
      ],
      [
        "road",
        undefined,
      ],
      [
        "road",
        "This is the first exercise",
      ],
      [
        "road",
        "After the last exercise: the first that does not pass yet",
      ],
    ]
  `)
})

test('leaving a real-time run stops it; its end does not', () => {
  const line: Input = { kind: 'played', line: '0 ms  One' }
  expect(play(ready(), [press('r'), line, named('escape')]).log).toMatchInlineSnapshot(`
    [
      "r → play road",
      "played",
      "escape → stop-play",
    ]
  `)
  expect(play(ready(), [press('r'), line, { kind: 'play-ended' }, named('escape')]).log.slice(2))
    .toMatchInlineSnapshot(`
      [
        "play-ended",
        "escape",
      ]
    `)
  expect(play(ready(), [press('r'), saved('road'), checked('road', '7')]).log.slice(1))
    .toMatchInlineSnapshot(`
      [
        "saved → read-text road → judge road",
        "checked road → note-types road → stop-play",
      ]
    `)
})

test('type notes of an earlier exercise or an earlier answer are dropped', () => {
  const notes = [{ file: 'road.ts', line: 1, message: 'A note' }]
  const noted: Input = { kind: 'noted', slug: 'road', notes }
  expect(play(ready(), [noted]).state.notes).toEqual(notes)
  expect(play(ready(), [press('n'), noted]).state.notes).toEqual([])
  expect(play(ready(), [noted, saved('road'), checked('road', '7')]).state.notes).toEqual([])
})

test('a notice stays for the answer that it is about, and goes with the next', () => {
  const { state } = play(ready(), [saved('towel'), checked('towel', '1')])
  expect(state.notice?.text).toContain('towel has changed')
  expect(play(state, [saved('towel')]).state.notice).toBeUndefined()
})

test('typed lines are commands or exercises', () => {
  const typed = (line: string): unknown[] => {
    const { state, log } = play(ready(), [{ kind: 'typed', line }])
    return [state.current, state.notice?.text, log]
  }
  expect(['n', ' TOWEL ', '1.2', 'roda', ''].map(typed)).toMatchInlineSnapshot(`
    [
      [
        "question",
        undefined,
        [
          "typed → read-text question → note-types question",
        ],
      ],
      [
        "towel",
        undefined,
        [
          "typed → read-text towel → note-types towel",
        ],
      ],
      [
        "question",
        undefined,
        [
          "typed → read-text question → note-types question",
        ],
      ],
      [
        "road",
        "There is no exercise "roda"; the nearest are road, towel, and question; ? lists the commands",
        [
          "typed",
        ],
      ],
      [
        "road",
        undefined,
        [
          "typed",
        ],
      ],
    ]
  `)
})

test('a lesson that is done offers an exercise to do once more, and v takes the offer', () => {
  const done = play(ready(), [
    saved('question'),
    checked('question', '42'),
    saved('road'),
    checked('road', '42'),
    { kind: 'review-chosen', slug: 'question', asked: false },
  ])
  expect(done.log.filter((line) => line.includes('→ choose-review'))).toEqual([
    'checked road → choose-review road → note-types road',
  ])
  expect(done.state.notice?.text).toBe('road has changed, so here it is')
  const taken = play(done.state, [press('v')])
  expect(taken.log).toEqual(['v → review question → read-text question → note-types question'])
  expect(taken.state.current).toBe('question')
})

test('v without an offer asks for one, and says what it would do', () => {
  const asked = play(ready(), [
    press('v'),
    { kind: 'review-chosen', slug: undefined, asked: true },
    press('v'),
    { kind: 'review-chosen', slug: 'towel', asked: true },
  ])
  expect(asked.log).toEqual([
    'v → choose-review road',
    'review-chosen',
    'v → choose-review road',
    'review-chosen',
  ])
  expect(asked.state.notice?.text).toBe(
    'v again starts towel once more, from its stub; your answer is put aside',
  )
})

test('in the list, letters search and Enter opens', () => {
  const { state } = play(ready(), [press('l'), ...'ques'.split('').map(press), named('return')])
  expect([state.current, state.view.kind]).toEqual(['question', 'exercise'])
  const back = play(ready(), [press('l'), press('q'), named('escape'), named('escape')])
  expect([back.state.current, back.state.view.kind]).toEqual(['road', 'exercise'])
})

test('where events do not arrive, that is said', () => {
  const { state } = play(ready(), [{ kind: 'polling', everyMs: 150, reason: 'no event came' }])
  expect(state.notice?.text).toMatchInlineSnapshot(
    `"File events do not arrive here (no event came), so the files are looked at every 150 ms"`,
  )
})

function start(slug?: string): Step {
  return begin(workbook, { start: slug, size: { columns: 80, rows: 24 }, missing: [] })
}

/** Everything is checked, nothing passes, `road` is on screen. */
function ready(): State {
  const inputs = ['road', 'question', 'towel'].map((slug) => checked(slug, '0'))
  return play(start(), inputs).state
}

/** Takes the inputs one by one; the log has, for each, what it asked of the world. */
function play(
  from: State | Step,
  inputs: readonly Input[],
): { readonly state: State; readonly log: readonly string[] } {
  const log: string[] = []
  let state = 'state' in from ? from.state : from
  if ('state' in from) log.push(['begin', ...from.effects.map(inWords)].join(' → '))
  for (const input of inputs) {
    const step = update(state, input)
    state = step.state
    log.push([nameOf(input), ...step.effects.map(inWords)].join(' → '))
  }
  return { state, log }
}

const inWords = (effect: Step['effects'][number]): string =>
  'slug' in effect ? `${effect.kind} ${effect.slug}` : effect.kind

const nameOf = (input: Input): string =>
  input.kind === 'key'
    ? input.key.name
    : input.kind === 'checked'
      ? `checked ${input.verdict.exercise}`
      : input.kind

const saved = (slug: string): Input => ({ kind: 'saved', slugs: [slug], missing: [] })

const checked = (slug: string, answer: string): Input => ({
  kind: 'checked',
  verdict: tinyVerdict(slug, `export const answer = ${answer}`),
})

const press = (text: string): Input => ({ kind: 'key', key: { name: text, text, ctrl: false } })
const named = (name: string): Input => ({ kind: 'key', key: { name, text: '', ctrl: false } })
