import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { arch, platform } from 'node:process'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { findExercise, openWorkbook } from './catalogue.ts'
import { findBrowser } from './browser.ts'
import { play, type PlayOptions } from './play.ts'

const workbook = await openWorkbook(dirname(dirname(fileURLToPath(import.meta.url))))
const exercise = findExercise(workbook, 'screenshot')

let cwd: string
beforeEach(() => void (cwd = mkdtempSync(join(tmpdir(), 'play-test-'))))
afterEach(() => rmSync(cwd, { recursive: true, force: true, maxRetries: 3 }))

/** As the suite of the exercise begins. */
const VISIT = `async ({ screenshot }, { print, fakeBrowser }, url) => {
  const { launch, counts } = fakeBrowser({ pages: { '/a': 30, '/b': 30 }, fails: ['goto /b'] })
  try {
    await screenshot(launch, url, 'page.png')
  } catch ({ message }) {
    print('caught ' + message)
  }
  return counts().browsers
}`

test('an answer from anywhere finds the kit, and the tools of its suite', async () => {
  const { lines, code } = await playOut(exercise.solution, VISIT, '/a', { exercise })

  expect(lines).toMatchInlineSnapshot(`
    "    ms  launch
        ms  goto /a
        ms  shot page.png
        ms  browser closed
        ms  → 0"
  `)
  expect(code).toBe(0)
})

// Where the workbook brings a browser along, having none is a failure and no reason to skip.
const hasBrowser = await findBrowser().then(
  () => true,
  (error: unknown) => {
    if (platform === 'linux' && arch === 'x64') throw error
    return false
  },
)

describe.skipIf(!hasBrowser)('on a real browser', () => {
  const real: PlayOptions = { exercise, browser: 'real' }

  test('the same program makes a picture in the current folder', async () => {
    const { lines, code } = await playOut(exercise.solution, VISIT, '/a', real)

    expect(lines).toMatchInlineSnapshot(`
      "before  On …
          ms  launch
          ms  goto /a
          ms  shot page.png
          ms  browser closed
          ms  → 0
          ms  The picture is …/page.png"
    `)
    expect(code).toBe(0)
    expect(readFileSync(join(cwd, 'page.png')).subarray(1, 4).toString()).toBe('PNG')
  })

  test('a browser that nobody closed is named, and ended', async () => {
    const wrong = join(exercise.answers, 'mistakes', 'neverclosed.ts')
    const { lines } = await playOut(wrong, VISIT, '/b', real)

    expect(lines).toMatchInlineSnapshot(`
      "before  On …
          ms  launch
          ms  goto /b
          ms  caught net::ERR_EMPTY_RESPONSE at http://127.0.0.1:…/b
          ms  → 1
          ms  Process … is a browser that nobody closed: ended now"
    `)
    expect(existsSync(join(cwd, 'page.png'))).toBe(false)
  })

  // What it was told with is what a terminal, the watch loop and a crash have for it.
  test.each(['SIGINT', 'SIGTERM', 'SIGKILL'] as const)('no browser survives %s', async (signal) => {
    const waiting = `async (_, { fakeBrowser }) => {
        const browser = await fakeBrowser({ pages: {} }).launch()
        console.log(process.pid + ' ' + browser.process().pid)
        await new Promise(() => {})
      }`
    const playing = play(
      exercise.solution,
      { program: waiting, data: [], tools: ['fake-browser.ts'] },
      { ...real, cwd },
    )
    let browser = 0
    for await (const { text } of playing.lines) {
      const [, own, its] = /^(\d+) (\d+)$/.exec(text) ?? []
      if (own === undefined) continue
      browser = Number(its)
      process.kill(Number(own), signal)
    }
    expect(browser).toBeGreaterThan(0)
    await expect.poll(() => isRunning(browser), { timeout: 10_000 }).toBe(false)
  })
})

async function playOut(file: string, program: string, url: string, options: PlayOptions) {
  const playing = play(
    file,
    { program, data: [url], tools: ['fake-browser.ts'] },
    { ...options, cwd },
  )
  const lines: string[] = []
  for await (const { at, text } of playing.lines)
    lines.push(
      `${at === undefined ? 'before' : '    ms'}  ${text}`
        .replace(/^before.*On .*/, 'before  On …')
        .replaceAll(cwd, '…')
        .replace(/Process \d+/, 'Process …')
        .replace(/:\d+\//, ':…/'),
    )
  return { lines: lines.join('\n'), code: await playing.exitCode }
}

/** Whoever has ended and was not fetched by its parent yet is not running any more. */
function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
  } catch {
    return false
  }
  if (platform !== 'linux') return true
  try {
    return !/^\d+ \(.*\) Z/.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))
  } catch {
    return false
  }
}
