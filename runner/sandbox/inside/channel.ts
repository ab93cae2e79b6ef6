import { writeSync } from 'node:fs'
import { Socket } from 'node:net'
import { performance } from 'node:perf_hooks'
import type { Command } from '../shared/protocol.ts'

/** File descriptors of the two pipes, as the trusted side lays them. */
const COMMANDS_FD = 3
export const MESSAGES_FD = 4

/** A turn is told in one piece, unless it grows larger than this or takes longer. */
const MOST_CHARACTERS = 16_384
const LONGEST_MS = 50

const leave = process.exit.bind(process)
// The learner's code may patch it.
const now = performance.now.bind(performance)

let unsent = ''
let sentAt = 0
let atOnce = false

/** From here on each message is written before {@link send} returns, so that it is known when the run gets stuck, or its process dies. */
export function sendAtOnce(): void {
  atOnce = true
}

export function send(message: readonly unknown[]): void {
  unsent += `${JSON.stringify(message)}\n`
  if (atOnce || unsent.length > MOST_CHARACTERS || now() - sentAt > LONGEST_MS) flush()
}

/** Writes what is unsent before it returns. In a loop: a pipe takes what it has room for. */
export function flush(): void {
  const bytes = Buffer.from(unsent)
  unsent = ''
  let written = 0
  while (written < bytes.length) {
    try {
      written += writeSync(MESSAGES_FD, bytes, written)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error
    }
  }
  sentAt = now()
}

export function onCommand(handle: (command: Command) => void): void {
  const socket = new Socket({ fd: COMMANDS_FD, readable: true, writable: false })
  let rest = ''
  socket.setEncoding('utf8')
  socket.on('data', (chunk: string) => {
    const lines = (rest + chunk).split('\n')
    rest = lines.pop() ?? ''
    sentAt = now()
    for (const line of lines) handle(JSON.parse(line) as Command)
  })
  // The trusted side has gone: there is nobody left to run for.
  socket.on('close', () => leave(0))
}
