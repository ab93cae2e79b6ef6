import { readFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'
import { UsageError } from '../errors.ts'
import type { Person } from '../results.ts'
import { sameName, type Token } from './names.ts'

/** The class, as a CSV file lists it. */
export interface Roster {
  readonly people: readonly Enrolled[]
}

/** One row of the roster. */
export interface Enrolled {
  readonly person: Person
  /** Everything that a submission may know the person by: ids, address, user name. */
  readonly keys: readonly string[]
  /** When the work was handed in, where the roster says so. */
  readonly submittedAt: Date | undefined
}

/**
 * Reads a roster: any CSV file with a header in which an id and a name can be recognised, such as the
 * exports of Canvas, Moodle, Gradescope and GitHub Classroom. `,`, `;` and tabs separate.
 *
 * @throws UsageError `bad-roster` when a column is missing, or two rows have one id
 */
export function readRoster(file: string): Roster {
  const rows = rowsOf(file)
  const header = Object.keys(rows[0] ?? {})
  const ids = ID_COLUMNS.flatMap((name) => header.filter((column) => plain(column) === name))
  const [id] = ids
  const nameOf = nameColumns(header)
  if (id === undefined || !nameOf)
    throw new UsageError(
      'bad-roster',
      `In the roster "${file}" ${id === undefined ? 'no column is an id' : 'no column is a name'}; it has ${header.join(', ') || 'no header'}`,
      'It needs a header with a column such as "id", "SIS User ID", "email" or "username", and "name", or "first name" and "last name"',
    )
  const people = rows
    .filter((row) => (row[id] ?? '') !== '' && !/points possible/i.test(nameOf(row)))
    .map((row): Enrolled => {
      const email = header.find((column) => /e-?mail/i.test(column))
      const address = email === undefined ? undefined : row[email]
      const submitted = header.find((column) =>
        /submi(tted|ssion).*(at|time|date)|^last modified \(submission\)$/i.test(column),
      )
      const at = submitted === undefined ? NaN : Date.parse(row[submitted] ?? '')
      return {
        person: {
          id: row[id] ?? '',
          name: nameOf(row),
          ...(address && { email: address }),
          columns: row,
        },
        keys: ids
          .map((column) => row[column] ?? '')
          // Moodle's `Participant 123456` is 123456 in the names of its downloads.
          .flatMap((key) => [key, key.replace(/^participant\s+/i, '')])
          .concat(address ? [address, address.replace(/@.*$/, '')] : [])
          .filter((key) => key !== ''),
        submittedAt: Number.isNaN(at) ? undefined : new Date(at),
      }
    })
  refuseTwins(file, people)
  return { people }
}

function rowsOf(file: string): readonly Record<string, string>[] {
  try {
    return parse<Record<string, string>>(readFileSync(file), {
      bom: true,
      columns: (header: readonly string[]) => header.map((name) => name.trim()),
      delimiter: [',', ';', '\t'],
      relax_column_count: true,
      skip_empty_lines: true,
      trim: true,
    })
  } catch (error) {
    throw new UsageError(
      'bad-roster',
      `The roster "${file}" could not be read: ${error instanceof Error ? error.message : String(error)}`,
    )
  }
}

/** @returns the one person who is meant; why not, when it is nobody or could be several */
export function findPerson(
  { people }: Roster,
  { label, platformId }: Token,
):
  | { readonly kind: 'found'; readonly enrolled: Enrolled }
  | { readonly kind: 'not'; readonly why: string } {
  const meant = [label, platformId ?? ''].map((text) => text.toLowerCase())
  const byKey = people.filter(({ keys }) => keys.some((key) => meant.includes(key.toLowerCase())))
  const matches =
    byKey.length > 0 ? byKey : people.filter(({ person }) => sameName(person.name, label))
  const [enrolled] = matches
  if (enrolled && matches.length === 1) return { kind: 'found', enrolled }
  return {
    kind: 'not',
    why: enrolled
      ? `"${label}" could be ${matches.map(({ person }) => `${person.name} (${person.id})`).join(' or ')}`
      : `Nobody on the roster is "${label}"${platformId === undefined ? '' : ` or has the number ${platformId}`}`,
  }
}

function nameColumns(
  header: readonly string[],
): ((row: Record<string, string>) => string) | undefined {
  const find = (...names: readonly string[]): string | undefined =>
    header.find((column) => names.includes(plain(column)))
  const [first, last] = [
    find('firstname', 'givenname', 'forename'),
    find('lastname', 'surname', 'familyname'),
  ]
  const whole = find(
    'name',
    'fullname',
    'student',
    'studentname',
    'rosteridentifier',
    'githubusername',
  )
  if (first !== undefined && last !== undefined)
    return (row) => `${row[first] ?? ''} ${row[last] ?? ''}`.trim()
  return whole === undefined ? undefined : (row) => row[whole] ?? ''
}

function refuseTwins(file: string, people: readonly Enrolled[]): void {
  const seen = new Set<string>()
  for (const { person } of people) {
    if (seen.has(person.id))
      throw new UsageError(
        'bad-roster',
        `In the roster "${file}" two rows have the id "${person.id}"`,
      )
    seen.add(person.id)
  }
}

/** `SIS User ID` is `sisuserid`. */
const plain = (column: string): string => column.toLowerCase().replace(/[^a-z]/g, '')

/** The first of these that a roster has is the id; all of them are tried when matching. */
const ID_COLUMNS = [
  'studentid',
  'sisuserid',
  'idnumber',
  'sid',
  'identifier',
  'id',
  'sisloginid',
  'username',
  'login',
  'githubusername',
  'rosteridentifier',
  'email',
  'emailaddress',
]
