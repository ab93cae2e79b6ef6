import { parsePicture, type ExpectedLine } from './picture.ts'

/** A program in a lesson, and the output that the lesson shows below it. */
export interface LessonProgram {
  /** 1-based line of its fence in the lesson. */
  readonly line: number
  readonly language: 'ts' | 'python'
  /** Words after the language, e.g. `simulated`. */
  readonly flags: readonly string[]
  readonly source: string
  /** The `text` fence right below, where there is one. */
  readonly output: LessonOutput | undefined
}

export interface LessonOutput {
  readonly line: number
  readonly text: string
}

/** Flags of a `ts` fence: no program at all, or one whose order real Node leaves to chance. */
export const FRAGMENT = 'fragment'
export const SIMULATED_ONLY = 'simulated'

/**
 * The programs of a lesson. Every `ts` and `python` fence is one, unless it says `fragment`; a `text`
 * fence that follows with no more than a paragraph between shows what it printed.
 */
export function programsOf(markdown: string): LessonProgram[] {
  const fences = fencesOf(markdown)
  return fences.flatMap((fence, index) => {
    const { language, flags, source, line } = fence
    if ((language !== 'ts' && language !== 'python') || flags.includes(FRAGMENT)) return []
    const next = fences[index + 1]
    const output =
      next?.language === 'text' &&
      next.flags.length === 0 &&
      next.line - fence.endLine <= MOST_LINES_BETWEEN
        ? { line: next.line, text: next.source }
        : undefined
    return [{ line, language, flags, source, output }]
  })
}

/** The lines of an output, with their moments where it shows any. */
export function linesOfOutput({ text }: LessonOutput): {
  readonly timed: boolean
  readonly lines: readonly ExpectedLine[]
} {
  const lines = text.split('\n').filter((line) => line.trim() !== '')
  if (lines.every((line) => /^\s*\d+ ms\b/.test(line)))
    return { timed: true, lines: parsePicture(text) }
  return { timed: false, lines: lines.flatMap((line) => parsePicture(`0 ms  ${line}`)) }
}

/** A paragraph may stand between a program and its output, no more. */
const MOST_LINES_BETWEEN = 8

/** The lines under the heading that every lesson ends with: what a reader should take along. */
export function takeAlong(markdown: string): readonly string[] {
  const [, section = ''] = /^## To take along\n([\s\S]*?)(?=^## |(?![\s\S]))/m.exec(markdown) ?? []
  return section
    .split(/^- /m)
    .slice(1)
    .map((item) => item.replace(/\s+/g, ' ').trim())
}

interface Fence {
  readonly line: number
  readonly endLine: number
  readonly language: string
  readonly flags: readonly string[]
  readonly source: string
}

function fencesOf(markdown: string): Fence[] {
  const fences: Fence[] = []
  const lines = markdown.replaceAll('\r\n', '\n').split('\n')
  for (let start = 0; start < lines.length; start++) {
    const [, info] = /^```(\S.*)?$/.exec(lines[start] ?? '') ?? []
    if (!lines[start]?.startsWith('```')) continue
    const end = lines.findIndex((line, index) => index > start && line === '```')
    if (end < 0) break
    const [language = '', ...flags] = (info ?? '').trim().split(/\s+/)
    fences.push({
      line: start + 1,
      endLine: end + 1,
      language,
      flags,
      source: lines.slice(start + 1, end).join('\n'),
    })
    start = end
  }
  return fences
}
