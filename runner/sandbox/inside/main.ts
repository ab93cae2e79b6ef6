import type { Script } from 'node:vm'
import type { Command } from '../shared/protocol.ts'
import { flush, MESSAGES_FD, onCommand, send, sendAtOnce } from './channel.ts'
import { rewrite } from './load.ts'
import { searchForEndlessTurn } from './marks.ts'
import { keepStage } from './realm.ts'
import { Run } from './run.ts'

// The learner's code may patch it; the run that is under way holds the original.
const { setTimeout: later, clearTimeout: notLater } = globalThis

let current: Run | undefined
/** Made ready while nobody waits, for the runs of a whole suite. */
const ready: Run[] = []
let readying: NodeJS.Timeout | undefined

function obey(command: Command): void {
  notLater(readying)
  if (command.kind === 'prepare') {
    if (ready.length === 0) ready.push(new Run())
    makeReady()
    return
  }
  if (current) current.over = true
  current = ready.shift() ?? new Run()
  current.start(command)
}

/** One after the other, so that a command does not wait for more than one. */
function makeReady(): void {
  if (ready.length >= MOST_READY) return
  readying = later(() => {
    ready.push(new Run())
    makeReady()
  }, IDLE_MS)
}

/** As many runs as most suites have. */
const MOST_READY = 5
/** The runs of a suite follow each other faster than this. */
const IDLE_MS = 15

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
