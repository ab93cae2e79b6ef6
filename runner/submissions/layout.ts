import type { Exercise, Workbook } from '../catalogue.ts'
import type { Entry } from './entries.ts'
import { readToken } from './names.ts'

/** An answer that was handed in, and how deep in its submission it lay. */
export interface Answer {
  readonly exercise: Exercise
  readonly entry: Entry
  /** What stands before `exercises/…`, `<lesson>/…` or the file itself: empty, or `alice/clone`. */
  readonly folder: string
  /** 0 when it lay where the workbook has it, 1 when only its name is right. */
  readonly doubt: 0 | 1
}

/**
 * The exercise that a path answers, or undefined: `04-gather/count-async.ts` anywhere, `count-async.ts`
 * where no lesson's folder says otherwise, and what platforms make of a single file.
 */
export function answerOf(workbook: Workbook, path: string): Omit<Answer, 'entry'> | undefined {
  const parts = path.split('/')
  const last = parts.at(-1) ?? ''
  const own = readToken(last).rest || last
  // Canvas numbers what is handed in again; editors and browsers number copies.
  const name = own.replace(/(?:-\d+| \(\d+\))?\.ts$/, '.ts')
  const parent = parts.at(-2)
  const exercise =
    workbook.exercises.find(({ lesson, slug }) => lesson === parent && name === `${slug}.ts`) ??
    (workbook.lessons.some(({ slug }) => slug === parent)
      ? undefined
      : workbook.exercises.find(({ slug }) => name === `${slug}.ts`))
  if (!exercise) return undefined
  const inPlace = exercise.lesson === parent
  const before = parts.slice(0, inPlace ? -2 : -1)
  const folder = before.at(-1) === 'exercises' ? before.slice(0, -1) : before
  // A single file that a platform named after its owner is its owner's folder.
  const owner = own === last ? [] : [last.slice(0, last.length - own.length)]
  return { exercise, folder: [...folder, ...owner].join('/'), doubt: inPlace ? 0 : 1 }
}

/**
 * Tells whose answers are whose, for what lay below one path: the folder in which people differ is the
 * first one in which the answers' folders differ.
 *
 * @param isFolder of many, if it is one; an archive with a single workbook in it is one submission
 */
export function groupByOwner(
  answers: readonly Answer[],
  { name, isFolder }: { readonly name: string; readonly isFolder: boolean },
): ReadonlyMap<string, readonly Answer[]> {
  const folders = [...new Set(answers.map(({ folder }) => folder))].map((folder) =>
    folder === '' ? [] : folder.split('/'),
  )
  const shared = sharedDepth(folders)
  const oneOwner = folders.some((parts) => parts.length <= shared)
  const ownerOf = ({ folder }: Answer): string => {
    const parts = folder === '' ? [] : folder.split('/')
    if (!oneOwner) return parts[shared] ?? name
    // All in one workbook. Below a folder of many it has a folder of its own, and so has what a platform named.
    const platform = parts.find((part) => readToken(part).platformId !== undefined)
    return platform ?? (isFolder ? (parts[0] ?? name) : name)
  }
  const groups = new Map<string, Answer[]>()
  for (const answer of answers) {
    const own = ownerOf(answer)
    const { platformId } = readToken(own)
    // Files that a platform took one by one have a number each, and one owner.
    const owner =
      platformId === undefined
        ? own
        : ([...groups.keys()].find((other) => readToken(other).platformId === platformId) ?? own)
    groups.set(owner, [...(groups.get(owner) ?? []), answer])
  }
  return groups
}

/** How many of their first parts all folders have in common. */
function sharedDepth(folders: readonly (readonly string[])[]): number {
  const [first = []] = folders
  const differs = first.findIndex((part, index) => folders.some((parts) => parts[index] !== part))
  return differs < 0 ? first.length : differs
}

/** Of several answers to one exercise, the one that counts: where the workbook has it, and least deep. */
export function chooseAnswers(answers: readonly Answer[]): {
  readonly chosen: readonly Answer[]
  readonly passedOver: readonly Answer[]
} {
  const ordered = answers.toSorted(
    (one, other) =>
      one.doubt - other.doubt ||
      one.entry.path.split('/').length - other.entry.path.split('/').length ||
      (one.entry.path < other.entry.path ? -1 : 1),
  )
  const chosen = ordered.filter(
    ({ exercise }, index) => ordered.findIndex((other) => other.exercise === exercise) === index,
  )
  return { chosen, passedOver: ordered.filter((answer) => !chosen.includes(answer)) }
}
