export type Callback<T> = (err: Error | null, value?: T) => void

export async function fromCallback<T>(task: (cb: Callback<T>) => void): Promise<T> {
  let settled = false
  return await new Promise<T>((resolve, reject) => {
    const answer: Callback<T> = (err, value) => {
      if (settled) return
      settled = true
      if (err !== null) reject(err)
      else resolve(value as T)
    }
    try {
      task(answer)
    } catch (error) {
      answer(error as Error)
    }
  })
}
