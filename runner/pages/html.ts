import { visible } from '../terminal.ts'

/**
 * Text that is HTML already. It comes from templates of ours only: whatever is put into them is escaped,
 * unless it is such text itself.
 */
export class Html {
  readonly #text: string

  /** @param text never anything that was handed in: that goes into a {@link markup} template */
  constructor(text: string) {
    this.#text = text
  }

  toString(): string {
    return this.#text
  }
}

/** What may be put into a template. `undefined` and `false` are nothing; of a list, one after the other. */
export type Part = Html | string | number | undefined | false | readonly Part[]

/** HTML from a template; attributes have to stand in double quotes. */
export function markup(strings: TemplateStringsArray, ...parts: readonly Part[]): Html {
  let text = strings[0] ?? ''
  for (const [index, part] of parts.entries()) text += asHtml(part) + (strings[index + 1] ?? '')
  return new Html(text)
}

/**
 * `text` for an element or a quoted attribute, whoever wrote it: nothing in it can end its place, run,
 * hide, or change the direction of what stands beside it.
 */
export function escape(text: string): string {
  if (HARMLESS.test(text)) return text
  return visible(text).replace(/[&<>"'`]/g, (character) => `&#${character.charCodeAt(0)};`)
}

/** The beginning of a text that may be huge, and a sign that there was more. */
export function cut(text: string, most = 300): string {
  if (text.length <= most) return text
  return `${text.slice(0, most).replace(/\p{Surrogate}$/u, '')}…`
}

function asHtml(part: Part): string {
  if (part === undefined || part === false) return ''
  if (part instanceof Html) return part.toString()
  return typeof part === 'object' ? part.map(asHtml).join('') : escape(String(part))
}

/** Most texts: letters, digits, spaces and the signs that mean nothing to HTML. */
const HARMLESS = /^[\w !#$%()*+,\-./:;=?@[\\\]^{|}~]*$/
