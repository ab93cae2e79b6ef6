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
      pages[job[0]] = await capture(browser, job[1], `${job[0]}.png`)
  }
  for (let i = 0; i < maxTabs; i++) worker()
  await browser.close()
  return pages
}

async function capture(browser: Browser, url: string, path: string): Promise<'ok' | 'failed'> {
  try {
    const tab = await browser.newPage()
    try {
      await tab.goto(url)
      await tab.screenshot({ path })
    } finally {
      await tab.close()
    }
    return 'ok'
  } catch {
    return 'failed'
  }
}
