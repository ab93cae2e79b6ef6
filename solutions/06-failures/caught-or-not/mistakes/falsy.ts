import { print } from '#kit'

export async function loadOrBackup(
  load: () => Promise<string>,
  backup: () => string,
): Promise<string> {
  let text
  try {
    text = await load()
  } catch {}
  if (!text) {
    print('using backup')
    text = backup()
  }
  return text
}
