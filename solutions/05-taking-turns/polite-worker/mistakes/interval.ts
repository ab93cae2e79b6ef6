export function crunch(chunks: number, work: (chunk: number) => void): Promise<void> {
  return new Promise((resolve) => {
    let chunk = 0
    const timer = setInterval(() => {
      if (chunk === chunks) {
        clearInterval(timer)
        resolve()
        return
      }
      work(chunk++)
    }, 0)
  })
}
