export async function both(
  fa: () => Promise<string>,
  fb: () => Promise<string>,
): Promise<string> {
  const outcomes = await Promise.allSettled([fa(), fb()])
  let text = ''
  for (const outcome of outcomes) {
    if (outcome.status === 'rejected') throw outcome.reason
    text += outcome.value
  }
  return text
}
