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
  try {
    return await Promise.all(urls.map((url, index) => capture(browser, url, `${index}.png`)))
  } finally {
    await browser.close()
  }
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
