/**
 * What the suites of the exercises import as `#runner`.
 *
 * A suite hands a function to `simulate`, which runs it *in the sandbox*: the function travels there
 * as source, so it closes over nothing, and what it needs goes along as data.
 */
import { basename, dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import {
  afterEach,
  expect as expectFirst,
  inject,
  test as base,
  type Assertion,
  type TestAPI,
} from 'vitest'
import type { Check, RunEvidence, TestEvidence } from './evidence.ts'
import { drawFrom, hash, type Draw } from './index/draw.ts'
import { explorer, type Explore } from './index/explore.ts'
import { companionsOf, ownFile, type Companions } from './index/files.ts'
import { simulator, undisturbed } from './index/simulators.ts'
import { expectAll, teachExpect } from './matchers.ts'
import { Run } from './run.ts'
import type { SimulationRequest } from './simulator.ts'
import { readSource, type Source } from './source.ts'
import { simulatedMs, TRACE_VERSION, type Ending, type Trace, type Value } from './trace.ts'
import './suite.ts'

export type { Run } from './run.ts'

/** What is asked of a run. An exploration goes on to the next case as soon as one check does not hold. */
export function expect(run: Run): Assertion<Run> {
  const ask: (actual: Run) => Assertion<Run> = explored.has(run) ? expectFirst : expectAll
  return ask(run)
}

/** `print`, `sleep`, `busyWait` and `now`, on the simulated clock. */
export type Kit = typeof import('./kit.ts')

/**
 * Runs `program` on the simulated clock, given what the learner's file exports, the kit, and `data`. A
 * tool takes the place of the kit's function of the same name.
 */
export type Simulate<Exports, Tools = object> = <Data extends readonly Value[]>(
  program: (exports: Exports, kit: Omit<Kit, keyof Tools> & Tools, ...data: Data) => unknown,
  ...data: Data
) => Promise<Run>

export interface Fixtures<Exports, Tools = object> {
  readonly simulate: Simulate<Exports, Tools>
  /** The same without the learner's file, for a program whose outcome it must not be able to change. */
  readonly simulateAlone: Simulate<unknown, Tools>
  /** Inputs drawn from the seed of this check. */
  readonly draw: Draw
  /** Asks the same of many cases, and fails with the smallest that does not hold. */
  readonly explore: Explore
}

export interface ExerciseOptions {
  /** What the learner is to build themselves, e.g. `Promise.all` or `#kit.sleep`: calling it throws. @default [] */
  readonly withheld?: readonly string[]
  /**
   * Files beside the suite whose exports the program is given along with the kit, e.g. `fake-browser.ts`:
   * the workbook's own, or earlier answers of the learner. Name their types as `Tools`. @default []
   */
  readonly tools?: readonly string[]
}

/**
 * The `test` of an exercise's suite: `exercise<typeof import('./count-async.ts')>(import.meta.url)`.
 * Which file is judged is up to whoever asks: the learner's own, a submission, the model solution.
 */
export function exercise<Exports, Tools = object>(
  suiteUrl: string,
  { withheld = [], tools = [] }: ExerciseOptions = {},
): TestAPI<Fixtures<Exports, Tools>> {
  // Its process boots while Vitest collects the tests.
  simulator().warm()
  const suite = fileURLToPath(suiteUrl)
  const entry = basename(suite).replace(/\.test\.ts$/, '.ts')
  const request = inject('request')
  if (request) afterEach(({ task }) => withoutStacks(task.result?.errors ?? []))
  const lesson = basename(dirname(suite))
  const exercises = dirname(dirname(suite))
  const file = ownFile(`${lesson}/${entry}`, exercises, request)
  const place = { exercises, lesson, entry, request }
  const companions = (source: Source): Companions =>
    companionsOf(source.kind === 'text' ? source.text : '', tools, place)
  return base.extend<Fixtures<Exports, Tools> & { readonly evidence: Evidence }>({
    evidence: async ({ task }, use) => {
      const evidence = new Evidence(readSource(file))
      // Set before the test runs, and filled meanwhile: it is read when the test is over.
      task.meta.evidence = evidence.data
      await use(evidence)
    },
    simulate: async ({ evidence, signal }, use) => {
      await use(async (program, ...data) => {
        evidence.goOn()
        const asked = { program: String(program), data, tools }
        const others = companions(evidence.source)
        evidence.builtOn(others.needs)
        const request = { ...asked, withheld, entry, ties: evidence.ties }
        return evidence.add(await simulateFile(evidence, others, request, signal), asked)
      })
    },
    simulateAlone: async ({ evidence, signal }, use) => {
      await use(async (program, ...data) => {
        evidence.goOn()
        const asked = { program: String(program), data, tools }
        const { files, given, needs } = companionsOf('', tools, place)
        const runs = needs.length === 0 ? undisturbed() : simulator()
        return evidence.add(await runs.run({ ...asked, files, given }, signal), asked)
      })
    },
    draw: async ({ evidence, task }, use) => {
      const draw = drawFrom(request?.seed ?? DEFAULT_SEED, task.name)
      evidence.varies()
      await use(draw)
    },
    explore: async ({ evidence, task }, use) => {
      await use(explorer((request?.seed ?? DEFAULT_SEED) ^ hash(task.name), evidence))
    },
  })
}

/** Nobody reads them in a check, and Vitest would look up the source of every frame: half the time of a failing one. */
function withoutStacks(errors: readonly { stack?: string | undefined }[]): void {
  for (const error of errors) delete error.stack
}

/** Under plain Vitest, where nobody names a seed. */
const DEFAULT_SEED = 1

/** What one test did, kept as plain data where Vitest carries it out of the worker. */
class Evidence {
  readonly source: Source
  readonly data: TestEvidence & {
    varied: boolean
    needs: readonly string[]
    notRun: boolean
    explored: TestEvidence['explored']
    readonly runs: RunEvidence[]
  }
  /** The order of equal moments in the case that is being tried. */
  ties = 0
  #before: number | undefined

  constructor(source: Source) {
    this.source = source
    this.data = {
      varied: false,
      source: source.kind === 'text' ? source.text : '',
      needs: [],
      notRun: false,
      explored: undefined,
      runs: [],
    }
  }

  builtOn(slugs: readonly string[]): void {
    this.data.needs = [...new Set([...this.data.needs, ...slugs])]
  }

  /** Ends the test: its runs would take seconds each, and show nothing new. */
  cutShort(): never {
    this.data.notRun = true
    throw new Error('Not run: a run of this answer had to be ended by force before')
  }

  varies(): void {
    this.data.varied = true
  }

  /** A case of an exploration: the runs of the one before it are dropped. */
  begin(each: Readonly<Record<string, Value>>, ties: number): void {
    this.#before ??= this.data.runs.length
    this.data.runs.length = this.#before
    this.data.explored = each
    this.ties = ties
  }

  /** A run that was killed or ran away takes seconds. */
  mayGoOn(): boolean {
    const ending = this.data.runs.at(-1)?.trace.ending.kind
    return ending !== 'killed' && ending !== 'ran-away'
  }

  /** A test whose run failed makes no other. */
  goOn(): void {
    if (this.data.runs.some(({ checks }) => checks.some(({ holds }) => !holds)))
      throw new Error('No other run was made: the one before it is not what was asked for')
  }

  end(): void {
    this.#before = undefined
    this.data.explored = undefined
    this.ties = 0
  }

  add(trace: Trace, asked: Pick<RunEvidence, 'program' | 'data' | 'tools'>): Run {
    const checks: { readonly check: Check; readonly holds: boolean }[] = []
    const run = new Run(trace)
    this.data.runs.push({ ...asked, trace, checks })
    checksOf.set(run, checks)
    if (this.data.explored) explored.add(run)
    return run
  }
}

const explored = new WeakSet<Run>()

const checksOf = new WeakMap<Run, { readonly check: Check; readonly holds: boolean }[]>()

teachExpect(
  (run, check, holds) => checksOf.get(run)?.push({ check, holds }),
  // Whoever asked for a check draws by themselves, and a first verdict need not wait for the drawing.
  inject('request') ? undefined : (await import('./timeline.ts')).renderComparison,
)

async function simulateFile(
  evidence: Evidence,
  { files, given, broken }: Companions,
  request: Omit<SimulationRequest, 'files' | 'given' | 'entry'> & { readonly entry: string },
  signal: AbortSignal,
): Promise<Trace> {
  const { source } = evidence
  if (source.kind === 'broken') return brokenTrace(source)
  if (broken) return brokenTrace(broken)
  const confined = inject('request')?.confined
  const answer = `${confined?.submission ?? ''}\0${request.entry}\0${source.text}`
  if (givenUp.answer !== answer) givenUp = { answer, runs: 0 }
  if (givenUp.runs >= (confined ? MOST_GIVEN_UP_GRADED : MOST_GIVEN_UP)) return evidence.cutShort()
  const trace = await simulator().run(
    { ...request, files: { ...files, [request.entry]: source.text }, given },
    signal,
  )
  if (trace.ending.kind === 'killed' || trace.ending.kind === 'ran-away') givenUp.runs++
  if (trace.ending.kind === 'broken' && trace.ending.reason === 'program-closes-over') {
    // A suite that is used for grading has been verified: whoever says so now blames it for nothing.
    if (confined) return accused(trace, trace.ending)
    throw new Error(
      `The program given to simulate uses "${trace.ending.detail}" from outside; it travels to the sandbox as source, so hand it over as data`,
    )
  }
  return trace
}

const brokenTrace = ({ reason, detail }: Extract<Source, { kind: 'broken' }>): Trace => ({
  version: TRACE_VERSION,
  events: [],
  ending: { kind: 'broken', at: simulatedMs(0), reason, detail },
})

/** Runs of one answer that had to be ended by force, which takes seconds each. */
let givenUp = { answer: '', runs: 0 }
/**
 * After as many, the answer's other tests are cut short: a learner has been told by then, and where
 * points depend on it one may have been an accident of a busy machine.
 */
const MOST_GIVEN_UP = 1
const MOST_GIVEN_UP_GRADED = 2

const accused = (trace: Trace, { at, detail }: Extract<Ending, { kind: 'broken' }>): Trace => ({
  ...trace,
  ending: {
    kind: 'threw',
    at,
    failure: { name: 'ReferenceError', message: `${detail} is not defined` },
  },
})
