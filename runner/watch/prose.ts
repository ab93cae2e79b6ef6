import { visible, wrap, type Paint } from '../terminal.ts'

/** The little Markdown that tasks and hints are written in, as lines of at most `columns`. */
export function renderProse(
  markdown: string,
  { paint, columns }: { readonly paint: Paint; readonly columns: number },
): string[] {
  const lines = blocksOf(markdown).flatMap((block) => {
    if (block.kind === 'code') return [...block.lines.map((line) => paint.cyan(`  ${line}`)), '']
    const indent = ' '.repeat(block.mark.length)
    const text = block.kind === 'heading' ? paint.bold(block.text) : inline(block.text, paint)
    const wrapped = wrap(text, columns - indent.length).map(
      (line, index) => (index === 0 ? block.mark : indent) + line,
    )
    return block.tight ? wrapped : [...wrapped, '']
  })
  while (lines.at(-1) === '') lines.pop()
  return lines
}

type Block =
  | { readonly kind: 'code'; readonly lines: readonly string[] }
  | {
      readonly kind: 'heading' | 'paragraph'
      /** What stands before the first line, e.g. `- `. */
      readonly mark: string
      readonly text: string
      /** Whether the next block follows without an empty line. */
      readonly tight: boolean
    }

function blocksOf(markdown: string): Block[] {
  const blocks: Block[] = []
  const lines = markdown.replace(/\r\n?/g, '\n').split('\n').map(clean)
  let paragraph: { mark: string; text: string } | undefined
  const flush = (tight: boolean): void => {
    if (paragraph) blocks.push({ kind: 'paragraph', ...paragraph, tight })
    paragraph = undefined
  }
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index] ?? ''
    const heading = /^#+ (.*)/.exec(line)
    const item = /^\s*([-*]|\d+\.) (.*)/.exec(line)
    if (/^\s*```/.test(line)) {
      flush(false)
      const end = lines.findIndex((each, at) => at > index && /^\s*```/.test(each))
      blocks.push({ kind: 'code', lines: lines.slice(index + 1, end === -1 ? undefined : end) })
      if (end === -1) break
      index = end
    } else if (heading) {
      flush(false)
      blocks.push({ kind: 'heading', mark: '', text: heading[1] ?? '', tight: false })
    } else if (item) {
      flush(paragraph?.mark !== '')
      paragraph = { mark: `${item[1] === '*' ? '-' : item[1]} `, text: item[2] ?? '' }
    } else if (line.trim() === '') {
      flush(false)
    } else if (paragraph) {
      paragraph = { ...paragraph, text: `${paragraph.text} ${line.trim()}` }
    } else {
      paragraph = { mark: '', text: line.trim() }
    }
  }
  flush(false)
  return blocks
}

/** Code, emphasis and links within a line. */
function inline(text: string, paint: Paint): string {
  return text
    .split(/(`[^`]+`)/)
    .map((part) => {
      const code = /^`(.+)`$/.exec(part)?.[1]
      // Where there is no colour, the backquotes stay.
      if (code !== undefined) return paint.cyan(code) === code ? part : paint.cyan(code)
      return part
        .replace(/\*\*([^*]+)\*\*/g, (_, strong: string) => paint.bold(strong))
        .replace(/(?<![\w*])\*([^*\s](?:[^*]*[^*\s])?)\*(?![\w*])/g, (_, stressed: string) =>
          paint.bold(stressed),
        )
        .replace(
          /\[([^\]]+)\]\(([^)]+)\)/g,
          (_, text: string, target: string) => `${text} (${target.replace(UPWARDS, '')})`,
        )
    })
    .join('')
}

const clean = (line: string): string => visible(line.replaceAll('\t', '  '))

/** Links are relative to the file that they are in; what is read here is relative to the workbook. */
const UPWARDS = /^(\.\.\/)+/
