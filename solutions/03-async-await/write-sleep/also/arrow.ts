export const sleep = (ms: number): Promise<void> =>
  new Promise((done) => void setTimeout(() => done(), ms))
