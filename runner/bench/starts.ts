import { interleave, type Sides } from './interleave.ts'
import type { Programs } from './programs.ts'
import { isVerdict, SLUG, startWatch } from './saves.ts'
import type { Stage } from './stage.ts'

/** One run of Vitest: what it is told, and where. */
export interface VitestRun {
  readonly parts: readonly string[]
  readonly folder: string
}

/** From nothing to the first verdict: the watch loop, and one run of Vitest. */
export async function measureStarts(
  { workbook }: Stage,
  programs: Programs,
  { parts, folder, rounds }: VitestRun & { readonly rounds: number },
): Promise<Sides> {
  return interleave(
    {
      async ours() {
        const startedAt = performance.now()
        const watch = startWatch(programs, workbook.root)
        const at = await watch.heard(isVerdict(SLUG))
        // It leaves by itself, and takes with it what it has started.
        watch.say('q\n')
        await watch.exit()
        return at - startedAt
      },
      async theirs() {
        const startedAt = performance.now()
        return (await programs.start('vitest', ['run', ...parts], folder).success()) - startedAt
      },
    },
    { rounds },
  )
}
