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

export function captureAll(
  launch: Launch,
  urls: readonly string[],
  maxTabs: number,
): Promise<Array<'ok' | 'failed'>> {
  return launch().then((browser) => {
    const pages = new Array<'ok' | 'failed'>(urls.length)
    let next = 0
    const step = (): Promise<void> => {
      const index = next++
      const url = urls[index]
      if (url === undefined) return Promise.resolve()
      return browser
        .newPage()
        .then((tab) =>
          tab
            .goto(url)
            .then(() => tab.screenshot({ path: `${index}.png` }))
            .finally(() => tab.close()),
        )
        .then(
          () => void (pages[index] = 'ok'),
          () => void (pages[index] = 'failed'),
        )
        .then(step)
    }
    return Promise.all(Array.from({ length: Math.min(maxTabs, urls.length) }, step))
      .then(() => pages)
      .finally(() => browser.close())
  })
}
