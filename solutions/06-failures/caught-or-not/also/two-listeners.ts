import { print } from '#kit'

export function loadOrBackup(load: () => Promise<string>, backup: () => string): Promise<string> {
  const spare = () => {
    print('using backup')
    return backup()
  }
  return (async () => load())().then((text) => text, spare)
}
