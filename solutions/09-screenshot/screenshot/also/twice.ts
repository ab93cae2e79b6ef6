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

export async function screenshot(launch: Launch, url: string, path: string): Promise<void> {
  const browser = await launch()
  try {
    const tab = await browser.newPage()
    await tab.goto(url)
    await tab.screenshot({ path })
  } catch (error) {
    await browser.close()
    throw error
  }
  await browser.close()
}
