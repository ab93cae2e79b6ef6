// A load that throws at once does so inside a callback, so that it is a rejection as well.
export const loadOrBackup = (load: () => Promise<string>, backup: () => string): Promise<string> =>
  Promise.resolve()
    .then(() => load())
    .catch(() => {
      console.log('using backup')
      return backup()
    })
