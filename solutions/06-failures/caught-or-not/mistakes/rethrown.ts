import { print } from '#kit'

export async function loadOrBackup(
  load: () => Promise<string>,
  backup: () => string,
): Promise<string> {
  try {
    return await load()
  } catch (error) {
    print('using backup')
    backup()
    throw error
  }
}
