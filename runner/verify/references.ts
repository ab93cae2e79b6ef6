import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Workbook } from '../catalogue.ts'
import type { Problem } from '../verify.ts'

/** Every lesson leads to its exercises, under their own titles, and a word is explained in one place. */
export function verifyReferences(workbook: Workbook): Problem[] {
  const lessons = workbook.lessons
    .map(({ slug, title, exercises }) => ({ slug, title, exercises, where: `lessons/${slug}.md` }))
    .filter(({ where }) => existsSync(join(workbook.root, where)))
    .map((lesson) => ({ ...lesson, text: readFileSync(join(workbook.root, lesson.where), 'utf8') }))
  const problems: Problem[] = []
  const explained = new Map<string, string>()
  for (const { slug, title, exercises, where, text } of lessons) {
    if (!text.startsWith(`# ${title}\n`))
      problems.push({ where, what: `Its title is not the catalogue's, "${title}"` })
    for (const exercise of exercises) {
      const link = `[${exercise.title}](../exercises/${slug}/${exercise.slug}.md)`
      // A long title may be broken into two lines.
      if (!text.replace(/\s+/g, ' ').includes(link))
        problems.push({ where, what: `It never links to its exercise as ${link}` })
    }
    for (const [, word = ''] of text.matchAll(/^- \*\*([^*]+)\*\*/gm)) {
      const before = explained.get(word.toLowerCase())
      if (before !== undefined)
        problems.push({ where, what: `It explains "${word}", which ${before} has explained` })
      explained.set(word.toLowerCase(), where)
    }
  }
  return problems
}
