import { print, sleep } from '#kit'

/*
 * A browser that does nothing but take its time, always the same. It has those five calls of
 * Puppeteer's that a screenshot needs, so whatever works with it works with a real browser as well:
 * that is what `npm run play` shows.
 */

/** Starts a browser. */
export type Launch = () => Promise<Browser>

export interface Browser {
  /** Opens an empty tab. */
  newPage(): Promise<Tab>
  /** Ends the browser, and its tabs with it. */
  close(): Promise<void>
}

export interface Tab {
  /** Settles when the page has arrived. */
  goto(url: string): Promise<unknown>
  /** Makes a picture of whatever the tab shows, and writes it to the file `path`. */
  screenshot(options: { path: string }): Promise<unknown>
  close(): Promise<void>
}

/** What the fake browser finds in the world. */
export interface Web {
  /** For each address the milliseconds that its page takes to arrive. */
  readonly pages: Readonly<Record<string, number>>
  /** What fails, when its time is over: `launch`, `newPage`, `goto /b`, `screenshot 0.png`, `close`. */
  readonly fails?: readonly string[]
  /** Milliseconds that a tab takes to close. @default 20 */
  readonly closingTab?: number
}

/** How many were launched, and how many are open. */
export interface Counts {
  readonly launches: number
  readonly browsers: number
  readonly tabs: number
  /** The most tabs that were open at one time. */
  readonly mostTabs: number
}

/** Milliseconds. */
const TAKES = { launch: 500, newPage: 100, screenshot: 150, close: 50 }

export function fakeBrowser({ pages, fails = [], closingTab = 20 }: Web): {
  readonly launch: Launch
  readonly counts: () => Counts
} {
  let launches = 0
  let browsers = 0
  let tabs = 0
  let mostTabs = 0

  // Not an async function: each call of one would have a lane of its own in the picture.
  function step(name: string, ms: number, error: string): Promise<void> {
    return sleep(ms).then(() => {
      if (fails.includes(name)) throw new Error(error)
    })
  }

  async function launch(): Promise<Browser> {
    launches++
    print('launch')
    await step('launch', TAKES.launch, 'Failed to launch the browser process')
    browsers++
    return openBrowser()
  }

  function openBrowser(): Browser {
    const ours = new Set<object>()
    let isOpen = true

    return {
      async newPage() {
        refuseUnless(isOpen)
        await step('newPage', TAKES.newPage, 'No tab could be opened')
        refuseUnless(isOpen)
        return openTab()
      },
      async close() {
        if (!isOpen) return
        await step('close', TAKES.close, 'The browser does not answer')
        if (!isOpen) return
        isOpen = false
        browsers--
        tabs -= ours.size
        ours.clear()
        print('browser closed')
      },
    }

    function openTab(): Tab {
      const tab = {}
      let shows: string | undefined
      ours.add(tab)
      tabs++
      mostTabs = Math.max(mostTabs, tabs)

      return {
        async goto(url) {
          refuseUnless(ours.has(tab))
          print(`goto ${url}`)
          const ms = pages[url]
          if (ms === undefined) throw new Error(`net::ERR_NAME_NOT_RESOLVED at ${url}`)
          await step(`goto ${url}`, ms, `net::ERR_EMPTY_RESPONSE at ${url}`)
          refuseUnless(ours.has(tab))
          shows = url
        },
        async screenshot({ path }) {
          refuseUnless(ours.has(tab))
          const seen = shows
          await step(`screenshot ${path}`, TAKES.screenshot, `${path} could not be written`)
          refuseUnless(ours.has(tab))
          print(seen === undefined ? `shot ${path}, empty` : `shot ${path}`)
        },
        async close() {
          refuseUnless(ours.has(tab))
          if (closingTab > 0) await sleep(closingTab)
          if (ours.delete(tab)) tabs--
        },
      }
    }
  }

  return { launch, counts: () => ({ launches, browsers, tabs, mostTabs }) }
}

function refuseUnless(isOpen: boolean): void {
  if (!isOpen) throw new Error('Target closed')
}
