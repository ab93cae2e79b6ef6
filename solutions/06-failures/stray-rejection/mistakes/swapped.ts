export async function both(
  fa: () => Promise<string>,
  fb: () => Promise<string>,
): Promise<string> {
  const texts: string[] = []
  await Promise.all([fa(), fb()].map(async (promise) => texts.push(await promise)))
  return texts.join('')
}
