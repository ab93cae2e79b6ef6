import { exercise, expect, type Kit } from '#runner'

type Exercise = typeof import('./always-later.ts')

const test = exercise<Exercise>(import.meta.url)

test('a caller has always finished speaking before the answer comes', async ({ simulate }) => {
  const run = await simulate(ask, { readMs: 200 }, [
    { at: 0, name: 'x' },
    { at: 500, name: 'x' },
  ])

  expect(run).toPrintSequence(
    'read x',
    '1st asked',
    '1st got text of x',
    '2nd asked',
    '2nd got text of x',
  )
  expect(run).toPrintBy('1st got text of x', '200 ms')
  expect(run).toPrintBy('2nd got text of x', '502 ms')
})

test('every name is read once, and has its own answer', async ({ simulate }) => {
  const run = await simulate(ask, { readMs: 100 }, [
    { at: 0, name: 'x' },
    { at: 10, name: 'y' },
    { at: 300, name: 'y' },
    { at: 400, name: 'x' },
  ])

  expect(run).toPrintSequence('read x', 'read y')
  expect(run).toPrintSequence('3rd asked', '3rd got text of y', '4th asked', '4th got text of x')
  expect(run).toPrintBy('4th got text of x', '402 ms')
})

test('asked again from inside the answer, it remembers', async ({ simulate }) => {
  const run = await simulate(({ cachedRead }, { print }) => {
    const cached = cachedRead((name, cb) => {
      print('read', name)
      setTimeout(() => cb('text'), 100)
    })
    cached('x', () => {
      cached('x', (text) => print('got it again:', text))
      print('asked again')
    })
  })

  expect(run).toPrintSequence('read x', 'asked again', 'got it again: text')
})

test('an empty text is remembered like any other', async ({ simulate }) => {
  const run = await simulate(ask, { readMs: 50, text: '' }, [
    { at: 0, name: 'x' },
    { at: 100, name: 'x' },
  ])

  expect(run).toPrintSequence('read x', '1st asked', '1st got ', '2nd asked', '2nd got ')
})

test('any name, at any moment, from any disk', async ({ simulate, draw }) => {
  const name = `file${draw.integer(1, 99)}`
  const readMs = draw.integer(20, 400)
  const again = readMs + draw.integer(20, 400)
  const run = await simulate(ask, { readMs }, [
    { at: 0, name },
    { at: again, name },
  ])

  expect(run).toPrintSequence(
    `read ${name}`,
    '1st asked',
    `1st got text of ${name}`,
    '2nd asked',
    `2nd got text of ${name}`,
  )
  expect(run).toPrintBy(`2nd got text of ${name}`, `${again + 2} ms`)
})

interface Question {
  readonly at: number
  readonly name: string
}

/** Asks a cached disk for names at certain moments, and says when it has asked and when it was told. */
function ask(
  { cachedRead }: Exercise,
  { print }: Kit,
  { readMs, text }: { readonly readMs: number; readonly text?: string },
  questions: readonly Question[],
) {
  const cached = cachedRead((name, cb) => {
    print('read', name)
    setTimeout(() => cb(text ?? `text of ${name}`), readMs)
  })
  questions.forEach(({ at, name }, index) => {
    const nth = ['1st', '2nd', '3rd', '4th'][index] ?? ''
    const now = () => {
      cached(name, (answer) => print(`${nth} got ${answer}`))
      print(nth, 'asked')
    }
    if (at === 0) now()
    else setTimeout(now, at)
  })
}
