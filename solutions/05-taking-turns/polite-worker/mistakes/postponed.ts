import { sleep } from '#kit'

export async function crunch(chunks: number, work: (chunk: number) => void): Promise<void> {
  await sleep(0)
  for (let chunk = 0; chunk < chunks; chunk++) work(chunk)
}
