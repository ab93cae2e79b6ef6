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
  // #region stub
  // // It works, and starts a browser for every single page. TODO: make do with one.
  // const pages: Array<'ok' | 'failed'> = []
  // for (const [index, url] of urls.entries()) {
  //   try {
  //     await screenshot(launch, url, `${index}.png`)
  //     pages.push('ok')
  //   } catch {
  //     pages.push('failed')
  //   }
  // }
  // return pages
  // #endregion
  // #region solution
  const browser = await launch()
  try {
    const pages: Array<'ok' | 'failed'> = []
    const queue = urls.entries()
    const work = async (): Promise<void> => {
      for (const [index, url] of queue) pages[index] = await capture(browser, url, `${index}.png`)
    }
    await Promise.all(Array.from({ length: maxTabs }, work))
    return pages
  } finally {
    await browser.close()
  }
  // #endregion
}

// #region stub
// async function screenshot(launch: Launch, url: string, path: string): Promise<void> {
//   const browser = await launch()
//   try {
//     const tab = await browser.newPage()
//     await tab.goto(url)
//     await tab.screenshot({ path })
//   } finally {
//     await browser.close()
//   }
// }
// #endregion
// #region solution
/** One page in a tab of its own. Whatever goes wrong with it is an answer, and no reason to stop. */
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
// #endregion
