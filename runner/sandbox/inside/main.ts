import type { Script } from 'node:vm'
import type { Command } from '../protocol.ts'
import { flush, MESSAGES_FD, onCommand, send, sendAtOnce } from './channel.ts'
import { rewrite } from './load.ts'
import { searchForEndlessTurn, turnBegins } from './marks.ts'
import { keepStage } from './realm.ts'
import { Run } from './run.ts'

// The learner's code may patch it; the run that is under way holds the original.
const { setImmediate: soon } = globalThis

let current: Run | undefined
/** Made ready while nobody waits. */
let next: Run | undefined

function obey(command: Command): void {
  if (command.kind === 'prepare') {
    next ??= new Run()
    return
  }
  turnBegins()
  if (command.kind === 'wake') {
    current?.wake(command.now, command.lists)
    return
  }
  if (current) current.over = true
  const run = next ?? new Run()
  next = undefined
  current = run
  void run.start(command)
  soon(() => run.idle())
}

/** What it takes to run anything; `boot.mjs` brings it. */
interface Start {
  /** The compiled source of the stage. */
  readonly stage: Script
  /** Look for the line where a run is stuck. */
  readonly search: boolean
  /** Tell everything at once instead of turn by turn. */
  readonly atOnce: boolean
}

/** Obeys the trusted side from here on. */
export function begin({ stage, search, atOnce }: Start): void {
  keepStage(stage)
  process.on('unhandledRejection', (reason) => current?.unobserved(reason))
  process.setUncaughtExceptionCaptureCallback((error: unknown) => current?.threw(error))
  onCommand(obey)
  if (atOnce) sendAtOnce()
  if (search) searchForEndlessTurn(MESSAGES_FD)
  send(['ready'])
  flush()
}

/** Does once what every run does, for the sake of `boot.mjs`. Nobody listens. */
export function rehearse({
  stage,
  sample,
}: Pick<Start, 'stage'> & { readonly sample: string }): void {
  keepStage(stage)
  rewrite(sample, { file: 'sample.ts', typed: true, marks: false })
}
