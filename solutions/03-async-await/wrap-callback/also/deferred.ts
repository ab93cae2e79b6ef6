export type Callback<T> = (err: Error | null, value?: T) => void

class Deferred<T> {
  resolve!: (value: T) => void
  reject!: (error: unknown) => void
  readonly promise = new Promise<T>((resolve, reject) => {
    this.resolve = resolve
    this.reject = reject
  })
}

export function fromCallback<T>(task: (cb: Callback<T>) => void): Promise<T> {
  const deferred = new Deferred<T>()
  try {
    task((err, value) => {
      if (err) deferred.reject(err)
      else deferred.resolve(value as T)
    })
  } catch (error) {
    deferred.reject(error)
  }
  return deferred.promise
}
