import { exercise, expect, type Kit } from '#runner'

type Exercise = typeof import('./caught-or-not.ts')

const test = exercise<Exercise>(import.meta.url)

test('when loading fails, the backup steps in', async ({ simulate }) => {
  const run = await simulate(read, { loadMs: 100, trouble: 'no network' })

  expect(run).toPrint(`
      0 ms  loading
    100 ms  using backup
    100 ms  backup opened
    100 ms  got old news
  `)
  expect(run).toSettleWith('old news')
  expect(run).toTake('100 ms')
})

test('when loading works, the backup stays closed', async ({ simulate }) => {
  const run = await simulate(read, { loadMs: 100 })

  expect(run).toPrint(`
      0 ms  loading
    100 ms  got fresh news
  `)
  expect(run).toSettleWith('fresh news')
  expect(run).toTake('100 ms')
})

test('an empty text is a text, and no failure', async ({ simulate }) => {
  const run = await simulate(read, { loadMs: 100, brings: '' })

  expect(run).toSettleWith('')
  expect(run).toTake('100 ms')
})

test('a load that throws at once is a failure like any other', async ({ simulate }) => {
  const run = await simulate(read, { loadMs: 0, trouble: 'no such address', atOnce: true })

  expect(run).toPrint(`
    0 ms  loading
    0 ms  using backup
    0 ms  backup opened
    0 ms  got old news
  `)
  expect(run).toSettleWith('old news')
  expect(run).toTake('0 ms')
})

test('when the backup fails as well, the caller is told so', async ({ simulate }) => {
  const run = await simulate(read, {
    loadMs: 100,
    trouble: 'no network',
    backupTrouble: 'backup is damaged',
  })

  expect(run).toFailWith('backup is damaged')
  expect(run).toPrint(`
      0 ms  loading
    100 ms  using backup
    100 ms  backup opened
  `)
  expect(run).toTake('100 ms')
})

test('other moments, other texts, with and without a failure', async ({ simulate, draw }) => {
  const loadMs = draw.integer(10, 900)
  const brings = `page ${draw.integer(1, 99)}`
  const spare = `copy ${draw.integer(1, 99)}`

  const works = await simulate(read, { loadMs, brings, spare })
  expect(works).toSettleWith(brings)
  expect(works).toTake(`${loadMs} ms`)

  const fails = await simulate(read, { loadMs, brings, spare, trouble: `error ${loadMs}` })
  expect(fails).toSettleWith(spare)
  expect(fails).toTake(`${loadMs} ms`)
})

type News = {
  readonly loadMs: number
  readonly brings?: string
  readonly spare?: string
  /** What goes wrong with loading, and whether before there is a promise. */
  readonly trouble?: string
  readonly atOnce?: boolean
  readonly backupTrouble?: string
}

/** Somebody reads the news: they are loaded in `loadMs`, or fail to, and there is a backup of what was new yesterday. */
async function read(
  { loadOrBackup }: Exercise,
  { print, sleep }: Kit,
  {
    loadMs,
    brings = 'fresh news',
    spare = 'old news',
    trouble,
    atOnce = false,
    backupTrouble,
  }: News,
) {
  const load = async () => {
    await sleep(loadMs)
    if (trouble !== undefined) throw new Error(trouble)
    return brings
  }
  const news = await loadOrBackup(
    () => {
      print('loading')
      if (atOnce) throw new Error(trouble)
      return load()
    },
    () => {
      print('backup opened')
      if (backupTrouble !== undefined) throw new Error(backupTrouble)
      return spare
    },
  )
  print('got', news)
  return news
}
