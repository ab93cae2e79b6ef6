import {
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { Sandbox, type Message } from './sandbox.ts'

const folder = mkdtempSync(join(tmpdir(), 'async-workbook-sandbox-'))
afterAll(() => rmSync(folder, { recursive: true, force: true, maxRetries: 10 }))

test('it starts where nothing can be kept', async () => {
  const file = join(folder, 'a-file')
  writeFileSync(file, '')
  expect(await printsIn(join(file, 'cache'))).toEqual(['hello'])
})

test('what it starts from is made once, and again when it is damaged', async () => {
  const cache = join(folder, 'cache')
  expect(await printsIn(cache)).toEqual(['hello'])
  const [name = '', ...others] = readdirSync(cache)
  expect(others).toEqual([])
  truncateSync(join(cache, name), 1_000)
  // By another path to the same folder, since a process looks only once.
  expect(await printsIn(`${folder}/./cache`)).toEqual(['hello'])
  expect(readdirSync(cache)).toEqual([name])
})

test.skipIf(process.platform !== 'linux')(
  'what a run has left is let go of: its process does not grow with the number of runs',
  async () => {
    const sandbox = new Sandbox()
    sandbox.attend()
    await sandbox.ready
    for (let run = 1; run <= 100; run++) await printsOf(sandbox, run)
    const early = memoryOf(sandbox)
    for (let run = 101; run <= 500; run++) await printsOf(sandbox, run)
    const late = memoryOf(sandbox)
    sandbox.kill()
    expect(late - early).toBeLessThan(25)
  },
)

/** In MiB. */
function memoryOf({ pid }: Sandbox): number {
  const [, kib] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? []
  return Number(kib) / 1024
}

/** What a program prints in a sandbox of its own. */
async function printsIn(cache: string): Promise<readonly string[]> {
  const sandbox = new Sandbox({ cache })
  sandbox.attend()
  await sandbox.ready
  const prints = await printsOf(sandbox, 1)
  sandbox.kill()
  return prints
}

async function printsOf(sandbox: Sandbox, run: number): Promise<readonly string[]> {
  const messages: Message[] = []
  await new Promise<void>((resolve) => {
    sandbox.listen({
      onMessage: (message) => (message.kind === 'idle' ? resolve() : messages.push(message)),
      onDeparture: () => resolve(),
    })
    sandbox.send({ run, ...PROGRAM })
  })
  return messages.flatMap((message) => (message.kind === 'print' ? [message.text] : []))
}

const PROGRAM = {
  files: { 'x.ts': `import { print } from '#kit'\nexport const main = (): void => print('hello')` },
  given: [],
  entry: 'x.ts',
  tools: [],
  program: '({ main }) => main()',
  data: [],
  withheld: [],
  ties: 0,
  marks: false,
}
