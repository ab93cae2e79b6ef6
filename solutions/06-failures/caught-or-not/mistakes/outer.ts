import { print } from '#kit'

export async function loadOrBackup(
  load: () => Promise<string>,
  backup: () => string,
): Promise<string> {
  return load()
}

export async function main(load: () => Promise<string>, backup: () => string) {
  try {
    return await loadOrBackup(load, backup)
  } catch {
    print('using backup')
    return backup()
  }
}
