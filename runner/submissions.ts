import { createHash } from 'node:crypto'
import { lstatSync } from 'node:fs'
import { basename, resolve } from 'node:path'
import type { Workbook } from './catalogue.ts'
import { UsageError } from './errors.ts'
import type { Person } from './results.ts'
import { findEntries, withoutArchive, type Entry } from './submissions/entries.ts'
import { answerOf, chooseAnswers, groupByOwner, type Answer } from './submissions/layout.ts'
import { changedSince, isManifest } from './submissions/manifest.ts'
import { readToken, type Token } from './submissions/names.ts'
import { findPerson, readRoster, type Enrolled, type Roster } from './submissions/roster.ts'

export { manifestOf, MANIFEST } from './submissions/manifest.ts'

/** What one person handed in: the exercises' own files, and nothing else of it. */
export interface Submission {
  readonly person: Person
  /** Where it came from, below the paths that were given, with forward slashes. */
  readonly source: string
  /** SHA-256 over the names and contents of the files, hexadecimal. */
  readonly digest: string
  readonly submittedAt: Date | undefined
  /** The platform marked it as late. */
  readonly markedLate: boolean
  readonly intake: {
    readonly taken: number
    readonly ignored: number
    readonly problems: readonly string[]
  }
  /** By `Exercise.path`. */
  readonly files: Readonly<Record<string, Uint8Array>>
}

export interface Intake {
  /** By the person's id, in the order of its code units. */
  readonly submissions: readonly Submission[]
  readonly missing: readonly Person[]
  readonly unmatched: readonly { readonly source: string; readonly why: string }[]
  /** What could not be read and belongs to nobody. */
  readonly problems: readonly string[]
}

export interface IntakeOptions {
  readonly workbook: Workbook
  /** Path of a CSV file. @default none: people are called what their folders are called */
  readonly roster?: string
}

/**
 * Reads submissions as they arrive: folders and archives, of one person or of many, in the layout of
 * the workbook, of a clone of it, or of a platform's bulk download.
 *
 * @throws UsageError when a path leads nowhere, the roster is none, or nothing at all was handed in
 */
export async function readSubmissions(
  paths: readonly string[],
  { workbook, roster }: IntakeOptions,
): Promise<Intake> {
  const people = roster === undefined ? undefined : readRoster(roster)
  const parcels: Parcel[] = []
  const problems: string[] = []
  for (const path of paths) {
    const { found, lost } = await parcelsBelow(workbook, resolve(path))
    parcels.push(...found)
    problems.push(...lost)
  }
  if (parcels.length === 0)
    throw new UsageError(
      'no-submissions',
      `No answer to any exercise was found in ${paths.map((path) => `"${path}"`).join(', ')}`,
      'Answers are called as in the workbook, e.g. 04-gather/count-async.ts',
    )
  const { submissions, unmatched } = assign(parcels, people)
  const handedIn = new Set(submissions.map(({ person }) => person.id))
  return {
    submissions: submissions.toSorted((one, other) => (one.person.id < other.person.id ? -1 : 1)),
    missing: (people?.people ?? [])
      .map(({ person }) => person)
      .filter(({ id }) => !handedIn.has(id))
      .toSorted((one, other) => (one.id < other.id ? -1 : 1)),
    unmatched,
    problems,
  }
}

/** What one owner handed in, before it is known who that is. */
interface Parcel {
  readonly token: Token
  readonly source: string
  readonly answers: readonly Answer[]
  readonly manifests: readonly Entry[]
  readonly ignored: number
  readonly problems: readonly string[]
}

async function parcelsBelow(
  workbook: Workbook,
  path: string,
): Promise<{ readonly found: readonly Parcel[]; readonly lost: readonly string[] }> {
  const name = basename(path)
  const wanted = (file: string): boolean =>
    isManifest(file) || answerOf(workbook, file) !== undefined
  const { entries, ignored, problems } = await findEntries(path, wanted)
  const answers = entries.flatMap((entry): Answer[] => {
    const answer = answerOf(workbook, entry.path)
    return answer ? [{ ...answer, entry }] : []
  })
  const isFolder = lstatSync(path).isDirectory()
  const groups = groupByOwner(answers, { name, isFolder })
  const ownerOf = (file: string): string | undefined =>
    groups.size === 1
      ? [...groups.keys()][0]
      : [...groups.keys()].find((owner) => file.split('/').includes(owner))
  const found = [...groups].map(([owner, own], index): Parcel => {
    const mine = problems.filter(({ path: where }) => ownerOf(where) === owner)
    return {
      token: readToken(withoutArchive(owner)),
      source: owner === name ? name : `${name}/${owner}`,
      answers: own,
      manifests: entries.filter((entry) => isManifest(entry.path) && ownerOf(entry.path) === owner),
      // Nobody in particular left the files beside the folders of several people.
      ignored: groups.size === 1 || index === 0 ? ignored : 0,
      problems: mine.map(said),
    }
  })
  return {
    found,
    lost: problems
      .filter(({ path: where }) => ownerOf(where) === undefined)
      .map((problem) => `${name}: ${said(problem)}`),
  }
}

const said = ({ path, what }: { readonly path: string; readonly what: string }): string =>
  path === '' ? what : `${path}: ${what}`

/** Finds out who handed in what; of two parcels of one person the later one counts. */
function assign(
  parcels: readonly Parcel[],
  roster: Roster | undefined,
): { readonly submissions: readonly Submission[]; readonly unmatched: Intake['unmatched'] } {
  const unmatched: { readonly source: string; readonly why: string }[] = []
  const byId = new Map<string, Submission>()
  for (const parcel of parcels) {
    const match = roster && findPerson(roster, parcel.token)
    if (match?.kind === 'not') unmatched.push({ source: parcel.source, why: match.why })
    const enrolled = match?.kind === 'found' ? match.enrolled : undefined
    const submission = submissionOf(parcel, enrolled)
    const { id } = submission.person
    const earlier = byId.get(id)
    byId.set(id, earlier ? later(earlier, submission) : submission)
  }
  return { submissions: [...byId.values()], unmatched }
}

function submissionOf(parcel: Parcel, enrolled: Enrolled | undefined): Submission {
  const { chosen, passedOver } = chooseAnswers(parcel.answers)
  const { label, platformId, late } = parcel.token
  const files = Object.fromEntries(
    chosen
      .map(({ exercise, entry }) => [exercise.path, entry.content] as const)
      .toSorted(([one], [other]) => (one < other ? -1 : 1)),
  )
  const written = chosen.flatMap(({ entry }) => entry.writtenAt?.getTime() ?? [])
  return {
    person: enrolled?.person ?? { id: platformId ?? label, name: label },
    source: parcel.source,
    digest: digestOf(files),
    submittedAt:
      enrolled?.submittedAt ?? (written.length > 0 ? new Date(Math.max(...written)) : undefined),
    markedLate: late,
    intake: {
      taken: chosen.length,
      ignored: parcel.ignored,
      problems: [
        ...parcel.problems,
        ...passedOver.map(
          ({ exercise, entry }) => `${entry.path}: there is another ${exercise.path}, which counts`,
        ),
        ...parcel.manifests.flatMap((manifest) => changedSince(manifest, files)),
      ],
    },
    files,
  }
}

function later(one: Submission, other: Submission): Submission {
  const [last, first] =
    (one.submittedAt?.getTime() ?? 0) > (other.submittedAt?.getTime() ?? 0)
      ? [one, other]
      : [other, one]
  const problems = [
    ...last.intake.problems,
    `${first.source} is of the same person, and was handed in before`,
  ]
  return { ...last, intake: { ...last.intake, problems } }
}

function digestOf(files: Submission['files']): string {
  const hash = createHash('sha256')
  for (const [path, content] of Object.entries(files))
    hash.update(`${path}\0${content.length}\0`).update(content)
  return hash.digest('hex')
}
