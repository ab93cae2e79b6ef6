/**
 * Tries what learner code must not be able to do, from where it would try it, and tells on descriptor 4
 * what it got away with. Told as arguments: a port that listens, a file with a secret in it, a folder to
 * write into, and the process that started the whole.
 */
import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync, writeSync } from 'node:fs'
import { connect } from 'node:net'

// oxlint-disable-next-line no-restricted-properties -- a process of its own, told so
const [port, secret, folder, parent] = process.argv.slice(2)

/** @param {() => unknown} attempt Throws, or gives something falsy, when it is prevented. */
const succeeds = (attempt) => {
  try {
    return Boolean(attempt())
  } catch {
    return false
  }
}

const connects = await new Promise((resolve) => {
  try {
    const socket = connect(Number(port), '127.0.0.1')
    socket.on('connect', () => resolve(true)).on('error', () => resolve(false))
    setTimeout(() => resolve(false), 1000).unref()
  } catch {
    resolve(false)
  }
})
const found = {
  'reach the network': connects,
  'start a process': succeeds(() => spawnSync(process.execPath, ['--version']).status === 0),
  'read a file of the instructor': succeeds(() => readFileSync(String(secret), 'utf8')),
  'write a file': succeeds(() => {
    writeFileSync(`${folder}/from-inside`, 'x')
    return true
  }),
  'signal the grader': succeeds(() => process.kill(Number(parent), 0)),
  'take a gigabyte of memory': succeeds(() => {
    const held = []
    for (let taken = 0; taken < 32; taken++) held.push(Buffer.alloc(64 * 1024 * 1024, 1))
    return held.length
  }),
}
writeSync(4, `${JSON.stringify(found)}\n`)
