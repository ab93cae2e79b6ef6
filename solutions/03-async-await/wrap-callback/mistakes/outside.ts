export type Callback<T> = (err: Error | null, value?: T) => void

export async function fromCallback<T>(task: (cb: Callback<T>) => void): Promise<T> {
  let result: T | undefined
  task((err, value) => {
    if (err) throw err
    result = value
  })
  return result as T
}
