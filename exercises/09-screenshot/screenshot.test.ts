import { exercise, expect, type Kit } from '#runner'
import type { Web } from './fake-browser.ts'

type Exercise = typeof import('./screenshot.ts')
type Tools = typeof import('./fake-browser.ts')

const test = exercise<Exercise, Tools>(import.meta.url, { tools: ['fake-browser.ts'] })

test('a page is visited, pictured, and the browser is closed', async ({ simulate }) => {
  const run = await simulate(visit, { pages: { '/a': 200 }, closingTab: 0 })

  expect(run).toPrint(`
       0 ms  launch
     600 ms  goto /a
     950 ms  shot page.png
    1000 ms  browser closed
  `)
  expect(run).toSettleWith('0 browsers are left')
  expect(run).toTake('1000 ms')
  expect(run).toLeaveNothing()
})

test('a page that does not come: the browser is closed all the same', async ({ simulate }) => {
  const run = await simulate(visit, { pages: { '/a': 200 }, fails: ['goto /a'], closingTab: 0 })

  expect(run).toPrint(`
      0 ms  launch
    600 ms  goto /a
    850 ms  browser closed
    850 ms  caught net::ERR_EMPTY_RESPONSE at /a
  `)
  expect(run).toSettleWith('0 browsers are left')
  expect(run).toTake('850 ms')
})

test('a picture that fails: the browser is closed as well', async ({ simulate }) => {
  const web = { pages: { '/a': 200 }, fails: ['screenshot page.png'], closingTab: 0 }
  const run = await simulate(visit, web)

  expect(run).toPrint(`
       0 ms  launch
     600 ms  goto /a
    1000 ms  browser closed
    1000 ms  caught page.png could not be written
  `)
  expect(run).toSettleWith('0 browsers are left')
})

test('a tab that does not open: the browser is closed as well', async ({ simulate }) => {
  const run = await simulate(visit, { pages: { '/a': 200 }, fails: ['newPage'], closingTab: 0 })

  expect(run).toPrint(`
      0 ms  launch
    650 ms  browser closed
    650 ms  caught No tab could be opened
  `)
  expect(run).toSettleWith('0 browsers are left')
})

test('a browser that does not start: there is nothing to close', async ({ simulate }) => {
  const run = await simulate(visit, { pages: { '/a': 200 }, fails: ['launch'], closingTab: 0 })

  expect(run).toPrint(`
      0 ms  launch
    500 ms  caught Failed to launch the browser process
  `)
  expect(run).toTake('500 ms')
})

test('a browser that does not close: whoever waits is told', async ({ simulate }) => {
  const run = await simulate(visit, { pages: { '/a': 200 }, fails: ['close'], closingTab: 0 })

  expect(run).toPrint(`
       0 ms  launch
     600 ms  goto /a
     950 ms  shot page.png
    1000 ms  caught The browser does not answer
  `)
})

test('any page takes its own time, and may fail', async ({ simulate, draw }) => {
  const url = draw.pick(['/timetable', '/weather', '/news'])
  const path = draw.pick(['timetable.png', 'today.png'])
  const ms = draw.integer(20, 900)
  for (const fails of [[], [`goto ${url}`]]) {
    const run = await simulate(visit, { pages: { [url]: ms }, fails, closingTab: 0 }, url, path)

    const cameAt = 600 + ms
    expect(run).toPrint(
      [
        `0 ms  launch`,
        `600 ms  goto ${url}`,
        ...(fails.length > 0
          ? [
              `${cameAt + 50} ms  browser closed`,
              `${cameAt + 50} ms  caught net::ERR_EMPTY_RESPONSE at ${url}`,
            ]
          : [`${cameAt + 150} ms  shot ${path}`, `${cameAt + 200} ms  browser closed`]),
      ].join('\n'),
    )
    expect(run).toSettleWith('0 browsers are left')
    expect(run).toLeaveNothing()
  }
})

/**
 * Has one picture taken, and counts the browsers that are open when that is over. In these runs a tab
 * closes at once, so that it is all the same whether it is closed before its browser.
 */
async function visit(
  { screenshot }: Exercise,
  { print, fakeBrowser }: Kit & Tools,
  web: Web,
  url = '/a',
  path = 'page.png',
) {
  const { launch, counts } = fakeBrowser(web)
  try {
    await screenshot(launch, url, path)
  } catch (error) {
    print(`caught ${error instanceof Error ? error.message : String(error)}`)
  }
  return `${counts().browsers} browsers are left`
}
