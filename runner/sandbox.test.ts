import { mkdtempSync, readdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
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

/** What a program prints in a sandbox of its own. */
async function printsIn(cache: string): Promise<readonly string[]> {
  const sandbox = new Sandbox({ cache })
  sandbox.attend()
  await sandbox.ready
  const messages: Message[] = []
  await new Promise<void>((resolve) => {
    sandbox.listen({
      onMessage: (message) => (message.kind === 'idle' ? resolve() : messages.push(message)),
      onDeparture: () => resolve(),
    })
    sandbox.send({ kind: 'run', run: 1, ...PROGRAM })
  })
  sandbox.kill()
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
