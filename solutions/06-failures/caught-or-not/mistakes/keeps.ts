import { print } from '#kit'

export async function loadOrBackup(load: () => Promise<string>, backup: () => string) {
  let text: string | undefined
  try {
    await load()
  } catch {
    print('using backup')
    text = backup()
  }
  return text
}
