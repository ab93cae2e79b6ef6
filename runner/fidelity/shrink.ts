import type { Block, Promised, Step } from './program.ts'

/**
 * Looks for a small program that still fails: leaves out a step, puts the steps inside a step in its
 * place, makes a number 1, and goes on from there for as long as something smaller fails.
 */
export async function shrink(
  program: Block,
  fails: (program: Block) => Promise<boolean>,
  limitMs: number,
): Promise<Block> {
  const end = performance.now() + limitMs
  let smallest = program
  let found = true
  while (found) {
    found = false
    for (const candidate of smallerBlocks(smallest)) {
      if (performance.now() > end) return smallest
      if (!(await fails(candidate))) continue
      smallest = candidate
      found = true
      break
    }
  }
  return smallest
}

function* smallerBlocks(block: Block): Generator<Block> {
  for (const [index, step] of block.entries()) {
    yield block.toSpliced(index, 1)
    for (const inner of blocksIn(step)) yield block.toSpliced(index, 1, ...inner)
  }
  for (const [index, step] of block.entries()) {
    for (const smaller of smallerNodes(step)) yield block.with(index, smaller)
  }
}

function* smallerPromises(promised: Promised): Generator<Promised> {
  if (promised.kind !== 'value') yield { kind: 'value' }
  yield* promisesIn(promised)
  yield* smallerNodes(promised)
}

function* smallerNodes<T extends Step | Promised>(node: T): Generator<T> {
  if ('body' in node) for (const body of smallerBlocks(node.body)) yield { ...node, body }
  if ('handler' in node)
    for (const handler of smallerBlocks(node.handler)) yield { ...node, handler }
  if ('final' in node) for (const final of smallerBlocks(node.final)) yield { ...node, final }
  if ('generator' in node)
    for (const generator of smallerBlocks(node.generator)) yield { ...node, generator }
  if ('promised' in node)
    for (const promised of smallerPromises(node.promised)) yield { ...node, promised }
  if ('on' in node) for (const on of smallerPromises(node.on)) yield { ...node, on }
  if ('members' in node) {
    for (const [index, member] of node.members.entries()) {
      yield { ...node, members: node.members.toSpliced(index, 1) }
      for (const smaller of smallerPromises(member))
        yield { ...node, members: node.members.with(index, smaller) }
    }
  }
  if ('delay' in node && typeof node.delay === 'number' && node.delay > 1)
    yield { ...node, delay: node.delay - 1 }
  if ('rounds' in node && node.rounds > 1) yield { ...node, rounds: node.rounds - 1 }
  if ('count' in node && node.count > 1) yield { ...node, count: node.count - 1 }
  if ('clock' in node && node.clock !== 'none') yield { ...node, clock: 'none' }
  if ('guarded' in node && node.guarded) yield { ...node, guarded: false }
}

/** The blocks inside a step, also those of the calls that it waits for. */
function blocksIn(node: Step | Promised): Block[] {
  return [
    ...('body' in node ? [node.body] : []),
    ...('handler' in node ? [node.handler, node.final] : []),
    ...('generator' in node ? [node.generator] : []),
    ...promisesIn(node).flatMap(blocksIn),
  ]
}

function promisesIn(node: Step | Promised): readonly Promised[] {
  if ('promised' in node) return [node.promised]
  if ('members' in node) return node.members
  return 'on' in node ? [node.on] : []
}
