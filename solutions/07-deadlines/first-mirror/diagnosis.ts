import type { Clue, Diagnosis, Numbers } from '../../../runner/diagnosis.ts'
import type { Value } from '../../../runner/trace.ts'

/** What wrong answers to first-mirror look like. */
export const diagnosis: Diagnosis = {
  stub: 'first-mirror/race',
  spoilers: ['Promise.any', '.abort(', 'finally'],
  rules: {
    empty: {
      seen: ({ run, data: [mirrors] }) =>
        Array.isArray(mirrors) &&
        mirrors.length === 0 &&
        run.heldMs === 0 && {
          what:
            run.trace.ending.kind === 'never-settles'
              ? 'your promise is pending for ever: with nobody to fail, who says that there is no file?'
              : run.error
                ? `your caller was told "${run.error.message}": where is the list of all failures, as short as it may be?`
                : 'your caller was told that all is well: what has become of the file?',
        },
      says: {
        en: 'There were no mirrors at all, and {what}',
      },
    },
    atonce: {
      seen: (clue) => {
        const stopped = clue.run.lines.find(({ text }) => text.endsWith(' stops'))
        const first = Math.min(...mirrorsOf(clue).map(({ takes }) => takes))
        return stopped !== undefined && stopped.at < first && { at: stopped.at, first }
      },
      says: {
        en: 'At {at} ms everybody was told to stop, and the first answer would have come at {first} ms: what has to be known before somebody presses the button?',
      },
      line: ({ lineOf }) => lineOf(/\babort\(/),
    },
    eager: {
      seen: (clue) => {
        const stopped = clue.run.lines.find(({ text }) => text.endsWith(' stops'))
        const failed = mirrorsOf(clue).find(({ takes, fails }) => fails && takes === stopped?.at)
        const good = mirrorsOf(clue).some(
          ({ takes, fails }) => !fails && takes <= (stopped?.at ?? 0),
        )
        return (
          !good &&
          stopped !== undefined &&
          failed !== undefined && { at: failed.takes, name: failed.name }
        )
      },
      says: {
        en: '{name} failed at {at} ms, and took its healthy rivals down with it: the button was pressed when there was no file yet.',
      },
      line: ({ lineOf }) => lineOf(/\babort\(/),
    },
    nosignal: {
      seen: ({ run }) => {
        const line = run.lines.find(({ text }) => text.endsWith(' was given no signal'))
        return line !== undefined && { name: nameIn(line.text) }
      },
      says: {
        en: '{name} was asked for the file and given nothing to listen to: a download needs a signal, or nobody can tell it to stop.',
      },
      line: ({ lineOf }) => lineOf(/download\(/),
    },
    serial: {
      seen: (clue) => {
        const [first, second] = begunIn(clue)
        const takes = mirrorsOf(clue).find(({ name }) => name === first?.name)?.takes ?? Infinity
        const { good, last } = idealOf(clue)
        if (!isFine(clue) || !first || mirrorsOf(clue).length < 2) return false
        const oneByOne = second ? second.at >= takes : LOOP.test(clue.source)
        return oneByOne && { name: first.name, best: good?.takes ?? last }
      },
      says: {
        en: 'At {settles} ms it was over, where {best} would do: as long as {name} was loading, nobody else was asked. One mirror after another is a list of substitutes, not a race.',
      },
      line: ({ lineOf }) => lineOf(/await .*download\(/) ?? lineOf(/download\(/),
    },
    staggered: {
      seen: (clue) => isFine(clue) && (begunIn(clue).find(({ at }) => at > 0) ?? false),
      says: {
        en: '{name} was asked at {at} ms only, and could have been loading since 0 ms: what was it waiting for?',
      },
    },
    unasked: {
      seen: (clue) => {
        const count = mirrorsOf(clue).length
        const begun = begunIn(clue).length
        return isFine(clue) && begun < count && { begun: begun === 0 ? 'none' : begun, count }
      },
      says: {
        en: 'Of {count:# mirror|# mirrors} your code asked {begun} for the file: who asks the others?',
      },
      line: ({ lineOf }) => lineOf(/download\(/),
    },
    race: {
      seen: (clue) => {
        const { run } = clue
        const failed = mirrorsOf(clue).find(
          ({ name, takes, fails }) =>
            fails && run.error?.message === `${name} is down` && run.settledAt === takes,
        )
        const { good, last } = idealOf(clue)
        if (!failed || !(good ?? failed.takes < last)) return false
        return { name: failed.name, at: failed.takes }
      },
      says: {
        en: '{name} was over first, at {at} ms: it had failed, and your caller was told that there is no file, while others were loading it. Which news should decide?',
      },
      line: ({ lineOf }) => lineOf(/\brace\(|reject/),
    },
    gaveup: {
      seen: (clue) => {
        const { run } = clue
        const gone = typeof run.value === 'string' && run.value.startsWith('no file')
        const loading = mirrorsOf(clue).find(({ takes }) => takes > clue.took)
        return isFine(clue) && gone && loading !== undefined && { name: loading.name }
      },
      says: {
        en: 'At {took} ms your caller was told that there is no file, and {name} was still loading: how many have to fail before you know that?',
      },
      line: ({ lineOf }) => lineOf(/\.length/),
    },
    nobody: {
      seen: (clue) => {
        const { good, last } = idealOf(clue)
        return (
          clue.run.trace.ending.kind === 'never-settles' &&
          good === undefined &&
          last > 0 && { last, count: mirrorsOf(clue).length }
        )
      },
      says: {
        en: 'At {last} ms the last of {count:# mirror|# mirrors} had failed, and your caller is waiting still: who says that nobody is left?',
      },
    },
    oneerror: {
      seen: (clue) =>
        allFailed(clue, ({ run }) => {
          const blamed = mirrorsOf(clue).find(
            ({ name }) => run.error?.message === `${name} is down`,
          )
          return (
            blamed !== undefined && {
              count: mirrorsOf(clue).length,
              what: `${blamed.name} is down`,
            }
          )
        }),
      says: {
        en: '{count:The only mirror|Both mirrors|All # mirrors} had failed, and your caller heard "{what}", one bare error. What was promised is a list of all failures, however many: where have you kept {count:it|them|them}?',
      },
      line: ({ lineOf }) => lineOf(/reject\(|throw /),
    },
    lost: {
      seen: (clue) =>
        allFailed(clue, ({ run: { error, value } }) => {
          const count = mirrorsOf(clue).length
          if (error?.name === '') return { count, what: 'something that is no error' }
          if (error) return { count, what: `${error.name} "${error.message}"` }
          if (value === undefined) return { count, what: 'no failure at all' }
          if (typeof value !== 'string' || !value.startsWith('no file: ')) return false
          const told = value.slice('no file: '.length)
          return {
            count,
            what: `an \`AggregateError\` with ${told === '' ? 'nothing in its list' : `"${told}"`}`,
          }
        }),
      says: {
        en: '{count:The only mirror|Both mirrors|All # mirrors} failed, and what your caller was given is {what}: {count:the reason is|the reasons are|the reasons are} gone.',
      },
      line: ({ lineOf }) => lineOf(/throw |reject\(/),
    },
    all: {
      seen: (clue) => {
        const { good, last } = idealOf(clue)
        const { run } = clue
        return (
          isFine(clue) &&
          good !== undefined &&
          run.settledAt === last &&
          last > good.takes && { name: good.name, at: good.takes }
        )
      },
      says: {
        en: '{name} had the file at {at} ms, and you had it at {took} ms: you waited for everybody before you chose.',
      },
      line: ({ lineOf }) => lineOf(/\ball(?:Settled)?\(|\bawait\b/),
    },
    noabort: {
      seen: (clue) => {
        const { good } = idealOf(clue)
        const { run } = clue
        const late = run.lines.find(({ at }) => good !== undefined && at > good.takes)
        return (
          isFine(clue) &&
          late !== undefined &&
          good !== undefined &&
          run.settledAt === good.takes && { at: good.takes, name: nameIn(late.text), late: late.at }
        )
      },
      says: {
        en: 'You had your file at {at} ms, and {name} went on loading until {late} ms, for nobody: who told it that it is over?',
      },
    },
  },
}

interface Mirror {
  readonly name: string
  readonly takes: number
  readonly fails: boolean
}

function mirrorsOf({ data: [mirrors] }: Clue): readonly Mirror[] {
  if (!Array.isArray(mirrors)) return []
  return mirrors.flatMap((mirror: Value) => {
    if (typeof mirror !== 'object' || mirror === null) return []
    if (!('name' in mirror && 'takes' in mirror)) return []
    const { name, takes } = mirror
    if (typeof name !== 'string' || typeof takes !== 'number') return []
    return [{ name, takes, fails: 'fails' in mirror && mirror.fails === true }]
  })
}

/** Who has the file first, where anybody has it, and when the last would be over. */
function idealOf(clue: Clue): { readonly good: Mirror | undefined; readonly last: number } {
  const mirrors = mirrorsOf(clue).toSorted((one, other) => one.takes - other.takes)
  return { good: mirrors.find(({ fails }) => !fails), last: mirrors.at(-1)?.takes ?? 0 }
}

/** Nobody has the file, all have been heard, and the caller was told something. */
function allFailed(clue: Clue, holds: (clue: Clue) => false | Numbers): false | Numbers {
  const { good, last } = idealOf(clue)
  const { run } = clue
  return (
    good === undefined &&
    last > 0 &&
    run.settledAt === last &&
    run.trace.ending.kind === 'finished' &&
    run.unobserved.length === 0 &&
    holds(clue)
  )
}

/** Who was asked, and when. */
const begunIn = ({ run }: Clue): readonly { readonly name: string; readonly at: number }[] =>
  run.lines
    .filter(({ text }) => text.endsWith(' begins'))
    .map(({ text, at }) => ({ name: nameIn(text), at }))

const nameIn = (text: string): string => text.split(' ', 1)[0] ?? ''

const isFine = ({ run }: Clue): boolean =>
  run.trace.ending.kind === 'finished' && run.error === undefined && run.unobserved.length === 0

/** What goes on to a next mirror. */
const LOOP = /\b(?:for|while|do|reduce|forEach)\b|\bfirstMirror\([^)]*slice|\bcatch\b/
