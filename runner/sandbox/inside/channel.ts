import { readSync, writeSync } from 'node:fs'
import type { RunCommand } from '../shared/protocol.ts'

/** File descriptors of the two pipes, as the trusted side lays them. */
const COMMANDS_FD = 3
export const MESSAGES_FD = 4

/** A run is told in one piece, unless it grows larger than this or takes longer. */
const MOST_CHARACTERS = 16_384
const LONGEST_MS = 50

// The learner's code may patch it.
const { now } = Date

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

/**
 * Waits for the next command, and holds the thread meanwhile: when a run is over, nothing is left that
 * could happen.
 *
 * @returns undefined when the trusted side has gone: there is nobody left to run for
 */
export function receive(): RunCommand | undefined {
  for (let end = inbox.indexOf(NEWLINE); ; end = inbox.indexOf(NEWLINE)) {
    if (end >= 0) {
      const line = inbox.toString('utf8', 0, end)
      inbox = inbox.subarray(end + 1)
      sentAt = now()
      return JSON.parse(line) as RunCommand
    }
    const count = read(chunk)
    if (count === 0) return undefined
    inbox = Buffer.concat([inbox, chunk.subarray(0, count)])
  }
}

const NEWLINE = 10
const chunk = Buffer.alloc(65_536)
let inbox = Buffer.alloc(0)

function read(into: Buffer): number {
  for (;;) {
    try {
      return readSync(COMMANDS_FD, into)
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException
      // What Windows calls the end of a pipe.
      if (code === 'EOF') return 0
      if (code !== 'EAGAIN') throw error
    }
  }
}
