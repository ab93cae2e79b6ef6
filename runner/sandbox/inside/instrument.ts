import { parse, type AnyNode, type Expression, type Node } from 'acorn'
import { ancestor, simple } from 'acorn-walk'
import MagicString from 'magic-string'

/** Names that the rewritten source uses; nobody writes these by chance. */
const LANES = '$lanes_'
const TASK = '$task_'
const MARK = '$mark_'
const ERROR = '$error_'

type FunctionNode = Extract<
  AnyNode,
  { type: 'FunctionDeclaration' | 'FunctionExpression' | 'ArrowFunctionExpression' }
>

export interface Instrumented {
  readonly code: string
  /** Line of each import, by its specifier. */
  readonly imports: ReadonlyMap<string, number>
  /** A part of `code` as it was before; undefined for what is no part of it. */
  readonly originalOf: (part: string) => string | undefined
}

/**
 * Rewrites a module so that every call of an async function reports when it starts, waits, resumes
 * and ends. Lines stay where they are, and nothing waits a turn longer than before: `await E` becomes
 * `resumed(task, await waiting(task, …, E))`, where `waiting` hands E through.
 *
 * @param marks also note the line of every statement, for the search for an endless loop
 * @throws SyntaxError with acorn's `loc`
 */
export function instrument(source: string, { marks }: { readonly marks: boolean }): Instrumented {
  const text = new MagicString(source)
  const program = parse(source, { ecmaVersion: 'latest', sourceType: 'module', locations: true })
  const imports = new Map<string, number>()
  const edits: Edit[] = []
  const edit = (node: Node, apply: () => void): void => void edits.push({ node, apply })
  const open = (index: number, code: string): void => void text.appendRight(index, code)
  const close = (index: number, code: string): void => void text.prependLeft(index, code)

  const lane = (fn: FunctionNode, ancestors: readonly AnyNode[]): void => {
    if (!hasLane(fn)) return
    const start = `const ${TASK} = ${LANES}.start(${JSON.stringify(nameOf(fn, ancestors, source))}, ${lineOf(fn)}); try {`
    const end = `} catch (${ERROR}) { ${LANES}.failed(${TASK}); throw ${ERROR}; } finally { ${LANES}.end(${TASK}); }`
    edit(fn, () => {
      if (fn.body.type !== 'BlockStatement') {
        const [from, to] = parenthesised(source, fn.body)
        open(from, `{ ${start} return (`)
        close(to, `); ${end} }`)
        return
      }
      if (fn.body.body.length === 0) {
        open(fn.body.end - 1, ` ${start} ${end} `)
        return
      }
      const directive = fn.body.body.findLast(
        (statement) =>
          statement.type === 'ExpressionStatement' && statement.directive !== undefined,
      )
      // A directive need not end in a semicolon.
      open(directive?.end ?? fn.body.start + 1, `${directive ? ';' : ''} ${start} `)
      close(fn.body.end - 1, ` ${end} `)
    })
  }
  const shown = ({ start, end }: Node): string =>
    source.slice(start, end).replace(/\s+/g, ' ').slice(0, 80)
  const waiting = (line: number, expression: Node): void => {
    open(
      expression.start,
      `${LANES}.waiting(${TASK}, ${line}, ${JSON.stringify(shown(expression))}, (`,
    )
    close(expression.end, '))')
  }
  const iterating = (line: number, right: Expression): void => {
    const what =
      right.type === 'CallExpression'
        ? `${shown(right.callee)}(...) is not a function or its return value`
        : shown(right)
    const words = [shown(right), what].map((text) => JSON.stringify(text)).join(', ')
    open(right.start, `${LANES}.iterating(${TASK}, ${line}, ${words}, (`)
    close(right.end, '))')
  }
  /** A rejected await skips `resumed`; the function is back all the same. */
  const resumeIn = (block: Node, ancestors: readonly AnyNode[]): void => {
    if (hasLane(ancestors.findLast(isFunction)))
      edit(block, () => open(block.start + 1, ` ${LANES}.resumed(${TASK}); `))
  }

  // Before the others: a statement goes around an expression that is as long as itself.
  if (marks)
    markStatements(
      program,
      (node, before) => edit(node, () => open(before, ` ${MARK}(${lineOf(node)}); `)),
      (node) =>
        edit(node, () => {
          open(node.start, `{ ${MARK}(${lineOf(node)}); `)
          close(node.end, ' }')
        }),
    )

  ancestor(program, {
    Function: (node, _, ancestors) => lane(node as FunctionNode, ancestors),
    AwaitExpression: (node, _, ancestors) => {
      if (!hasLane(ancestors.findLast(isFunction))) return
      edit(node, () => {
        open(node.start, `${LANES}.resumed(${TASK}, `)
        close(node.end, ')')
        waiting(lineOf(node), node.argument)
      })
    },
    ForOfStatement: (node, _, ancestors) => {
      if (!node.await || !hasLane(ancestors.findLast(isFunction))) return
      edit(node, () => {
        iterating(lineOf(node), node.right)
        open(node.body.start, `{ ${LANES}.resumed(${TASK}); `)
        close(node.body.end, `; ${LANES}.waiting(${TASK}, ${lineOf(node)}, 'the next item'); }`)
        open(node.end, ` ${LANES}.resumed(${TASK}); `)
      })
    },
    CatchClause: (node, _, ancestors) => resumeIn(node.body, ancestors),
    TryStatement: (node, _, ancestors) => {
      if (node.finalizer) resumeIn(node.finalizer, ancestors)
    },
    ImportDeclaration: (node) => void imports.set(String(node.source.value), lineOf(node)),
  })
  // Outer before inner, so that what opens and closes at one place nests as the source does.
  edits.sort((a, b) => a.node.start - b.node.start || b.node.end - a.node.end)
  for (const { apply } of edits) apply()
  text.prepend(`const ${LANES} = import.meta.lanes${marks ? `, ${MARK} = import.meta.mark` : ''}; `)
  const code = text.toString()
  return { code, imports, originalOf: (part) => originalOf(part, code, text) }
}

/** Whether a function's text shows what was put into it. */
export const isInstrumented = (text: string): boolean =>
  [LANES, TASK, MARK].some((name) => text.includes(name))

function originalOf(part: string, code: string, text: MagicString): string | undefined {
  const from = code.indexOf(part)
  if (from < 0) return undefined
  const before = code.slice(0, from).split('\n')
  // What was there before has a place in the map, character by character, and what was put in has none.
  const { mappings } = text.generateDecodedMap({ hires: true })
  return part
    .split('\n')
    .map((line, index) => {
      const segments = mappings[before.length - 1 + index] ?? []
      const kept = new Set(segments.map(([column]) => column))
      const shift = index === 0 ? (before.at(-1)?.length ?? 0) : 0
      return line
        .split('')
        .filter((_, column) => kept.has(column + shift))
        .join('')
    })
    .join('\n')
}

interface Edit {
  readonly node: Node
  readonly apply: () => void
}

function markStatements(
  program: Node,
  before: (node: Node, index: number) => void,
  around: (body: Node) => void,
): void {
  const statement = (node: AnyNode): void => {
    const declares =
      node.type === 'FunctionDeclaration' ||
      node.type.startsWith('Import') ||
      node.type.startsWith('Export')
    if (declares || (node.type === 'ExpressionStatement' && node.directive !== undefined)) return
    before(node, node.start)
  }
  const loop = ({ body }: { readonly body: AnyNode }): void => {
    if (body.type === 'BlockStatement') before(body, body.start + 1)
    else around(body)
  }
  simple(program, {
    Program: (node) => node.body.forEach(statement),
    BlockStatement: (node) => node.body.forEach(statement),
    WhileStatement: loop,
    DoWhileStatement: loop,
    ForStatement: loop,
    ForOfStatement: loop,
    ForInStatement: loop,
  })
}

const lineOf = (node: Node): number => node.loc?.start.line ?? 0

/** Generators have no lane: they run when they are asked, not when they are called. */
const hasLane = (fn: FunctionNode | undefined): boolean =>
  fn !== undefined && fn.async && !fn.generator

const isFunction = (node: AnyNode): node is FunctionNode =>
  node.type === 'FunctionDeclaration' ||
  node.type === 'FunctionExpression' ||
  node.type === 'ArrowFunctionExpression'

/** The name a reader would call the function by. */
function nameOf(fn: FunctionNode, ancestors: readonly AnyNode[], source: string): string {
  if (fn.id) return fn.id.name
  const parent = ancestors.at(-2)
  switch (parent?.type) {
    case 'VariableDeclarator':
      return source.slice(parent.id.start, parent.id.end).split(':', 1)[0] ?? ''
    case 'AssignmentExpression':
      return source.slice(parent.left.start, parent.left.end)
    case 'Property':
    case 'MethodDefinition':
    case 'PropertyDefinition':
      return source.slice(parent.key.start, parent.key.end)
    case 'CallExpression':
      if (parent.callee === fn) return 'async function'
      return `${source.slice(parent.callee.start, parent.callee.end).slice(0, 30)} callback`
    default:
      return 'async function'
  }
}

/** Where the expression begins and ends, the parentheses around it included. */
function parenthesised(source: string, { start, end }: Node): [number, number] {
  let [open, close] = [start, end]
  for (;;) {
    const before = source.slice(0, open).trimEnd()
    const after = source.slice(close)
    const gap = after.length - after.trimStart().length
    if (!before.endsWith('(') || after[gap] !== ')') return [open, close]
    open = before.length - 1
    close += gap + 1
  }
}
