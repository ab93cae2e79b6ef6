import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { solutionOf } from '../answers.ts'
import type { Exercise, Workbook } from '../catalogue.ts'
import { Run } from '../run.ts'
import { Simulator } from '../simulator.ts'
import type { Steps } from './program.ts'

/** The model solution's five files, or others in their place, on the simulated clock. */
export class Mini {
  readonly #simulator = new Simulator()
  readonly #files: Readonly<Record<string, string>>
  readonly #given: readonly string[]

  /** @param replace sources to take instead of a model solution, by slug */
  constructor({ root, exercises }: Workbook, replace: Readonly<Record<string, string>> = {}) {
    const steps = exercises.filter(({ lesson }) => lesson === LESSON)
    const own = steps.map(({ slug, solution }: Exercise): [string, string] => [
      `${slug}.ts`,
      replace[slug] ?? solutionOf(readFileSync(solution, 'utf8')),
    ])
    const folder = join(root, 'exercises', LESSON, 'mini')
    const given = readdirSync(folder).map((name): [string, string] => [
      `mini/${name}`,
      readFileSync(join(folder, name), 'utf8'),
    ])
    this.#files = Object.fromEntries<string>([...own, ...given, ['interpret.ts', INTERPRETER]])
    this.#given = [...given.map(([name]) => name), 'interpret.ts']
  }

  /** What a program prints, each line with its moment. */
  async lines(program: Steps): Promise<readonly string[]> {
    const trace = await this.#simulator.run({
      files: this.#files,
      given: this.#given,
      entry: 'mini-run.ts',
      tools: ['mini-gather.ts', 'mini-task.ts', 'mini/clock.ts', 'interpret.ts'],
      program: '(exports, kit, program) => kit.interpret(exports, kit, program)',
      data: [program],
    })
    const lines = new Run(trace).lines.map(({ at, text }) => `${at} ${text}`)
    return trace.ending.kind === 'finished' ? lines : [...lines, `! ${trace.ending.kind}`]
  }

  close(): void {
    this.#simulator.close()
  }
}

const LESSON = '10-mini-asyncio'

/** Read as text: the sandbox runs it beside the five files. */
const INTERPRETER = readFileSync(fileURLToPath(new URL('./interpret.ts', import.meta.url)), 'utf8')
