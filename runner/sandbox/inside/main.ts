import type { Script } from 'node:vm'
import type { RunCommand } from '../shared/protocol.ts'
import { flush, MESSAGES_FD, receive, send, sendAtOnce } from './channel.ts'
import { searchForEndlessTurn } from './marks.ts'
import { keepStage } from './realm.ts'
import { Run } from './run.ts'

const leave = process.exit.bind(process)

let current: Run | undefined

/** Waits for a run to be asked for, and begins it. Its realm is made while the trusted side is busy with the last one. */
function serve(): void {
  const run = new Run(serve)
  const command = receive()
  if (!command) return leave(0)
  if (current) current.over = true
  current = run
  run.start(command)
}

/** What it takes to run anything; `boot.cjs` brings it. */
interface Start {
  /** The compiled source of the stage. */
  readonly stage: Script
  /** Look for the line where a run is stuck. */
  readonly search: boolean
  /** Tell everything at once instead of in pieces. */
  readonly atOnce: boolean
}

/** Obeys the trusted side from here on. */
export function begin({ stage, search, atOnce }: Start): void {
  keepStage(stage)
  process.on('unhandledRejection', (reason) => current?.unobserved(reason))
  process.setUncaughtExceptionCaptureCallback((error: unknown) => current?.threw(error))
  if (atOnce) sendAtOnce()
  if (search) searchForEndlessTurn(MESSAGES_FD)
  send(['ready'])
  flush()
  serve()
}

/** Does once what every run does, for the sake of `boot.cjs`. Nobody listens. */
export async function rehearse(stage: Script, sample: string): Promise<void> {
  keepStage(stage)
  await new Promise<void>((resolve) => {
    new Run(resolve).start({ ...REHEARSAL, files: { 'sample.ts': sample } })
  })
}

const REHEARSAL: Omit<RunCommand, 'files'> = {
  run: 1,
  given: [],
  entry: 'sample.ts',
  tools: [],
  program: '({ main }, { print }, times) => main(times).then(print, print)',
  data: [3],
  withheld: ['Promise.race'],
  ties: 1,
  marks: false,
}
