import { sleep } from '#kit'

export async function crunch(chunks: number, work: (chunk: number) => void): Promise<void> {
  for (let chunk = 0; chunk < chunks; chunk++) {
    work(chunk)
    if (chunk % 2 === 1) await sleep(0)
  }
}
