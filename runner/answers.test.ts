import { expect, test } from 'vitest'
import { stubOf } from './answers.ts'

test('an empty comment in a stub leaves an empty line, without spaces', () => {
  const file = `function f() {
  // #region stub
  // return 1
  //
  // // TODO: more
  // #endregion
  // #region solution
  return 2
  // #endregion
}
`
  expect(stubOf(file)).toBe('function f() {\n  return 1\n\n  // TODO: more\n}\n')
})
