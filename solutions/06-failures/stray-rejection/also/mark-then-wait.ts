export async function both(fa: () => Promise<string>, fb: () => Promise<string>): Promise<string> {
  const pair = [fa(), fb()]
  const first = Promise.all(pair)
  const [a] = await first
  const b = await pair[1]
  return `${a}${b}`
}
