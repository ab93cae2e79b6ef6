import { columnsOf, paints } from '../terminal.ts'
import { progress } from './checks.ts'
import { COMMANDS } from './keys.ts'
import { hasPassed, passedCount, type State } from './state.ts'

/** The line above the keys: how far the learner is, or the checking, as a bar and in words. */
export function renderProgress(
  state: State,
  look: {
    readonly columns: number
    readonly colour: boolean
    /** Lines of the body that are out of sight. */
    readonly above: number
    readonly below: number
  },
): string {
  const { green, cyan, dim } = paints(look.colour)
  const round = progress(state.checks)
  const { done, total } = round ?? {
    done: passedCount(state),
    total: state.workbook.exercises.length,
  }
  const words = round ? `checked ${done} of ${total}` : `${done} of ${total} passed`
  const upwards = look.above > 0 ? `↑ ${look.above} more  ` : ''
  const more = look.below > 0 ? `↓ ${look.below} more (space)  ` : upwards
  const label = `${more}${words}`
  const length = Math.max(0, Math.min(look.columns, WIDE) - columnsOf(label) - 4)
  const full = total === 0 ? 0 : Math.round((length * done) / total)
  const bar = (round ? cyan : green)('━'.repeat(full)) + dim('─'.repeat(length - full))
  return ` ${bar}  ${label}`
}

/** As many keys as fit: the most useful ones here, always in the same order. */
export function renderKeys(
  state: State,
  { columns, colour }: { readonly columns: number; readonly colour: boolean },
): string {
  const { bold, dim } = paints(colour)
  const join = (items: readonly Item[]): string =>
    ` ${items.map(([key, label]) => `${bold(key)} ${label}`).join(dim(' · '))}`
  const items = itemsHere(state)
  const fitting = new Set<Item>()
  for (const item of [...items].sort((a, b) => a[2] - b[2])) {
    fitting.add(item)
    if (columnsOf(join([...fitting])) > columns) fitting.delete(item)
  }
  return join(items.filter((item) => fitting.has(item)))
}

/** Lower ranks are the last to be left out where it is narrow. */
type Item = readonly [key: string, label: string, rank: number]

function itemsHere(state: State): readonly Item[] {
  const slug = state.current
  if (slug === undefined) return letters('q')
  switch (state.view.kind) {
    case 'list':
      return [
        ['Enter', 'open', 0],
        ['Esc', 'back', 1],
        ['↑↓', 'move', 3],
        ['Tab', 'filter', 2],
        ['Ctrl-C', 'quit', 4],
      ]
    case 'exercise': {
      const ranked = hasPassed(state, slug) ? letters('n?slrtqvopax') : letters('h?srltnqoxpa')
      return ranked.map(([key, label, rank]): Item => {
        const answer = key === 't' && state.above === 'task'
        return [key, answer ? 'answer' : label, rank]
      })
    }
    case 'solution':
    case 'play':
    case 'help':
      return [['Esc', 'back', 0], ...letters('nlq')]
    default:
      return state.view satisfies never
  }
}

/** The commands named by `ranked`, most useful first; listed in the order of the help. */
function letters(ranked: string): Item[] {
  return COMMANDS.filter(({ key }) => ranked.includes(key)).map(({ key, label }): Item => {
    return [key, label, ranked.indexOf(key) + 1]
  })
}

const WIDE = 100
