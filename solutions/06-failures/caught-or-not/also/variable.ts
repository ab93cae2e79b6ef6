import { print } from '#kit'

export async function loadOrBackup(
  load: () => Promise<string>,
  backup: () => string,
): Promise<string> {
  let text: string
  try {
    text = await load()
  } catch (error) {
    print('using backup')
    text = backup()
  }
  return text
}
