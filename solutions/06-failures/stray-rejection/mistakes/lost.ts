export async function both(
  fa: () => Promise<string>,
  fb: () => Promise<string>,
): Promise<string> {
  let text = ''
  const add = async (promise: Promise<string>) => {
    text += await promise
  }
  await Promise.all([add(fa()), add(fb())])
  return text
}
