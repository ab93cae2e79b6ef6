import { readdirSync, readFileSync } from 'node:fs'

/** A hostile answer, as a file below `attacks/` says it: what it tries, and what has to be said of it. */
export interface Attack {
  /** `forge/early-idle` */
  readonly name: string
  /** A `limit` passes, and we know of it. */
  readonly kind: (typeof KINDS)[number]
  /** The exercises that it is handed in for: `04-gather/count-async`. */
  readonly into: readonly string[]
  /**
   * For each of them the status and, where it does not depend on the exercise's own table, the code of the
   * first finding; `|` stands between codes of which a busy machine may give either.
   */
  readonly verdicts: readonly string[]
  readonly source: string
}

/** @param places what stands between `@` and `@` in an attack: paths and numbers of the stage it is tried on */
export function readAttacks(places: Readonly<Record<string, string>>): readonly Attack[] {
  return KINDS.flatMap((kind) =>
    readdirSync(new URL(`${kind}/`, FOLDER))
      .sort()
      .map((file): Attack => {
        const text = readFileSync(new URL(`${kind}/${file}`, FOLDER), 'utf8')
        return {
          name: `${kind}/${file.replace(/\.txt$/, '')}`,
          kind,
          into: header(text, 'into').split(' '),
          verdicts: header(text, 'verdict').split(', '),
          source: text.replace(/@([A-Z]+)@/g, (whole, name: string) => places[name] ?? whole),
        }
      }),
  )
}

function header(text: string, name: string): string {
  const value = new RegExp(`^// ${name}: (.+)$`, 'm').exec(text)?.[1]
  if (value === undefined) throw new Error(`An attack says no ${name}:\n${text}`)
  return value
}

const KINDS = ['forge', 'escape', 'exhaust', 'survive', 'limit'] as const

const FOLDER = new URL('./attacks/', import.meta.url)
