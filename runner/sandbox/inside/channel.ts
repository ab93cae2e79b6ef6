import { writeSync } from 'node:fs'
import { Socket } from 'node:net'
import type { Command } from '../protocol.ts'

/** File descriptors of the two pipes, as the trusted side lays them. */
const COMMANDS_FD = 3
export const MESSAGES_FD = 4

const leave = process.exit.bind(process)

/**
 * Writes one message before it returns, so that what a run did stays known when the run gets stuck.
 * Written in a loop: a pipe takes what it has room for.
 */
export function send(message: readonly unknown[]): void {
  const bytes = Buffer.from(`${JSON.stringify(message)}\n`)
  let written = 0
  while (written < bytes.length) {
    try {
      written += writeSync(MESSAGES_FD, bytes, written)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error
    }
  }
}

export function onCommand(handle: (command: Command) => void): void {
  const socket = new Socket({ fd: COMMANDS_FD, readable: true, writable: false })
  let rest = ''
  socket.setEncoding('utf8')
  socket.on('data', (chunk: string) => {
    const lines = (rest + chunk).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) handle(JSON.parse(line) as Command)
  })
  // The trusted side has gone: there is nobody left to run for.
  socket.on('close', () => leave(0))
}
