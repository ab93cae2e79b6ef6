import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { Sandbox } from '../sandbox.ts'
import { interleave, time, type Sides } from './interleave.ts'

const { SystemRoot } = process.env

/** Until a process for learner code is ready, and until Node has started and ended with nothing to do. */
export function measureBoots(rounds: number): Promise<Sides> {
  return interleave(
    {
      ours: async () => {
        const startedAt = performance.now()
        const sandbox = new Sandbox()
        sandbox.attend()
        await sandbox.ready
        const ms = performance.now() - startedAt
        sandbox.kill()
        return ms
      },
      theirs: () =>
        time(() =>
          once(
            // An environment can make Node slower, and a sandbox has none.
            spawn(process.execPath, ['--eval', '0'], { stdio: 'ignore', env: { SystemRoot } }),
            'exit',
          ),
        ),
    },
    { rounds },
  )
}
