import { exercise, expect, type Kit } from '#runner'

type Exercise = typeof import('./read-both.ts')

const test = exercise<Exercise>(import.meta.url)

test('both reads begin at once, and done comes with the slower one', async ({ simulate }) => {
  const run = await simulate(readTwo, { a: 300, b: 200 })

  expect(run).toPrint(`
      0 ms  read a
      0 ms  read b
      0 ms  called
    300 ms  done: text of a, text of b
  `)
  expect(run).toTakeAtMost('300 ms')
})

test('the same when the first file is the quicker one', async ({ simulate }) => {
  const run = await simulate(readTwo, { a: 100, b: 200 })

  expect(run).toPrint(`
      0 ms  read a
      0 ms  read b
      0 ms  called
    200 ms  done: text of a, text of b
  `)
})

test('and when both are there at the same moment', async ({ simulate }) => {
  const run = await simulate(readTwo, { a: 200, b: 200 })

  expect(run).toPrint(`
      0 ms  read a
      0 ms  read b
      0 ms  called
    200 ms  done: text of a, text of b
  `)
})

test('an empty file is a file', async ({ simulate }) => {
  const run = await simulate(readTwo, { a: 100, b: 300 }, { a: '', b: 'something' })

  expect(run).toPrint(`
      0 ms  read a
      0 ms  read b
      0 ms  called
    300 ms  done: , something
  `)
})

test('any two files, however long each takes', async ({ simulate, draw }) => {
  const [a = 0, b = 0] = draw.distinct(2, 10, 900)
  const text = `text ${draw.integer(1, 999)}`
  const run = await simulate(readTwo, { a, b }, { a: text, b: 'other text' })

  expect(run).toPrint(`
    0 ms  read a
    0 ms  read b
    0 ms  called
    ${Math.max(a, b)} ms  done: ${text}, other text
  `)
})

/** Reads the files `a` and `b` from a disk that takes so many ms for each. */
function readTwo(
  { readBoth }: Exercise,
  { print }: Kit,
  delays: { readonly [name: string]: number },
  files: { readonly [name: string]: string } = { a: 'text of a', b: 'text of b' },
) {
  const read = (name: string, cb: (text: string) => void) => {
    print('read', name)
    setTimeout(() => cb(files[name] ?? ''), delays[name])
  }
  readBoth(read, 'a', 'b', (texts) => print(`done: ${texts?.map?.((text) => text).join(', ')}`))
  print('called')
}
