export type Callback<T> = (err: Error | null, value?: T) => void

export function fromCallback<T>(task: (cb: Callback<T>) => void): Promise<T> {
  let resolve: (value: T) => void = () => {}
  let reject: (error: Error) => void = () => {}
  const promise = new Promise<T>((yes, no) => {
    resolve = yes
    reject = no
  })
  task((err, value) => (err ? reject(err) : resolve(value as T)))
  return promise
}
