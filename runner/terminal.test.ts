import { expect, test } from 'vitest'
import {
  columnsOf,
  padEnd,
  padStart,
  paints,
  truncate,
  visible,
  wantsColour,
  wrap,
} from './terminal.ts'

test('what could move, hide or reorder is written out; what people write stays', () => {
  const texts = [
    'One\tTwo\r\nThree',
    '\x1b[2J\x1b]0;title\x07 \x9b31m \x7f',
    'abc\u202egnp.exe \u2066x\u2069 \u200f \u061c',
    'lone \ud83d and \udc4d, paired 👍',
    'soft\u00adhyphen zero\u200bwidth\ufeff\u2060 line\u2028break',
    '三次计数 👨‍👩‍👧 é می‌خواهم',
    '',
  ]
  expect(texts.map(visible)).toMatchInlineSnapshot(`
    [
      "One\\tTwo\\r\\nThree",
      "\\x1b[2J\\x1b]0;title\\x07 \\x9b31m \\x7f",
      "abc\\u202egnp.exe \\u2066x\\u2069 \\u200f \\u061c",
      "lone \\ud83d and \\udc4d, paired 👍",
      "soft\\xadhyphen zero\\u200bwidth\\ufeff\\u2060 line\\u2028break",
      "三次计数 👨‍👩‍👧 é می‌خواهم",
      "",
    ]
  `)
})

test('colour is forced, refused, or follows the terminal', () => {
  const terminal = { isTTY: true }
  expect({
    terminal: wantsColour(terminal, {}),
    pipe: wantsColour({}, {}),
    dumb: wantsColour(terminal, { TERM: 'dumb' }),
    refused: wantsColour(terminal, { NO_COLOR: '1' }),
    'refused by nothing': wantsColour(terminal, { NO_COLOR: '' }),
    forced: wantsColour({}, { FORCE_COLOR: '1' }),
    'forced over a refusal': wantsColour({}, { FORCE_COLOR: '1', NO_COLOR: '1' }),
    'forced off': wantsColour(terminal, { FORCE_COLOR: '0' }),
  }).toMatchInlineSnapshot(`
    {
      "dumb": false,
      "forced": true,
      "forced off": false,
      "forced over a refusal": true,
      "pipe": false,
      "refused": false,
      "refused by nothing": true,
      "terminal": true,
    }
  `)
  expect(paints(false).bold(paints(false).red('plain'))).toBe('plain')
})

test('widths count columns, not characters', () => {
  expect(['abc', '三次', '👍', 'é', paints(true).red('abc')].map(columnsOf)).toEqual([
    3, 4, 2, 1, 3,
  ])
  expect([padEnd('三', 4), padStart('三', 4), padEnd('abc', 2)]).toEqual(['三  ', '  三', 'abc'])
})

test('wrapping keeps words whole, cuts what is too long and never splits a wide character', () => {
  expect(wrap('Each count() began exactly when the one before it had ended', 20))
    .toMatchInlineSnapshot(`
    [
      "Each count() began",
      "exactly when the one",
      "before it had ended",
    ]
  `)
  expect(wrap('三次计数都重叠了', 5)).toMatchInlineSnapshot(`
    [
      "三次",
      "计数",
      "都重",
      "叠了",
    ]
  `)
  expect(wrap('averyveryverylongword and more\nnext line', 10)).toMatchInlineSnapshot(`
    [
      "averyveryv",
      "erylongwor",
      "d and more",
      "next line",
    ]
  `)
})

test('truncation says that it cut, and closes its styles', () => {
  expect(truncate('three counts', 12)).toBe('three counts')
  expect(truncate('three counts', 8)).toBe('three c…')
  expect(truncate('三次计数', 6)).toBe('三次…')
  expect(truncate('三次计数', 0)).toBe('')
  const { red } = paints(true)
  expect(truncate(`${red('three')} counts`, 4)).toBe(red('thr…'))
})
