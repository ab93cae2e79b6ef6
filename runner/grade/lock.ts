import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { UsageError } from '../errors.ts'

/**
 * Until the returned function is called, this process alone writes what `file` stands for.
 *
 * @throws UsageError `busy` when another one does; one that was killed stands in nobody's way
 */
export function lock(file: string): () => void {
  for (;;) {
    try {
      writeFileSync(file, String(process.pid), { flag: 'wx' })
      return () => rmSync(file, { force: true })
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    }
    const holder = Number(readFileSync(file, 'utf8'))
    if (holder !== process.pid && isAlive(holder))
      throw new UsageError(
        'busy',
        `Process ${holder} is grading into the same folder`,
        `Wait for it, or name another --out. If there is no such batch any more, delete ${file}`,
      )
    rmSync(file, { force: true })
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    // Somebody else's, but alive.
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
