import { print } from '#kit'

export async function loadOrBackup(
  load: () => Promise<string>,
  backup: () => string,
): Promise<string> {
  let result = ''
  load()
    .then((text) => {
      result = text
    })
    .catch(() => {
      print('using backup')
      result = backup()
    })
  return result
}
