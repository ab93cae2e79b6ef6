import { sleep } from '#kit'

export async function crunch(chunks: number, work: (chunk: number) => void): Promise<void> {
  for (let i = 1; i <= chunks; i++) { work(i); await sleep(0) }
}
