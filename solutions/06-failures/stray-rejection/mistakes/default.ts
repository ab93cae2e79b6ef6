export async function both(
  fa: () => Promise<string>,
  fb: () => Promise<string>,
): Promise<string> {
  const a = fa()
  const b = fb().catch(() => '')
  return (await a) + (await b)
}
