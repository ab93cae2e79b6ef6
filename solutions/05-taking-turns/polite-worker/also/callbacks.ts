export function crunch(chunks: number, work: (chunk: number) => void): Promise<void> {
  return new Promise((resolve) => {
    const step = (chunk: number): void => {
      if (chunk === chunks) {
        resolve()
        return
      }
      work(chunk)
      setTimeout(step, 0, chunk + 1)
    }
    step(0)
  })
}
