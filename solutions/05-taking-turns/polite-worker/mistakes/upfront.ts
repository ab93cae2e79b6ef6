import { sleep } from '#kit'

export async function crunch(chunks: number, work: (chunk: number) => void): Promise<void> {
  await Promise.all(
    Array.from({ length: chunks }, async (_, chunk) => {
      await sleep(0)
      work(chunk)
    }),
  )
}
