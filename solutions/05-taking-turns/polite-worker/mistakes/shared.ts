import { sleep } from '#kit'
let i = 0

export async function crunch(chunks: number, work: (chunk: number) => void): Promise<void> {
  while (i < chunks) { work(i++); await sleep(0) }
}
