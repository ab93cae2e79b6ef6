import { readFileSync, statSync } from 'node:fs'
import { basename } from 'node:path'
import type { BrokenReason } from './trace.ts'

/** A file of the learner's as text, or why it is none. */
export type Source =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'broken'; readonly reason: BrokenReason; readonly detail: string }

/** Larger files are not read, in bytes. The longest exercise has about 6,000. */
export const MAX_SOURCE_BYTES = 65_536

/** Reads a file as strict UTF-8, without its byte order mark. Line ends stay as they are. */
export function readSource(file: string): Source {
  const broken = (reason: BrokenReason): Source => ({
    kind: 'broken',
    reason,
    detail: basename(file),
  })
  const size = statSync(file, { throwIfNoEntry: false })?.size
  if (size === undefined) return broken('missing-file')
  if (size > MAX_SOURCE_BYTES) return broken('too-large')
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(file))
    return text.trim() === '' ? broken('empty') : { kind: 'text', text }
  } catch (error) {
    if (error instanceof TypeError) return broken('not-utf8')
    throw error
  }
}
