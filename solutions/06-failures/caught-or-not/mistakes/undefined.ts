import { print } from '#kit'

export async function loadOrBackup(
  load: () => Promise<string>,
  backup: () => string,
): Promise<string> {
  return load().then(
    (text) => text,
    () => {
      print('using backup')
      backup()
    },
  ) as Promise<string>
}
