import { readFileSync } from 'node:fs'
import type { Exercise } from './catalogue.ts'

/** The task of an exercise: `<slug>.md`, taken apart. */
export interface Task {
  readonly title: string
  /** Markdown, without the title and the hints. */
  readonly text: string
  /** Markdown, from the gentlest to the plainest. */
  readonly hints: readonly string[]
}

export function readTask(exercise: Exercise): Task {
  return parseTask(readFileSync(exercise.task, 'utf8'))
}

/** Hints stand in `<details>`, so that a reader on a web page opens one at a time too. */
export function parseTask(markdown: string): Task {
  const text = markdown.replaceAll('\r\n', '\n')
  const [, title = ''] = /^# (.*)$/m.exec(text) ?? []
  const hints = [...text.matchAll(HINT)].map(([, hint = '']) => hint.trim())
  return {
    title,
    text: text
      .replace(/^# .*$/m, '')
      .replace(HINT, '')
      .trim(),
    hints,
  }
}

const HINT = /<details>\s*<summary>Hint \d+<\/summary>([\s\S]*?)<\/details>/g
