import { print } from '#kit'

export async function loadOrBackup(
  load: () => Promise<string>,
  backup: () => string,
): Promise<string> {
  let result = backup()
  try {
    result = await load()
  } catch {
    print('using backup')
  }
  return result
}
