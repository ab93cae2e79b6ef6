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

export const screenshot = async (launch: Launch, url: string, path: string) => {
  let browser: Browser | undefined
  try {
    browser = await launch()
    const tab = await browser.newPage()
    await tab.goto(url)
    await tab.screenshot({ path })
  } finally {
    await browser?.close()
  }
}
