/** Asks both at once; their answers in one text, `fa`'s first. Fails as soon as one of them fails. */
export async function both(fa: () => Promise<string>, fb: () => Promise<string>): Promise<string> {
  // #region stub
  // const a = fa()
  // const b = fb()
  // return (await a) + (await b)
  // #endregion
  // #region solution
  const [a, b] = await Promise.all([fa(), fb()])
  return a + b
  // #endregion
}
