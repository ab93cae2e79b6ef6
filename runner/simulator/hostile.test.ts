import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { Simulator } from '../simulator.ts'
import type { Trace } from '../trace.ts'

/**
 * Learner code that has got hold of its whole process can say what it likes, in any order. Here the
 * sandbox is a program that does just that, so nothing of the inside is in the way.
 */
const folder = mkdtempSync(join(tmpdir(), 'async-workbook-hostile-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const LIMITS = { silenceMs: 3000, wakeUps: 40 }

async function runs(behaviour: string, count: number): Promise<readonly Trace[]> {
  const file = join(folder, 'sandbox.mjs')
  writeFileSync(
    file,
    `import { writeSync } from 'node:fs'
     import { Socket } from 'node:net'
     const tell = (...lines) => { for (const line of lines) { const bytes = Buffer.from((typeof line === 'string' ? line : JSON.stringify(line)) + '\\n'); for (let at = 0; at < bytes.length;) try { at += writeSync(4, bytes, at) } catch (error) { if (error.code !== 'EAGAIN') process.exit(1) } } }
     const behave = ${behaviour}
     tell(['ready'])
     let rest = '', run = 0
     new Socket({ fd: 3 }).setEncoding('utf8').on('data', (chunk) => {
       const lines = (rest + chunk).split('\\n')
       rest = lines.pop()
       for (const line of lines) {
         const command = JSON.parse(line)
         run = command.run
         behave(command, tell, run)
       }
     }).on('close', () => process.exit(0))`,
  )
  const simulator = new Simulator(LIMITS, {
    tier: 'basic',
    stands: [],
    command: [process.execPath, file],
    inherits: [],
  })
  const traces: Trace[] = []
  for (let index = 0; index < count; index++)
    traces.push(
      await simulator.run({ files: { 'x.ts': '' }, entry: 'x.ts', program: '', data: [] }),
    )
  simulator.close()
  return traces
}

test('whatever is said in whatever order, a run ends, and time never goes back', async () => {
  const traces = await runs(
    `(command, tell, run) => {
      globalThis.state = Math.imul(run, 2654435761)
      const random = (n) => ((globalThis.state = (Math.imul(globalThis.state, 1103515245) + 12345) >>> 0) >>> 9) % n
      const any = () => [-1, 0, 1, 2, 3, 0.5, -7.25, 1e9, 1e308, -1e308, null, 'x', '\\u001b[2J', [], {}, true, { $: 'NaN' }, [[[]]], { __proto__: 1 }][random(19)]
      const kinds = ['print', 'task', 'wait', 'resume', 'end', 'timer', 'timer', 'timer', 'clear', 'refresh', 'keep-alive', 'fire', 'fired', 'hold', 'unobserved', 'fulfilled', 'rejected', 'idle', 'ready', 'stuck', 'limit']
      for (let turns = 100; turns > 0; turns--) {
        for (let left = random(12); left > 0; left--) {
          const kind = kinds[random(random(4) === 0 ? kinds.length : 17)]
          tell(kind === 'timer'
            ? ['timer', random(5), ['timeout', 'interval', 'immediate', any()][random(4)], random(3) ? random(50) : any(), any(), any()]
            : [kind, random(2) ? random(5) : any(), any(), any(), any(), any()])
        }
        tell(['idle', run])
      }
    }`,
    80,
  )
  const endings = new Set(traces.map(({ ending }) => ending.kind))
  expect([...endings]).toContain('finished')
  expect([...endings]).toContain('ran-away')
  for (const { events, ending } of traces) {
    const moments = [...events.map(({ at }) => at), ending.at]
    expect(
      moments.every((at, index) => Number.isFinite(at) && at >= (moments[index - 1] ?? 0)),
    ).toBe(true)
  }
})

test('one number for two timers, neither of which is ever said to fire', async () => {
  const [trace] = await runs(
    `(command, tell, run) => {
      for (let turns = 0; turns < 100; turns++)
        tell(['timer', 1, 'timeout', 10, true], ['timer', 1, 'interval', 20, true], ['idle', run])
    }`,
    1,
  )
  expect(trace?.ending).toMatchObject({ kind: 'ran-away', limit: 'wake-ups' })
})

test('turns after the last one are not heard', async () => {
  const traces = await runs(
    `(command, tell, run) => {
      tell(['timer', 1, 'timeout', 10, true], ['fulfilled', null], ['idle', run], ['fire', 1], ['fired', 1])
      for (let turns = 0; turns < 100; turns++) tell(['idle', run])
    }`,
    2,
  )
  for (const { events, ending } of traces) {
    expect(ending).toEqual({ kind: 'finished', at: 10 })
    expect(events.length).toBe(3)
  }
})

test('more than a run can have to say is not kept', async () => {
  const [trace] = await runs(
    `(command, tell, run) => { const name = 'x'.repeat(1_000_000); for (;;) tell(['task', 1, name, null, null]) }`,
    1,
  )
  expect(trace?.ending).toMatchObject({ kind: 'killed', reason: 'crashed' })
  expect(trace?.events.length).toBe(15)
})

test('what is no message ends the process', async () => {
  const traces = await runs(`(command, tell) => tell('["print","x"]', 'no message')`, 2)
  expect(traces.map(({ ending }) => ending.kind)).toEqual(['killed', 'killed'])
})
