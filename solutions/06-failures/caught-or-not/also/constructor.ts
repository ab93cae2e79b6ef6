import { print } from '#kit'

export function loadOrBackup(load: () => Promise<string>, backup: () => string): Promise<string> {
  return new Promise<string>((resolve, reject) => {
    const stepIn = () => {
      print('using backup')
      try {
        resolve(backup())
      } catch (error) {
        reject(error)
      }
    }
    try {
      load().then(resolve, stepIn)
    } catch {
      stepIn()
    }
  })
}
