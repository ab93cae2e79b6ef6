import { exercise, expect, type Kit } from '#runner'
import type { Web } from './fake-browser.ts'

type Exercise = typeof import('./tab-pool.ts')
type Tools = typeof import('./fake-browser.ts')

const test = exercise<Exercise, Tools>(import.meta.url, { tools: ['fake-browser.ts'] })

test('four pages in two tabs, and one of them does not come', async ({ simulate }) => {
  const web = { pages: { '/a': 200, '/b': 310, '/c': 520, '/d': 340 }, fails: ['goto /b'] }
  const run = await simulate(capture, web, 2)

  expect(run).toSettleWith({ pages: ['ok', 'failed', 'ok', 'ok'], mostTabs: 2, left: 0 })
  expect(run).toPrint(`
       0 ms  launch
     600 ms  goto /a
     600 ms  goto /b
     950 ms  shot 0.png
    1030 ms  goto /c
    1070 ms  goto /d
    1560 ms  shot 3.png
    1700 ms  shot 2.png
    1770 ms  browser closed
  `)
  expect(run).toTake('1770 ms')
  expect(run).toLeaveNothing()
})

test('no pages: nothing is left running', async ({ simulate }) => {
  const run = await simulate(capture, { pages: {} }, 2)

  expect(run).toSettleWith({ pages: [], mostTabs: 0, left: 0 })
  expect(run).toLeaveNothing()
})

test('a picture that fails is that page’s own affair', async ({ simulate }) => {
  const web = { pages: { '/a': 200, '/b': 100, '/c': 150 }, fails: ['screenshot 1.png'] }
  const run = await simulate(capture, web, 1)

  expect(run).toSettleWith({ pages: ['ok', 'failed', 'ok'], mostTabs: 1, left: 0 })
  expect(run).toPrint(`
       0 ms  launch
     600 ms  goto /a
     950 ms  shot 0.png
    1070 ms  goto /b
    1440 ms  goto /c
    1740 ms  shot 2.png
    1810 ms  browser closed
  `)
})

test('tabs that do not open make their pages fail, and no more', async ({ simulate }) => {
  const run = await simulate(capture, { pages: { '/a': 200, '/b': 100 }, fails: ['newPage'] }, 1)

  expect(run).toSettleWith({ pages: ['failed', 'failed'], mostTabs: 0, left: 0 })
  expect(run).toPrint(`
      0 ms  launch
    750 ms  browser closed
  `)
})

test('a browser that does not start: nothing can be captured at all', async ({ simulate }) => {
  const run = await simulate(capture, { pages: { '/a': 200 }, fails: ['launch'] }, 2)

  expect(run).toFailWith('Failed to launch the browser process')
  expect(run).toTake('500 ms')
})

test('any number of pages and tabs, and any pages that fail', async ({ simulate, explore }) => {
  await explore(
    ({ integer, list, oneOf, record }) => ({
      maxTabs: integer(1, 4),
      pages: list(record({ ms: integer(10, 600), comes: oneOf(true, false) }), 1, 7),
    }),
    async ({ maxTabs, pages }) => {
      const urls = pages.map((_, n) => `/page-${n}`)
      const web = {
        pages: Object.fromEntries(urls.map((url, n) => [url, pages[n]?.ms ?? 0])),
        fails: urls.filter((_, n) => pages[n]?.comes === false).map((url) => `goto ${url}`),
      }
      const run = await simulate(capture, web, maxTabs)

      const ideal = idealRun(maxTabs, pages)
      expect(run).toSettleWith({
        pages: pages.map(({ comes }) => (comes ? 'ok' : 'failed')),
        mostTabs: Math.min(maxTabs, pages.length),
        left: 0,
      })
      expect(run).toPrint(ideal.picture)
      expect(run).toTake(`${ideal.endsAt} ms`)
    },
  )
})

/** Captures every page of the web, and counts the tabs, and what is left open at the end. */
async function capture(
  { captureAll }: Exercise,
  { fakeBrowser }: Kit & Tools,
  web: Web,
  maxTabs: number,
) {
  const { launch, counts } = fakeBrowser(web)
  const pages = await captureAll(launch, Object.keys(web.pages), maxTabs)
  const { mostTabs, browsers, tabs } = counts()
  return { pages, mostTabs, left: browsers + tabs }
}

/** When what happens if each page takes the place that is free first. */
function idealRun(maxTabs: number, pages: readonly { ms: number; comes: boolean }[]) {
  const freeAt = Array<number>(Math.min(maxTabs, pages.length)).fill(500)
  const lines = [{ at: 0, text: 'launch' }]
  for (const [n, { ms, comes }] of pages.entries()) {
    const place = freeAt.indexOf(Math.min(...freeAt))
    const asked = (freeAt[place] ?? 0) + 100
    const pictured = asked + ms + (comes ? 150 : 0)
    lines.push({ at: asked, text: `goto /page-${n}` })
    if (comes) lines.push({ at: pictured, text: `shot ${n}.png` })
    freeAt[place] = pictured + 20
  }
  const endsAt = Math.max(...freeAt) + 50
  lines.push({ at: endsAt, text: 'browser closed' })
  return {
    endsAt,
    picture: lines
      .toSorted((one, other) => one.at - other.at)
      .map(({ at, text }) => `${at} ms  ${text}`)
      .join('\n'),
  }
}
