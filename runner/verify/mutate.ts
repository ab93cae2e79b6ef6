import { parse, type Node } from 'acorn'
import { simple } from 'acorn-walk'
import MagicString from 'magic-string'
import { transform } from 'sucrase'

/** A right answer with one thing changed. */
export interface Mutant {
  /** What was changed, and the line as it was: `drop-await: await sleep(ms)`. Unique within its source. */
  readonly name: string
  /** 1-based. */
  readonly line: number
  /** JavaScript, which is TypeScript too. */
  readonly source: string
}

/**
 * Every way to spoil `source` by one small slip of the kinds that learners make: an `await`, a
 * `return`, a `throw` or a `finally` that is forgotten, one combinator for another, another delay, a
 * statement that is left out (a `clearTimeout`, say), the wrong end of a queue, a bound that is one off.
 */
export function mutantsOf(source: string): Mutant[] {
  // Lines stay where they are.
  const { code } = transform(source, { transforms: ['typescript'], disableESTransforms: true })
  const mutants: Mutant[] = []
  const taken = new Map<string, number>()
  const add = (kind: string, node: Node, change: (text: MagicString) => void): void => {
    const text = new MagicString(code)
    change(text)
    const line = code.slice(0, node.start).split('\n').length
    const was = (code.split('\n')[line - 1] ?? '').trim().replace(/\s+/g, ' ')
    const times = (taken.get(`${kind}: ${was}`) ?? 0) + 1
    taken.set(`${kind}: ${was}`, times)
    const name = `${kind}: ${was}${times > 1 ? ` (${times})` : ''}`
    mutants.push({ name, line, source: text.toString() })
  }
  const between = (start: number, end: number): string => code.slice(start, end)

  simple(parse(code, { ecmaVersion: 'latest', sourceType: 'module' }), {
    AwaitExpression(node) {
      add('drop-await', node, (text) => text.remove(node.start, node.argument.start))
    },
    ReturnStatement(node) {
      const { argument } = node
      if (argument)
        add('drop-return', node, (text) =>
          text.overwrite(node.start, argument.start, 'void (').appendRight(argument.end, ')'),
        )
    },
    ThrowStatement(node) {
      add('drop-throw', node, (text) => text.overwrite(node.start, node.end, ';'))
    },
    TryStatement(node) {
      const { finalizer, handler, block } = node
      if (!finalizer) return
      add('drop-finally', finalizer, (text) =>
        handler
          ? text.remove(handler.end, finalizer.end)
          : text.remove(block.end, finalizer.end).remove(node.start, block.start),
      )
    },
    MemberExpression(node) {
      if (node.property.type !== 'Identifier' || node.computed) return
      const { property } = node
      const owner = between(node.object.start, node.object.end)
      for (const [from, to] of owner === 'Promise' ? COMBINATORS : ENDS)
        if (property.name === from)
          add(`${from}-to-${to}`, property, (text) =>
            text.overwrite(property.start, property.end, to),
          )
    },
    ExpressionStatement(node) {
      add('drop-statement', node, (text) => text.overwrite(node.start, node.end, ';'))
    },
    CallExpression(node) {
      const name = between(node.callee.start, node.callee.end).split('.').at(-1) ?? ''
      const delay = DELAYED.has(name)
        ? node.arguments.at(FIRST_IS_DELAY.has(name) ? 0 : 1)
        : undefined
      if (delay)
        add('swap-delay', delay, (text) =>
          text.prependLeft(delay.start, '(7 + ').appendRight(delay.end, ')'),
        )
    },
    BinaryExpression(node) {
      const to = BOUNDS[node.operator]
      if (to === undefined) return
      const at = node.left.end + between(node.left.end, node.right.start).indexOf(node.operator)
      add('off-by-one', node, (text) => text.overwrite(at, at + node.operator.length, to))
    },
  })
  return mutants
}

const COMBINATORS = [
  ['all', 'race'],
  ['all', 'allSettled'],
  ['any', 'race'],
  ['allSettled', 'all'],
  ['race', 'any'],
] as const

/** The other end of a queue. */
const ENDS = [
  ['shift', 'pop'],
  ['unshift', 'push'],
] as const

const DELAYED = new Set(['setInterval', 'setTimeout', 'sleep', 'callLater'])

const FIRST_IS_DELAY = new Set(['callLater', 'sleep'])

const BOUNDS: Readonly<Record<string, string>> = { '<': '<=', '<=': '<', '>': '>=', '>=': '>' }
