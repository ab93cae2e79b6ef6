export type Callback<T> = (err: Error | null, value?: T) => void

export function fromCallback<T>(task: (cb: Callback<T>) => void): Promise<T> {
  return new Promise((resolve, reject) => {
    task((err) => {
      if (err) reject(err)
    })
    task((err, value) => {
      if (!err) resolve(value as T)
    })
  })
}
