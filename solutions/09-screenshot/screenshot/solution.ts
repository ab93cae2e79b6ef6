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

// #region stub
// /** Visits `url` with a browser of its own, and leaves a picture of the page in the file `path`. */
// export async function screenshot(launch: Launch, url: string, path: string): Promise<void> {
//   const browser = await launch()
//   const tab = await browser.newPage()
//   await tab.goto(url)
//   await tab.screenshot({ path })
//   await browser.close()
// }
// #endregion
// #region solution
/** Visits `url` with a browser of its own, and leaves a picture of the page in the file `path`. */
export async function screenshot(launch: Launch, url: string, path: string): Promise<void> {
  const browser = await launch()
  try {
    const tab = await browser.newPage()
    await tab.goto(url)
    await tab.screenshot({ path })
  } finally {
    await browser.close()
  }
}
// #endregion
