import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { solutionOf, stubOf } from '../answers.ts'
import type { Exercise } from '../catalogue.ts'
import { readAttacks } from './attacks.ts'

/** An answer as somebody in a made-up class hands it in. */
export interface Handed {
  readonly exercise: Exercise
  readonly content: Buffer
  /** What becomes of it is known beforehand; of a `mistake` the learner's own loop says how much is right. */
  readonly known: 'passed' | 'stub' | 'worthless' | 'mistake'
}

export interface Student {
  readonly id: string
  /** No two answers of a class have the same content, so that each is judged. */
  readonly answers: readonly Handed[]
}

/**
 * Makes up a class: of each ten one hands in something broken or hostile, the others solutions, stubs,
 * mistakes that the workbook knows, all mixed, and now and then nothing. The same for the same size.
 */
export function classOf(size: number, exercises: readonly Exercise[]): readonly Student[] {
  const random = dice(size)
  const hostile = HOSTILE.map((name) => readAttacks({}).find((attack) => attack.name === name))
  return Array.from({ length: size }, (_, index): Student => {
    const id = `student-${String(index + 1).padStart(4, '0')}`
    const handed = (
      exercise: Exercise,
      content: string | Buffer,
      known: Handed['known'],
    ): Handed => ({
      exercise,
      content: Buffer.concat([Buffer.from(content), Buffer.from(`\n// ${id}\n`)]),
      known,
    })
    const attack = index % 10 === 9 ? hostile[((index - 9) / 10) % (HOSTILE.length * 2)] : undefined
    const spoilt = index % 10 === 9 ? BROKEN[((index - 9) / 10) % BROKEN.length] : undefined
    const answers = exercises.flatMap((exercise): readonly Handed[] => {
      // It may spoil what else is of the same submission, which is nobody's loss but its own.
      if (attack)
        return attack.into.includes(exercise.path.replace(/\.ts$/, ''))
          ? [handed(exercise, attack.source, 'worthless')]
          : []
      if (spoilt !== undefined && random(2) === 0) return [handed(exercise, spoilt, 'worthless')]
      const solution = readFileSync(exercise.solution, 'utf8')
      switch (random(8)) {
        case 0:
          return []
        case 1:
          return [handed(exercise, stubOf(solution), 'stub')]
        case 2:
        case 3: {
          const others = read(join(exercise.answers, 'also'))
          return [handed(exercise, others[random(others.length)] ?? solutionOf(solution), 'passed')]
        }
        case 4:
        case 5: {
          const mistakes = read(join(exercise.answers, 'mistakes'))
          const mistake = mistakes[random(mistakes.length)]
          return mistake === undefined ? [] : [handed(exercise, mistake, 'mistake')]
        }
        default:
          return [handed(exercise, solutionOf(solution), 'passed')]
      }
    })
    return { id, answers }
  }).filter(({ answers }) => answers.length > 0)
}

/** Writes a class as folders, as it arrives from a platform. */
export function writeClass(folder: string, students: readonly Student[]): void {
  for (const { id, answers } of students)
    for (const { exercise, content } of answers) {
      const file = join(folder, id, 'exercises', ...exercise.path.split('/'))
      mkdirSync(dirname(file), { recursive: true })
      writeFileSync(file, content)
    }
}

const read = (folder: string): readonly string[] =>
  existsSync(folder)
    ? readdirSync(folder)
        .filter((name) => name.endsWith('.ts'))
        .sort()
        .map((name) => readFileSync(join(folder, name), 'utf8'))
    : []

/** A whole number below `sides`, the same row of them for the same seed. */
function dice(seed: number): (sides: number) => number {
  let state = seed
  return (sides) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0
    return (state >>> 10) % sides
  }
}

/** Files that are no program, in whatever exercise. */
const BROKEN: readonly (string | Buffer)[] = [
  'export const count = async ( => {',
  Buffer.from([0xff, 0xfe, 0x65, 0x00, 0x78, 0x00]),
  '['.repeat(2_000),
  "import './nowhere.ts'\nimport 'node:fs'",
  'export default 1',
]

/** Of the attacks those that take little time, and that have no real time in what they say: each run of them is the same. */
const HOSTILE: readonly string[] = [
  'forge/protocol-lines',
  'forge/wrapped-serialiser',
  'forge/hostile-throw',
  'forge/no-message',
  'forge/overheard-prediction',
  'forge/patched-promise',
  'forge/time-backwards',
  'escape/processes',
  'escape/read-secrets',
  'exhaust/lines',
  'exhaust/sync-loop',
  'survive/globals',
  'survive/files',
]
