export class TimeoutError extends Error {
  override name = 'TimeoutError'
}

export const withTimeout = async <T>(work: Promise<T>, ms: number): Promise<T> => {
  const bell: { timer?: NodeJS.Timeout } = {}
  const alarm = new Promise<never>((_, fail) => {
    bell.timer = setTimeout(fail, ms, new TimeoutError('too late'))
  })
  try {
    return await Promise.race([work, alarm])
  } finally {
    clearTimeout(bell.timer)
  }
}
