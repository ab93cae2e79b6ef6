import { resolve } from 'node:path'
import { openWorkbook } from '../catalogue.ts'
import { pack } from '../submit.ts'
import { PASSED, type ExitCode } from './exit.ts'
import { below, ROOT, say } from './place.ts'
import { showStandings, standings } from './standings.ts'
import { versionOf } from './version.ts'

export async function submit(options: { out: string }): Promise<ExitCode> {
  const workbook = await openWorkbook(ROOT)
  showStandings(await standings(workbook))
  const archive = resolve(options.out)
  const count = await pack(workbook, { version: versionOf(ROOT), archive })
  say(`\n${count} answers packed into ${below(archive)}, as they are now: hand in this file`)
  return PASSED
}
