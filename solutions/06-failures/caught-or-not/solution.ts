import { print } from '#kit'

/** What `load` brings, or, when that fails, what `backup` has instead. */
export async function loadOrBackup(
  load: () => Promise<string>,
  backup: () => string,
): Promise<string> {
  try {
    // #region stub
    // return load()
    // #endregion
    // #region solution
    return await load()
    // #endregion
  } catch {
    print('using backup')
    return backup()
  }
}
