import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { Sandbox } from '../sandbox.ts'
import { interleave, time, type Sides } from './interleave.ts'

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
        time(() => once(spawn(process.execPath, ['--eval', '0'], { stdio: 'ignore' }), 'exit')),
    },
    { rounds },
  )
}
