import { readFileSync } from 'node:fs'
import {
  copyFile,
  cp,
  mkdir,
  readdir,
  readFile,
  realpath,
  symlink,
  writeFile,
} from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { solutionOf } from '../answers.ts'
import { openWorkbook, type Workbook } from '../catalogue.ts'

/** Copies of everything that is measured; the workbook itself is only read. */
export interface Stage {
  /** A copy of the workbook in which every exercise is solved. */
  readonly workbook: Workbook
  /** A folder with an ordinary suite of one exercise, and its program. */
  readonly peer: string
}

export async function openStage(root: string, folder: string): Promise<Stage> {
  const peer = join(folder, 'peer')
  await openPeer(root, peer)
  const copy = join(folder, 'workbook')
  await copyWorkbook(root, copy)
  const workbook = await openWorkbook(copy)
  for (const { file, solution } of workbook.exercises)
    await writeFile(file, solutionOf(await readFile(solution, 'utf8')))
  return { workbook, peer }
}

/** A project as anybody has it: Vitest as it comes, one suite, one program. */
export async function openPeer(root: string, folder: string): Promise<void> {
  await mkdir(folder)
  await linkPackages(root, folder)
  await writeFile(join(folder, 'package.json'), '{ "type": "module", "private": true }\n')
  for (const name of ['count-async.ts', 'count-async.test.ts'])
    await copyFile(join(PEER, name), join(folder, name))
}

/** The peer's program: the one that is right, and one that does a thing after the other. */
export const peerProgram = (name: 'count-async' | 'serial'): string =>
  readFileSync(join(PEER, `${name}.ts`), 'utf8')

const PEER = fileURLToPath(new URL('./peer', import.meta.url))

async function copyWorkbook(root: string, folder: string): Promise<void> {
  await mkdir(folder)
  await linkPackages(root, folder)
  for (const name of COPIED) await cp(join(root, name), join(folder, name), { recursive: true })
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
async function linkPackages(root: string, folder: string): Promise<void> {
  const packages = await realpath(join(root, 'node_modules'))
  await mkdir(join(folder, 'node_modules'))
  for (const name of await readdir(packages)) {
    if (!name.startsWith('.'))
      await symlink(join(packages, name), join(folder, 'node_modules', name), 'junction')
  }
}
