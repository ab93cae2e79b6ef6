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
  if (urls.length === 0) return []
  const browser = await launch()
  const results = await mapLimit(urls, maxTabs, async (url, index) => {
    const tab = await browser.newPage()
    try {
      await tab.goto(url)
      await tab.screenshot({ path: `${index}.png` })
    } finally {
      await tab.close()
    }
  })
  await browser.close()
  return results.map(({ status }) => (status === 'fulfilled' ? 'ok' : 'failed'))
}

async function mapLimit<T>(
  items: readonly T[],
  limit: number,
  fn: (item: T, index: number) => Promise<unknown>,
) {
  const jobs: Promise<unknown>[] = []
  const running = new Set<Promise<unknown>>()
  for (const [index, item] of items.entries()) {
    const job: Promise<unknown> = fn(item, index).finally(() => running.delete(job))
    jobs.push(job)
    running.add(job)
    if (running.size >= limit) await Promise.race(running).catch(() => {})
  }
  return Promise.allSettled(jobs)
}
