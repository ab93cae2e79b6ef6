export async function both(
  fa: () => Promise<string>,
  fb: () => Promise<string>,
): Promise<string> {
  const a = await fa()
  const b = await fb()
  return a + b
}
