import {
  copyFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { solutionOf } from '../answers.ts'
import { openWorkbook, type Workbook } from '../catalogue.ts'

/** A folder of its own for everything that is measured; the workbook itself is only read. */
export interface Stage {
  /** A copy of the workbook in which every exercise is solved. */
  readonly workbook: Workbook
  /** A folder with an ordinary suite of one exercise, and its program. */
  readonly peer: string
  remove(): void
}

export async function openStage(root: string): Promise<Stage> {
  const folder = mkdtempSync(join(realpathSync.native(tmpdir()), 'async-workbook-bench-'))
  const remove = (): void =>
    rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 })
  try {
    const peer = join(folder, 'peer')
    openPeer(root, peer)
    const copy = join(folder, 'workbook')
    copyWorkbook(root, copy)
    const workbook = await openWorkbook(copy)
    for (const { file, solution } of workbook.exercises)
      writeFileSync(file, solutionOf(readFileSync(solution, 'utf8')))
    return { workbook, peer, remove }
  } catch (error) {
    remove()
    throw error
  }
}

/** A project as anybody has it: Vitest as it comes, one suite, one program. */
export function openPeer(root: string, folder: string): void {
  mkdirSync(folder)
  linkPackages(root, folder)
  writeFileSync(join(folder, 'package.json'), '{ "type": "module", "private": true }\n')
  for (const name of ['count-async.ts', 'count-async.test.ts'])
    copyFileSync(join(PEER, name), join(folder, name))
}

/** The peer's program: the one that is right, and one that does a thing after the other. */
export const peerProgram = (name: 'count-async' | 'serial'): string =>
  readFileSync(join(PEER, `${name}.ts`), 'utf8')

const PEER = fileURLToPath(new URL('./peer', import.meta.url))

function copyWorkbook(root: string, folder: string): void {
  mkdirSync(folder)
  linkPackages(root, folder)
  for (const name of COPIED) cpSync(join(root, name), join(folder, name), { recursive: true })
}

const COPIED = [
  'exercises',
  'package.json',
  'runner',
  'solutions',
  'tsconfig.json',
  'vitest.config.ts',
]

/** Package by package, so that what tools keep in `node_modules` is kept here and not there. */
function linkPackages(root: string, folder: string): void {
  const packages = realpathSync.native(join(root, 'node_modules'))
  mkdirSync(join(folder, 'node_modules'))
  for (const name of readdirSync(packages)) {
    if (!name.startsWith('.'))
      symlinkSync(join(packages, name), join(folder, 'node_modules', name), 'junction')
  }
}
