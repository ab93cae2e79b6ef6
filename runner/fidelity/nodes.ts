import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { transform } from 'sucrase'
import type { Job, QuickRun } from './run.ts'

/** The real clock takes as long as the program does; the quick one jumps from timer to timer. */
export type Clock = 'real' | 'quick'

/** Plain Node processes. Each runs one program at a time, so that no program disturbs another. */
export class Nodes {
  readonly #processes: readonly ChildProcess[]
  readonly #idle: ChildProcess[]
  readonly #waiting: ((node: ChildProcess) => void)[] = []

  constructor(clock: Clock, count: number) {
    this.#processes = Array.from({ length: count }, () => startNode(clock))
    this.#idle = [...this.#processes]
  }

  async run(job: Job): Promise<QuickRun> {
    const node =
      this.#idle.pop() ??
      (await new Promise<ChildProcess>((resolve) => this.#waiting.push(resolve)))
    const run = await ask(node, job)
    const next = this.#waiting.shift()
    if (next) next(node)
    else this.#idle.push(node)
    return run
  }

  close(): void {
    for (const node of this.#processes) node.kill()
  }
}

/** The script comes through standard input: as an argument it would be too long for Windows. */
function startNode(clock: Clock): ChildProcess {
  const flags = ['--expose-internals', '--no-warnings', '--input-type=module']
  const node = spawn(process.execPath, [...flags, '-', clock], {
    stdio: ['pipe', 'inherit', 'inherit', 'ipc'],
  })
  node.stdin?.end(INSIDE)
  return node
}

/** The answer is trusted: what runs in there is ours. */
async function ask(node: ChildProcess, job: Job): Promise<QuickRun> {
  const given = new AbortController()
  const left = once(node, 'exit', { signal: given.signal }).then(([code]: unknown[]) => {
    throw new Error(
      `A Node process ended with ${String(code)} while it ran this program:\n${job.source}`,
    )
  })
  node.send(job)
  const [run] = (await Promise.race([once(node, 'message', { signal: given.signal }), left])) as [
    QuickRun,
  ]
  left.catch(() => undefined)
  given.abort()
  return run
}

/** A file of ours as JavaScript that needs no loader: what it imports from us stands in it as data. */
function bundle(file: string): string {
  const text = readFileSync(new URL(file, import.meta.url), 'utf8')
  const { code } = transform(text, { transforms: ['typescript'], disableESTransforms: true })
  return code.replace(/from '(\.\/\w+\.ts)'/g, (_, imported: string) => {
    return `from 'data:text/javascript;base64,${Buffer.from(bundle(imported)).toString('base64')}'`
  })
}

const INSIDE = bundle('./inside.ts')
