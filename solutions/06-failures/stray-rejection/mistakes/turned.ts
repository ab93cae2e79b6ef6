export async function both(
  fa: () => Promise<string>,
  fb: () => Promise<string>,
): Promise<string> {
  const a = fa()
  const b = fb()
  const textB = await b
  const textA = await a
  return textA + textB
}
