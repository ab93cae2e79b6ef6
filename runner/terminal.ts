import pc from 'picocolors'
import stringWidth from 'string-width'
import wrapAnsi from 'wrap-ansi'

/**
 * The few styles that can be read on light and on dark backgrounds.
 * None of them carries a meaning that the words beside it do not.
 */
export interface Paint {
  readonly bold: (text: string) => string
  readonly dim: (text: string) => string
  readonly red: (text: string) => string
  readonly green: (text: string) => string
  readonly cyan: (text: string) => string
}

/** Styles that colour, or, with `colour` false, leave every text as it is. */
export function paints(colour: boolean): Paint {
  const { bold, dim, red, green, cyan } = pc.createColors(colour)
  return { bold, dim, red, green, cyan }
}

/** Whether to colour what is written to `stream`: `FORCE_COLOR`, then `NO_COLOR`, then whether it is a terminal. */
export function wantsColour(
  stream: { readonly isTTY?: boolean },
  env: Readonly<Record<string, string | undefined>>,
): boolean {
  const forced = env['FORCE_COLOR']
  if (forced !== undefined) return forced !== '0' && forced !== 'false'
  if (env['NO_COLOR']) return false
  return stream.isTTY === true && env['TERM'] !== 'dumb'
}

/**
 * `text` with everything written out that could move the cursor, hide text or reorder it, as
 * TypeScript would write it: `\x1b`, `\t`, `\u202e`, `\ud800`. For every text that is not ours.
 */
export function visible(text: string): string {
  return text.replace(UNSAFE, (character) => {
    const code = character.charCodeAt(0)
    return SHORT[character] ?? (code < 0x100 ? `\\x${hex(code, 2)}` : `\\u${hex(code, 4)}`)
  })
}

/** Columns that `text` takes in a terminal; styles take none, most CJK characters two. */
export function columnsOf(text: string): number {
  return stringWidth(text)
}

/** `text` as lines of at most `columns`, broken between words where possible; line breaks in it are kept. */
export function wrap(text: string, columns: number): string[] {
  return wrapAnsi(text, Math.max(1, columns), { hard: true }).split('\n')
}

/** `text` as lines of at most `columns`, with all their spaces: for code and output. */
export function fold(text: string, columns: number): string[] {
  const options = { hard: true, trim: false }
  return wrapAnsi(text, Math.max(1, columns), options).split('\n')
}

/** `text` cut to `columns`, the last of them `…` if anything was cut. Styles are closed. */
export function truncate(text: string, columns: number): string {
  if (columnsOf(text) <= columns) return text
  let left = columns - 1
  let cut = columns <= 0
  let kept = ''
  for (const part of text.split(STYLE)) {
    if (part.startsWith('\x1b')) {
      kept += part
      continue
    }
    for (const { segment } of GRAPHEMES.segment(part)) {
      if (cut) break
      left -= columnsOf(segment)
      cut = left < 0
      kept += cut ? '…' : segment
    }
  }
  return kept
}

/** `text` followed by spaces up to `columns`. */
export function padEnd(text: string, columns: number): string {
  return text + ' '.repeat(Math.max(0, columns - columnsOf(text)))
}

/** Spaces up to `columns`, then `text`. */
export function padStart(text: string, columns: number): string {
  return ' '.repeat(Math.max(0, columns - columnsOf(text))) + text
}

const hex = (code: number, digits: number): string => code.toString(16).padStart(digits, '0')

/**
 * C0, DEL and C1; soft hyphen; zero-width space and word joiner; line and paragraph separators;
 * everything that changes the direction of text; byte order mark; interlinear annotation; lone
 * surrogates. The zero-width joiners stay: emoji and Persian are spelled with them.
 */
const UNSAFE =
  // oxlint-disable-next-line no-control-regex
  /[\x00-\x1f\x7f-\x9f\xad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|\p{Surrogate}/gu

const SHORT: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' }

// oxlint-disable-next-line no-control-regex
const STYLE = /(\x1b\[[0-9;]*m)/

const GRAPHEMES = new Intl.Segmenter()
