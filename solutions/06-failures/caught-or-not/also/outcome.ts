import { print } from '#kit'

export async function loadOrBackup(
  load: () => Promise<string>,
  backup: () => string,
): Promise<string> {
  const [outcome] = await Promise.allSettled([(async () => load())()])
  if (outcome.status === 'fulfilled') return outcome.value
  print('using backup')
  return backup()
}
