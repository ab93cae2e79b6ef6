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
  let next = 0
  async function worker() {
    while (next < urls.length) {
      const index = next++
      const tab = await browser.newPage()
      try {
        await tab.goto(urls[index]!)
        await tab.screenshot({ path: `${index}.png` })
        pages[index] = 'ok'
      } finally {
        await tab.close()
      }
    }
  }
  await Promise.all(Array.from({ length: maxTabs }, worker))
  await browser.close()
  return pages
}
