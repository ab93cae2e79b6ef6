import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { findBrowser, openSite, startBrowser, type Web } from '../browser.ts'

/** A real browser in the place of the fake one. */
export interface Stage {
  /** Stand in for the exports of `fake-browser.ts`. */
  readonly tools: { readonly fakeBrowser: (web: Web) => RealBrowser }
  /** Says which pictures were made and which browsers nobody closed, and ends those. */
  close(): Promise<void>
}

export interface StageOptions {
  readonly print: (line: string) => void
  /** Ends the process. */
  readonly exit: (code: number) => void
}

/** As the fake browser presents itself. */
interface RealBrowser {
  readonly launch: () => Promise<Started>
  readonly counts: () => Counts
}

type Started = Awaited<ReturnType<typeof startBrowser>>
type Page = Awaited<ReturnType<Started['newPage']>>

interface Counts {
  readonly launches: number
  readonly browsers: number
  readonly tabs: number
  readonly mostTabs: number
}

/**
 * Finds a browser, and lets programs launch it and visit the site of the workbook. What they do is printed
 * with the words of the fake browser. The browser is Puppeteer's own; only a path such as `/a` is
 * completed, which Puppeteer takes for no address.
 *
 * @throws UsageError when there is no browser that starts
 */
export async function openStage({ print, exit }: StageOptions): Promise<Stage> {
  const program = await findBrowser({ say: print })
  print(`On ${program.name}, ${program.path}`)
  const profiles = mkdtempSync(join(tmpdir(), 'async-workbook-browser-'))
  const open = new Set<Started>()
  const pictures = new Set<string>()
  const limit = setTimeout(() => {
    print(`Not over after ${PATIENCE_MS / 1000} s; ended`)
    exit(1)
  }, PATIENCE_MS).unref()

  function fakeBrowser(web: Web): RealBrowser {
    const site = openSite(web)
    const tabs = new Set<Page>()
    let launches = 0
    let mostTabs = 0
    const launch = async (): Promise<Started> => {
      print('launch')
      launches++
      const browser = await startBrowser(program, { profiles })
      if (open.size === 0) process.once('exit', removeProfiles)
      open.add(browser)
      const newPage = browser.newPage.bind(browser)
      const close = browser.close.bind(browser)
      return Object.assign(browser, {
        newPage: async () => observed(await newPage()),
        close: async () => {
          await close()
          if (open.delete(browser)) print('browser closed')
        },
      })
    }
    const observed = (page: Page): Page => {
      tabs.add(page)
      mostTabs = Math.max(mostTabs, tabs.size)
      page.once('close', () => tabs.delete(page))
      const goto = page.goto.bind(page)
      const screenshot = page.screenshot.bind(page)
      return Object.assign(page, {
        goto: async (...[url, ...more]: Parameters<Page['goto']>) => {
          print(`goto ${url}`)
          return await goto(new URL(url, (await site).origin).href, ...more)
        },
        screenshot: async (options: NonNullable<Parameters<Page['screenshot']>[0]>) => {
          const picture = await screenshot(options)
          print(`shot ${options.path ?? ''}`)
          if (options.path !== undefined) pictures.add(resolve(options.path))
          return picture
        },
      })
    }
    return {
      launch,
      counts: () => ({ launches, browsers: open.size, tabs: tabs.size, mostTabs }),
    }
  }

  /** After Puppeteer's own answer to the end of the process, which ends the browsers. */
  function removeProfiles(): void {
    rmSync(profiles, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 })
  }

  return {
    tools: { fakeBrowser },
    async close() {
      clearTimeout(limit)
      for (const picture of pictures) print(`The picture is ${picture}`)
      for (const browser of open) {
        open.delete(browser)
        print(`Process ${browser.process()?.pid ?? ''} is a browser that nobody closed: ended now`)
        await browser.close()
      }
      removeProfiles()
    },
  }
}

/** Longer than Puppeteer waits for any one step. */
const PATIENCE_MS = 60_000
