export async function both(fa: () => Promise<string>, fb: () => Promise<string>): Promise<string> {
  const a = fa()
  const b = fb()
  // Whichever fails first, or else a.
  const failure = Promise.race([a, b.then(() => a)])
  return (await failure) + (await b)
}
