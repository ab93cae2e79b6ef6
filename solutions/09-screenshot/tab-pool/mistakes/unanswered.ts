/** Starts a browser. Puppeteer's own `launch` is one. */
export type Launch = () => Promise<Browser>

export interface Browser {
  newPage(): Promise<Tab>
  close(): Promise<void>
}

export interface Tab {
  goto(url: string): Promise<unknown>
  screenshot(options: { path: string }): Promise<unknown>
  close(): Promise<void>
}

export async function captureAll(
  launch: Launch,
  urls: readonly string[],
  maxTabs: number,
): Promise<Array<'ok' | 'failed'>> {
  const browser = await launch()
  const pages: Array<'ok' | 'failed'> = []
  const queue = [...urls.entries()]
  async function worker() {
    for (let job = queue.shift(); job; job = queue.shift())
      try {
        pages.push(await capture(browser, job[1], `${job[0]}.png`))
      } catch {
        continue
      }
  }
  try {
    await Promise.all(Array.from({ length: maxTabs }, worker))
    return pages
  } finally {
    await browser.close()
  }
}

async function capture(browser: Browser, url: string, path: string): Promise<'ok'> {
  const tab = await browser.newPage()
  try {
    await tab.goto(url)
    await tab.screenshot({ path })
    return 'ok'
  } finally {
    await tab.close()
  }
}
