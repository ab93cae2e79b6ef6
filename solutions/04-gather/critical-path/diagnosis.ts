import type { Clue, Diagnosis } from '../../../runner/diagnosis.ts'

/** What wrong answers to critical-path look like. */
export const diagnosis: Diagnosis = {
  stub: 'critical-path/serial',
  spoilers: ['Promise.all', 'allSettled'],
  rules: {
    greedy: {
      seen: ({ run }) => {
        const early = run.lines.find(({ text }) => text.includes('undefined'))
        return early !== undefined && { text: early.text, at: early.at }
      },
      says: {
        en: 'Fast, and at {at} ms it asked for "{text}": look at what you passed on. A call can be made early only if what it needs is there.',
      },
    },
    earlyunh: {
      seen: ({ run }) => {
        const [lost] = run.unobserved
        return lost !== undefined && { at: lost.at, what: lost.failure.message }
      },
      says: {
        en: '"{what}" arrived at {at} ms, while you were waiting for somebody else: nobody held that promise just then.',
      },
      line: ({ lineOf }) => lineOf(/=\s*api\.(orders|friends|tips)\(/),
    },
    barrier: {
      seen: (clue) => {
        const [friends, orders, tips] = [
          at(clue, 'friends'),
          at(clue, 'orders'),
          began(clue, 'tips'),
        ]
        if (friends === undefined || orders === undefined || tips === undefined) return false
        const together = began(clue, 'orders') === began(clue, 'friends')
        return together && tips > friends && tips === orders && { friends, tips }
      },
      says: {
        en: 'The tips could have begun at {friends} ms, when the friends were there; they stood in line until {tips} ms, for the orders.',
      },
      line: ({ lineOf }) => lineOf(/api\.tips\(/),
    },
    serial: {
      seen: (clue) => {
        const [orders, friends] = [began(clue, 'orders'), began(clue, 'friends')]
        return (
          orders !== undefined &&
          friends !== undefined &&
          orders !== friends && {
            later: Math.max(orders, friends),
            first: Math.min(orders, friends),
          }
        )
      },
      says: {
        en: 'Orders and friends both need the user and nothing else, and yet one was asked for at {first} ms and the other only at {later} ms: what did it wait for?',
      },
      line: ({ lineOf }) => lineOf(/await api\.(orders|friends)\(/),
    },
    late: {
      seen: ({ run, took, ideal }) => run.error !== undefined && took > ideal && { known: ideal },
      says: {
        en: 'The failure was there at {known} ms, and whoever asked for the page was told at {settles} ms: whom did it wait for?',
      },
    },
  },
}

/** When the answer to `call` came. */
const at = ({ run }: Clue, call: string): number | undefined => run.timeOf(call)

/** When `call` was made. */
const began = ({ run }: Clue, call: string): number | undefined =>
  run.lines.find(({ text }) => text.startsWith(call) && text.endsWith('?'))?.at
