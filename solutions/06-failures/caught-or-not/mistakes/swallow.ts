import { print } from '#kit'

export async function loadOrBackup(
  load: () => Promise<string>,
  backup: () => string,
): Promise<string> {
  try {
    await load()
  } catch {
    print('using backup')
  }
  return backup()
}
