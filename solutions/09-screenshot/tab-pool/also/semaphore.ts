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

export const captureAll = async (
  launch: Launch,
  urls: readonly string[],
  maxTabs: number,
): Promise<Array<'ok' | 'failed'>> => {
  const places = new Places(maxTabs)
  const browser = await launch()
  const pages = await Promise.all(
    urls.map(async (url, index): Promise<'ok' | 'failed'> => {
      await places.take()
      try {
        return await capture(browser, url, `${index}.png`)
      } finally {
        places.give()
      }
    }),
  )
  await browser.close()
  return pages
}

class Places {
  #free: number
  readonly #queue: Array<() => void> = []

  constructor(free: number) {
    this.#free = free
  }

  take(): Promise<void> {
    if (this.#free > 0) {
      this.#free--
      return Promise.resolve()
    }
    return new Promise((resolve) => this.#queue.push(resolve))
  }

  give(): void {
    const next = this.#queue.shift()
    if (next) next()
    else this.#free++
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
