import { createWriteStream, existsSync, readFileSync, renameSync } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { ZipFile } from 'yazl'
import type { Workbook } from './catalogue.ts'
import { manifestOf, MANIFEST } from './submissions.ts'

/**
 * Packs a learner's answers into a zip archive: the exercises' own files, and a manifest that says of
 * which version of the workbook they are. The same answers give the same bytes.
 *
 * @param archive absolute path; what is there is replaced once the new one is whole
 * @returns how many answers are in it
 */
export async function pack(
  workbook: Workbook,
  { version, archive }: { readonly version: string; readonly archive: string },
): Promise<number> {
  const files = Object.fromEntries(
    workbook.exercises
      .filter(({ file }) => existsSync(file))
      .map(({ path, file }) => [path, readFileSync(file)]),
  )
  const zip = new ZipFile()
  const manifest = `${JSON.stringify(manifestOf(version, files), undefined, 2)}\n`
  zip.addBuffer(Buffer.from(manifest), MANIFEST, { mtime: EPOCH })
  for (const [path, content] of Object.entries(files))
    zip.addBuffer(content, `exercises/${path}`, { mtime: EPOCH })
  zip.end()
  await pipeline(zip.outputStream, createWriteStream(`${archive}.part`))
  renameSync(`${archive}.part`, archive)
  return Object.keys(files).length
}

/** The earliest that a zip archive can say; when it was packed is no business of its content. */
const EPOCH = new Date(1980, 0, 1)
