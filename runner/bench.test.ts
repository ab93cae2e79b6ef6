import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, expect, test } from 'vitest'
import { openPrograms } from './bench/programs.ts'
import { openPeer, peerProgram } from './bench/stage.ts'
import { median, p95, ratio } from './bench/statistics.ts'
import { renderTable } from './bench/table.ts'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const folder = mkdtempSync(join(tmpdir(), 'async-workbook-bench-test-'))
const programs = openPrograms()

afterAll(() => {
  programs.close()
  rmSync(folder, { recursive: true, force: true, maxRetries: 10 })
})

test('median, 95th percentile and ratio of samples in any order', () => {
  const hundred = Array.from({ length: 100 }, (_, index) => 100 - index)
  expect([median([3]), median([9, 1, 2]), median([4, 1, 3, 2])]).toEqual([3, 2, 2.5])
  expect([p95([3]), p95([2, 1]), p95(hundred), p95(hundred.slice(80))]).toEqual([3, 2, 95, 19])
  expect(ratio([10, 20, 30], [400, 200])).toBe(15)
  expect(() => median([])).toThrow('Nothing was measured')
})

test('the table says which aims are missed', () => {
  const table = renderTable([
    {
      what: 'fast',
      ours: [10, 11, 90],
      against: 'slow',
      theirs: [220, 221],
      aim: { kind: 'times-as-fast', least: 20 },
    },
    {
      what: 'late',
      ours: [70],
      against: 'early',
      theirs: [100],
      aim: { kind: 'share-of-its-time', most: 0.6 },
    },
    { what: 'cheap', ours: [0.2], against: 'free', theirs: [0.01], aim: { kind: 'ms', most: 0.3 } },
    { what: 'known', ours: [1], against: 'seen', theirs: [2], aim: { kind: 'none' } },
  ])
  expect(`\n${table.join('\n')}\n`).toMatchInlineSnapshot(`
    "
    | | here | against | there | ratio | aim | samples |
    | --- | --- | --- | --- | --- | --- | --- |
    | fast | 11 ms, p95 90 ms | slow | 221 ms, p95 221 ms | 20 times as fast | ≥ 20 times: met | 3 + 2 |
    | late | 70 ms, p95 70 ms | early | 100 ms, p95 100 ms | 0.7 × its time | ≤ 0.6 × its time: **missed** | 1 + 1 |
    | cheap | 0.2 ms, p95 0.2 ms | free | 0.01 ms, p95 0.01 ms | 20 × its time | ≤ 0.3 ms: met | 1 + 1 |
    | known | 1 ms, p95 1 ms | seen | 2 ms, p95 2 ms | 0.5 × its time | none | 1 + 1 |

    **1 of 3 aims is missed.**
    "
  `)
})

test("the peer's suite passes a right program and fails a wrong one", async () => {
  const peer = join(folder, 'peer')
  await openPeer(root, peer)
  const right = await programs.start('vitest', ['run'], peer).exit()
  writeFileSync(join(peer, 'count-async.ts'), peerProgram('serial'))
  const wrong = await programs.start('vitest', ['run'], peer).exit()
  expect([right.code, wrong.code]).toEqual([0, 1])
})

// On Windows a signal ends a process before it can do anything.
test.skipIf(process.platform === 'win32').each(['SIGINT', 'SIGTERM'] as const)(
  '%s leaves neither folders nor programs behind',
  async (signal) => {
    const precious = join(folder, signal)
    mkdirSync(precious)
    const script = join(folder, `${signal}.mts`)
    writeFileSync(script, measureFor({ precious }))
    const bench = spawn(process.execPath, ['--import', 'tsx', script], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const [port] = (await once(bench.stdout, 'data')) as [Buffer]
    const program = connect(Number(String(port)), '127.0.0.1')
    await once(program, 'connect')
    // Being cut off, as is meant to happen, is an error too.
    const cutOff = new Promise((resolve) => program.on('error', () => {}).on('close', resolve))
    const left = once(bench, 'exit')
    bench.kill(signal)
    expect(await left).toEqual([null, signal])
    await cutOff
    expect(existsSync(precious)).toBe(false)
  },
)

/** Something that measures a program which listens on a port until it is ended. */
const measureFor = ({ precious }: { readonly precious: string }): string => `
  import { rm } from 'node:fs/promises'
  import { cleanUpAfter } from '${urlOf('bench/leaving.ts')}'
  import { openPrograms } from '${urlOf('bench/programs.ts')}'
  const programs = openPrograms()
  await cleanUpAfter(
    async () => {
      const listen = "const s = require('net').createServer().listen(0, () => console.log(s.address().port))"
      const program = programs.start('tsx', ['--eval', listen], ${JSON.stringify(root)})
      await program.heard((line) => !!process.stdout.write(line))
      await program.exit()
    },
    {
      async clean() {
        programs.close()
        await rm(${JSON.stringify(precious)}, { recursive: true })
      },
      cleanAtOnce() {},
    },
  )
`

function urlOf(path: string): string {
  return new URL(path, import.meta.url).href
}
