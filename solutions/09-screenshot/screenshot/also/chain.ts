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

export function screenshot(launch: Launch, url: string, path: string): Promise<void> {
  return launch().then((browser) =>
    browser
      .newPage()
      .then((tab) => tab.goto(url).then(() => tab.screenshot({ path })))
      .then(() => {})
      .finally(() => browser.close()),
  )
}
