import { visible } from '../terminal.ts'

/**
 * Text that is not ours, for any of the formats: what cannot be seen is written out, and the two code
 * points that are no characters in XML and JSON are left out. Line breaks are written out as well.
 */
export function shown(text: string): string {
  // A class has a million of these, and nearly all are plain.
  if (PLAIN.test(text)) return text
  return visible(text).replace(/[\ufffe\uffff]/g, '')
}

const PLAIN = /^[\x20-\x7e✓✗’…]*$/
