import { afterAll, expect, test } from 'vitest'
import { fidelity } from './fidelity.ts'
import { Simulator } from './simulator.ts'
import type { Simulate } from './fidelity/worlds.ts'

/** The machine may be busy. */
const PATIENT = { timeout: 120_000 }

const simulator = new Simulator()
afterAll(() => simulator.close())

test('the simulator keeps the order and the times of real Node', PATIENT, async () => {
  const { ok, lines } = await report({ programs: 200, seed: 1 })
  expect(lines).toEqual(['programs 200, order mismatches 0, time mismatches 0'])
  expect(ok).toBe(true)
})

test('a simulator that serves ticks among the microtasks is found out', PATIENT, async () => {
  const simulate = instead('process.nextTick', 'queueMicrotask')
  const { ok, lines } = await report({ programs: 40, seed: 1, simulate })
  expect(ok).toBe(false)
  expect(lines.join('\n')).toMatchInlineSnapshot(`
    "The first mismatch is one of order; \`npm run fidelity -- --programs 1 --seed 432454935\` repeats it.

    export async function main(kit, scale) {
      const { print } = kit
      process.nextTick(() => {
        print('line 1')
      })
      Promise.resolve().then(async () => {
        print('line 2')
      })
    }

      simulated                             real Node
    ✗      0 ms  line 1                          0 ms  line 2
    ✗      0 ms  line 2                          0 ms  line 1
           0 ms  main fulfilled undefined        0 ms  main fulfilled undefined
           0 ms  the end                         0 ms  the end

    Others: --seed 1239628864
    programs 40, order mismatches 2, time mismatches 0"
  `)
})

test(
  'a simulator whose time stands still while the thread is held is found out',
  PATIENT,
  async () => {
    const simulate = instead('busyWait(', 'isNaN(')
    const { ok, lines } = await report({ programs: 20, seed: 1, simulate })
    expect(ok).toBe(false)
    expect(lines.join('\n')).toMatchInlineSnapshot(`
      "The first mismatch is one of time; \`npm run fidelity -- --programs 1 --seed 1\` repeats it.

      export async function main(kit, scale) {
        const { busyWait } = kit
        const d = (ms) => ms * scale
        busyWait(d(10))
      }

        simulated                             real Node
      ✗      0 ms  main fulfilled undefined       10 ms  main fulfilled undefined
      ✗      0 ms  the end                        10 ms  the end

      Others: --seed 1012595011, --seed 799419837, --seed 898647025, --seed 291908181, --seed 109461660, --seed 407241091, --seed 970811513, --seed 119566560, --seed 2101154298
      programs 20, order mismatches 5, time mismatches 5"
    `)
  },
)

/** A simulator that runs another program than the one it is given. */
function instead(of: string, other: string): Simulate {
  return (request) => {
    const files = Object.entries(request.files).map(([name, text]) => {
      return [name, text.replaceAll(of, other)] as const
    })
    return simulator.run({ ...request, files: Object.fromEntries(files) })
  }
}

async function report(options: Omit<Parameters<typeof fidelity>[0], 'out'>) {
  const lines: string[] = []
  const { ok } = await fidelity({ ...options, out: (line) => lines.push(line) })
  return { ok, lines }
}
