import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { arch, platform } from 'node:process'
import { decode } from 'fast-png'
import type { Browser as PuppeteerBrowser } from 'puppeteer-core'
import { afterAll, beforeAll, describe, expect, expectTypeOf, test } from 'vitest'
import type { Browser, Launch } from '../exercises/09-screenshot/fake-browser.ts'
import { screenshot as forgetful } from '../solutions/09-screenshot/screenshot/mistakes/neverclosed.ts'
import { screenshot } from '../solutions/09-screenshot/screenshot/solution.ts'
import { captureAll } from '../solutions/09-screenshot/tab-pool/solution.ts'
import { findBrowser, openSite, startBrowser, type BrowserProgram, type Web } from './browser.ts'

let folder: string
beforeAll(() => void (folder = mkdtempSync(join(tmpdir(), 'browser-test-'))))
afterAll(() => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }))

// Where the workbook brings a browser along, having none is a failure and no reason to skip.
const program = await findBrowser().catch((error: unknown) => {
  if (platform === 'linux' && arch === 'x64') throw error
})

describe.skipIf(!program)('a real browser', () => {
  test('takes the picture of a page, as the learner’s function asks it to', async () => {
    const path = join(folder, 'noon.png')
    await visit({ pages: { '/a': 20 } }, (launch, origin) =>
      screenshot(launch, `${origin}/a`, path),
    )

    const picture = pictureAt(path)
    expect(picture.size).toBe('800 × 600')
    expect(picture.distance(2, 2, SKY_AT_NOON)).toBeLessThan(ALIKE)
    // Between the hands of the clock, which stand at ten past twelve.
    expect(picture.distance(340, 300, DIAL)).toBeLessThan(ALIKE)
    expect(picture.distance(400, 265, HUB)).toBeLessThan(ALIKE)
  })

  test('leaves no process behind when a page fails and the answer is right', async () => {
    const { pids } = await visit(BROKEN, async (launch, origin) => {
      await expect(screenshot(launch, `${origin}/a`, join(folder, 'never.png'))).rejects.toThrow(
        'net::ERR_EMPTY_RESPONSE',
      )
    })

    expect(pids.map(isRunning)).toEqual([false])
    expect(existsSync(join(folder, 'never.png'))).toBe(false)
  })

  test('leaves one behind when the answer is wrong', async () => {
    const { pids, browsers } = await visit(BROKEN, async (launch, origin) => {
      await expect(forgetful(launch, `${origin}/a`, join(folder, 'never.png'))).rejects.toThrow(
        'net::ERR_EMPTY_RESPONSE',
      )
    })

    const left = pids.map(isRunning)
    await browsers[0]?.close()
    expect(left).toEqual([true])
    expect(pids.map(isRunning)).toEqual([false])
  })

  test('has one process for many pages, and the pages have their own hours', async () => {
    const paths = ['/a', '/b', '/c', '/d']
    const before = process.cwd()
    process.chdir(folder)
    try {
      const { pids } = await visit(
        { pages: { '/a': 20, '/b': 31, '/c': 52, '/d': 34 }, fails: ['goto /b'] },
        async (launch, origin) => {
          const urls = paths.map((path) => `${origin}${path}`)
          expect(await captureAll(launch, urls, 2)).toEqual(['ok', 'failed', 'ok', 'ok'])
        },
      )
      expect(pids.map(isRunning)).toEqual([false])
    } finally {
      process.chdir(before)
    }

    const skyIn = (file: string, colour: Colour): number =>
      pictureAt(join(folder, file)).distance(2, 2, colour)
    expect(skyIn('0.png', SKY_AT_NOON)).toBeLessThan(ALIKE)
    expect(existsSync(join(folder, '1.png'))).toBe(false)
    expect(skyIn('2.png', SKY_AT_MIDNIGHT)).toBeLessThan(ALIKE)
    expect(skyIn('3.png', SKY_AT_SIX)).toBeLessThan(ALIKE)
  })

  test('reaches this machine only', async () => {
    await visit({ pages: {} }, async (launch) => {
      const browser = await launch()
      const page = await browser.newPage()
      await expect(page.goto('http://example.org/')).rejects.toThrow('net::ERR_NAME_NOT_RESOLVED')
      await browser.close()
    })
  })

  test('has the calls that the exercises are written for', () => {
    expectTypeOf<PuppeteerBrowser>().toExtend<Browser>()
    expectTypeOf<() => ReturnType<typeof startBrowser>>().toExtend<Launch>()
  })
})

describe('looking for a browser', () => {
  const none = { platform: 'linux', arch: 'arm64', env: { PATH: '' } } as const

  test('finds none', async () => {
    const machine = { platform: 'win32', arch: 'x64', env: {} } as const
    await expect(whatIsSaid({ machine })).resolves.toMatchInlineSnapshot(`
      "no-browser
      There is no browser in the usual places: no Chrome, no Edge, no Chromium; and the Chromium that comes with the workbook is for Linux on x64
      Install one of the three, or say where yours is, in PUPPETEER_EXECUTABLE_PATH or CHROME_PATH: set CHROME_PATH=C:\\path\\to\\chrome.exe"
    `)
  })

  test('takes the one that a variable names, or says that there is nothing', async () => {
    const env = { ...none.env, CHROME_PATH: join(folder, 'no-such-chrome') }
    await expect(whatIsSaid({ machine: { ...none, env } })).resolves.toMatchInlineSnapshot(`
      "no-such-browser
      CHROME_PATH says that the browser is "…/no-such-chrome", and there is no program
      Correct CHROME_PATH, or remove it to let the workbook look around"
    `)
  })

  test.skipIf(platform === 'win32')('says why one does not start', async () => {
    const said = []
    for (const words of [
      'chrome: error while loading shared libraries: libnss3.so: cannot open shared object file',
      '[1122/061000.123:FATAL:zygote_host_impl_linux.cc(127)] No usable sandbox!',
      '[7:7:1122/061000.1:ERROR:process_singleton.cc(1)] The profile is in use',
      '',
    ]) {
      const path = join(folder, 'chrome')
      writeFileSync(path, `#!/bin/sh\necho '${words}' >&2\nexit 1\n`)
      chmodSync(path, 0o755)
      said.push(await whatIsSaid({ machine: { ...none, env: { CHROME_PATH: path } } }))
    }
    expect(said.join('\n\n')).toMatchInlineSnapshot(`
      "browser-lacks-library
      The browser (…/chrome) does not start: it needs the library libnss3.so, which this system lacks
      Install that library, or a browser from your system's packages, which brings all it needs (on Debian: sudo apt-get install chromium); or say where a browser is that starts, in CHROME_PATH

      browser-lacks-sandbox
      The browser (…/chrome) does not start: this system does not let it build the sandbox in which it keeps pages, and without one it starts for nobody but root
      Install Chrome, Edge or Chromium from your system's packages, which are allowed to; or say where a browser is that starts, in CHROME_PATH

      browser-does-not-start
      The browser (…/chrome) does not start: The profile is in use
      Start it by hand once, to see what it says; or say where a browser is that starts, in CHROME_PATH

      browser-does-not-start
      The browser (…/chrome) does not start: it gives no answer and does not say why
      Start it by hand once, to see what it says; or say where a browser is that starts, in CHROME_PATH"
    `)
  })

  async function whatIsSaid(options: Parameters<typeof findBrowser>[0]): Promise<string> {
    const error: unknown = await findBrowser(options).catch((thrown: unknown) => thrown)
    const { code, message, next } = error as { code: string; message: string; next: string }
    return [code, message, next].join('\n').replaceAll(folder, '…')
  }
})

const BROKEN: Web = { pages: { '/a': 20 }, fails: ['goto /a'] }
const NOON = new Date(2026, 2, 20, 12, 10, 42)

type Colour = readonly [red: number, green: number, blue: number]
const SKY_AT_NOON: Colour = [47, 128, 208]
const SKY_AT_MIDNIGHT: Colour = [11, 18, 48]
const SKY_AT_SIX: Colour = [74, 111, 165]
const DIAL: Colour = [255, 250, 240]
const HUB: Colour = [228, 87, 46]

/** Browsers differ in how they draw a gradient, by a step or two. */
const ALIKE = 6

/** Lets `work` visit the site with browsers of this machine; returns those that it launched. */
async function visit(
  web: Web,
  work: (launch: () => Promise<PuppeteerBrowser>, origin: string) => Promise<unknown>,
) {
  const browsers: PuppeteerBrowser[] = []
  const site = await openSite(web, { now: () => NOON })
  const found: BrowserProgram = program ?? { name: '', path: '', env: {} }
  try {
    await work(async () => {
      const browser = await startBrowser(found)
      browsers.push(browser)
      return browser
    }, site.origin)
  } finally {
    await site.close()
  }
  return { browsers, pids: browsers.map((browser) => browser.process()?.pid ?? 0) }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

/** A picture's size, and how far a pixel is from a colour: the most that red, green or blue differ. */
function pictureAt(path: string) {
  const { width, height, channels, data } = decode(readFileSync(path))
  return {
    size: `${width} × ${height}`,
    distance: (x: number, y: number, colour: Colour) =>
      Math.max(
        ...colour.map((part, index) =>
          Math.abs(part - (data[(y * width + x) * channels + index] ?? 0)),
        ),
      ),
  }
}
