import { visible } from '../terminal.ts'

/**
 * Text that is not ours, for any of the formats: what cannot be seen is written out, and the two code
 * points that are no characters in XML and JSON are left out. Line breaks are written out as well.
 */
export function shown(text: string): string {
  return visible(text).replace(/[\ufffe\uffff]/g, '')
}
