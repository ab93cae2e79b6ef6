import { cut, markup, type Html } from './html.ts'
import { count } from './words.ts'

/** What was handed in for one exercise, and the lines that were pointed at. */
export interface Code {
  readonly slug: string
  readonly source: string
  readonly pointedAt: ReadonlySet<number>
}

/** Code with the numbers of its lines. Of a huge file, its beginning and whatever was pointed at. */
export function renderCode(code: Code): Html {
  const parts: Html[] = []
  let hidden = 0
  const tellHidden = (): void => {
    if (hidden > 0)
      parts.push(markup`<span class="gap">… ${count(hidden, 'more line')}
</span>`)
    hidden = 0
  }
  for (const [index, text] of linesOf(code).entries()) {
    if (!isShown(code, index + 1)) hidden++
    else {
      tellHidden()
      parts.push(renderLine(code, index + 1, text))
    }
  }
  tellHidden()
  return markup`<pre class="code"><code>${parts}</code></pre>`
}

/** Whether {@link lineId} of that line is on the page. */
export const shows = (code: Code, line: number): boolean =>
  line >= 1 && line <= linesOf(code).length && isShown(code, line)

export const lineId = (slug: string, line: number): string => `${anchor(slug)}-L${line}`

/** An id, and the end of an address, whatever the name. */
export const anchor = (name: string): string =>
  name.replace(/[^\w-]/g, (character) => `_${character.charCodeAt(0).toString(16)}`)

function renderLine({ slug, pointedAt }: Code, line: number, text: string): Html {
  const shown = cut(text.replaceAll('\t', '  '), MOST_OF_A_LINE)
  const id = lineId(slug, line)
  return pointedAt.has(line)
    ? markup`<mark id="${id}" data-line="▸ ${line}">${shown}
</mark>`
    : markup`<span id="${id}" data-line="${line}">${shown}
</span>`
}

function isShown({ pointedAt }: Code, line: number): boolean {
  if (line <= MOST_LINES) return true
  for (let near = line - AROUND; near <= line + AROUND; near++) if (pointedAt.has(near)) return true
  return false
}

/** As TypeScript counts them. */
const linesOf = ({ source }: Code): readonly string[] =>
  source
    .replace(/^\ufeff/, '')
    .replace(/(\r\n|[\n\r])$/, '')
    .split(/\r\n|[\n\r\u2028\u2029]/)

const MOST_LINES = 400
const AROUND = 5
const MOST_OF_A_LINE = 1000
