export type Callback<T> = (err: Error | null, value?: T) => void

export const fromCallback = <T>(task: (cb: Callback<T>) => void): Promise<T> =>
  new Promise<T>((resolve, reject) =>
    task((err, value) => (err ? reject(err) : resolve(value as T))),
  )
