import { renderConstructs } from './fidelity/constructs.ts'
import { generate } from './fidelity/generate.ts'
import { renderComparison } from './fidelity/report.ts'
import { shrink } from './fidelity/shrink.ts'
import { Worlds, type Comparison, type Simulate } from './fidelity/worlds.ts'

export interface FidelityOptions {
  readonly programs: number
  readonly seed: number
  /** Count in how many programs each construct was. @default false */
  readonly verbose?: boolean
  /** Takes one line of the report. */
  readonly out: (line: string) => void
  /** What is compared with real Node. @default a simulator */
  readonly simulate?: Simulate
}

/**
 * Compares the simulator with real Node on generated programs.
 *
 * The last line is `programs N, order mismatches M, time mismatches T`. Before it come the smallest
 * program that was found for the first mismatch, and the seeds that repeat the others. What does not
 * come again when it is tried alone, after all others, was a busy machine's; it is named and not counted.
 *
 * Left out is what Node does not define: what depends on a millisecond that real time may take or not,
 * or on Node's version. That includes the first ms behind a timer's callback that held the thread, since
 * libuv then waits at least 1 ms, in which immediates may run; the simulator goes on at once.
 */
export async function fidelity(options: FidelityOptions): Promise<{ readonly ok: boolean }> {
  const { programs, verbose = false, out } = options
  const worlds = new Worlds(NODE_PROCESSES, options.simulate)
  try {
    const { texts, undefinedOrders, mismatches } = await compareAll(worlds, options)
    if (verbose) {
      for (const line of renderConstructs(texts)) out(line)
      out(`Left out, because Node does not define their order: ${undefinedOrders}`)
    }
    const { lasting, passing } = await tryAgain(worlds, mismatches)
    if (passing.length > 0)
      out(`Seen once, and not again when tried alone: ${renderSeeds(passing)}`)
    const [first, ...others] = lasting
    if (first) await showSmallest(worlds, first.seed, out)
    if (others.length > 0) out(`Others: ${renderSeeds(others)}`)
    const order = lasting.filter(({ difference }) => difference === 'order').length
    out(
      `programs ${programs}, order mismatches ${order}, time mismatches ${lasting.length - order}`,
    )
    return { ok: lasting.length === 0 }
  } finally {
    worlds.close()
  }
}

interface Mismatch {
  readonly index: number
  /** Repeats this program alone. */
  readonly seed: number
  readonly difference: Comparison['difference']
}

interface Findings {
  readonly texts: string[]
  readonly mismatches: Mismatch[]
  undefinedOrders: number
}

/** Most of a program's real time is waiting, so many are under way at once, each in a process of its own. */
async function compareAll(
  worlds: Worlds,
  { programs, seed, out }: FidelityOptions,
): Promise<Findings> {
  const findings: Findings = { texts: [], mismatches: [], undefinedOrders: 0 }
  const { texts, mismatches } = findings
  let started = 0
  const lane = async (): Promise<void> => {
    while (started < programs) {
      const index = started++
      const { comparison, seed: own, attempts } = await compareOne(worlds, mix(seed, index))
      const { difference, text } = comparison
      texts.push(text)
      findings.undefinedOrders += attempts
      if (difference !== 'none') mismatches.push({ index, seed: own, difference })
      if (texts.length % REPORT_EVERY === 0)
        out(`${texts.length} of ${programs}, mismatches ${mismatches.length}`)
    }
  }
  await Promise.all(Array.from({ length: LANES }, lane))
  return findings
}

/** Goes from seed to seed until a program's order is defined. */
async function compareOne(worlds: Worlds, seed: number) {
  for (let attempts = 0; ; attempts++) {
    const own = mix(seed, attempts)
    const comparison = await worlds.compare(generate(own))
    if (comparison) return { comparison, seed: own, attempts }
  }
}

/** Real time on a machine that is busy is no witness; these are few, and nothing runs beside them. */
async function tryAgain(
  worlds: Worlds,
  mismatches: readonly Mismatch[],
): Promise<{ readonly lasting: readonly Mismatch[]; readonly passing: readonly Mismatch[] }> {
  const lasting: Mismatch[] = []
  const passing: Mismatch[] = []
  for (const mismatch of mismatches.toSorted((one, two) => one.index - two.index)) {
    const again = await worlds.compare(generate(mismatch.seed))
    const difference = again?.difference ?? 'none'
    if (difference === 'none') passing.push(mismatch)
    else lasting.push({ ...mismatch, difference })
  }
  return { lasting, passing }
}

const renderSeeds = (mismatches: readonly Mismatch[]): string =>
  mismatches
    .slice(0, MOST_NAMED)
    .map(({ seed }) => `--seed ${seed}`)
    .join(', ')

async function showSmallest(
  worlds: Worlds,
  seed: number,
  out: (line: string) => void,
): Promise<void> {
  const program = generate(seed)
  // Nearly always the quick clock shows the mismatch too, and shrinking need not wait for real time.
  const quickly = (await worlds.compareQuickly(program))?.difference !== 'none'
  const compare = (candidate: typeof program): Promise<Comparison | undefined> =>
    quickly ? worlds.compareQuickly(candidate) : worlds.compare(candidate)
  const fails = async (candidate: typeof program): Promise<boolean> =>
    ((await compare(candidate))?.difference ?? 'none') !== 'none'
  const comparison = await worlds.compare(await shrink(program, fails, SHRINK_LIMIT_MS))
  if (!comparison || comparison.difference === 'none') {
    out(`The mismatch of --seed ${seed} did not come again`)
    return
  }
  out(
    `The first mismatch is one of ${comparison.difference}; \`npm run fidelity -- --programs 1 --seed ${seed}\` repeats it.`,
  )
  for (const line of ['', ...renderComparison(comparison), '']) out(line)
}

/** A seed of its own for every program; the first one is that of the whole run, so that one program can be repeated alone. */
function mix(seed: number, index: number): number {
  if (index === 0) return seed
  let mixed = Math.imul(seed ^ Math.imul(index, 0x9e3779b9), 0x85ebca6b)
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35)
  return (mixed ^ (mixed >>> 16)) >>> 1
}

const NODE_PROCESSES = 10
/** More than there are processes, so that none of them waits for a program to be made. */
const LANES = NODE_PROCESSES + 2
const REPORT_EVERY = 1_000
/** More than these would show the same few causes. */
const MOST_NAMED = 10
const SHRINK_LIMIT_MS = 60_000
