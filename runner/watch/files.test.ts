import { EventEmitter, once } from 'node:events'
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { open, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { watchFiles, type FilesEvent, type FilesOptions } from './files.ts'
import { tinyWorkbook } from './tiny-workbook.ts'

/** Every way in which an editor, a formatter or git is known to save. */
const ways: Readonly<Record<string, (file: string, text: string) => Promise<void>>> = {
  'in place': (file, text) => writeFile(file, text),
  'truncated, then written': async (file, text) => {
    const handle = await open(file, 'w')
    await delay(40)
    await handle.write(text)
    await handle.close()
  },
  'in two halves': async (file, text) => {
    const handle = await open(file, 'w')
    await handle.write(text.slice(0, 5))
    await handle.write(text.slice(5))
    await handle.close()
  },
  'beside, then renamed': async (file, text) => {
    await writeFile(`${file}.tmp`, text)
    await rename(`${file}.tmp`, file)
  },
  'as vim does: the old file becomes the backup': async (file, text) => {
    await rename(file, `${file}~`)
    await delay(20)
    await writeFile(file, text)
    await rm(`${file}~`)
  },
  'deleted, then written': async (file, text) => {
    await rm(file)
    await delay(30)
    await writeFile(file, text)
  },
}

test.for(Object.entries(ways))('one save, one report: %s', async ([, save]) => {
  await using watching = await start()
  const [road, , towel] = watching.exercises
  for (const text of ['export const answer = 1\n', '三次\r\n']) {
    await save(road.file, text)
    expect(await watching.next()).toEqual({ kind: 'saved', slugs: ['road'], missing: [] })
  }
  // Whatever the save did besides has been heard by now, and came to nothing.
  await writeFile(towel.file, 'export const answer = 2\n')
  expect(await watching.next()).toEqual({ kind: 'saved', slugs: ['towel'], missing: [] })
})

test('of many saves in a row the last is never lost', async () => {
  await using watching = await start()
  const [road, question, towel] = watching.exercises
  for (let n = 1; n <= 60; n++) {
    await writeFile(road.file, `export const answer = ${n}\n`)
    await delay(n % 7)
  }
  await writeFile(towel.file, 'export const answer = 1\n')
  await watching.saved('towel')
  // The watcher knows the last content: writing it once more is nothing new.
  await writeFile(road.file, 'export const answer = 60\n')
  await writeFile(question.file, 'export const answer = 1\n')
  expect(await watching.next()).toEqual({ kind: 'saved', slugs: ['question'], missing: [] })
})

test('a save that changes nothing is ignored', async () => {
  await using watching = await start()
  const [road, , towel] = watching.exercises
  for (const save of Object.values(ways)) await save(road.file, readFileSync(road.file, 'utf8'))
  await writeFile(towel.file, 'export const answer = 2\n')
  expect(await watching.next()).toEqual({ kind: 'saved', slugs: ['towel'], missing: [] })
})

test('files that are saved together are reported together', async () => {
  await using watching = await start()
  for (const { file } of watching.exercises) writeFileSync(file, 'export const answer = 3\n')
  const event = await watching.next()
  expect(event).toMatchObject({ kind: 'saved', missing: [] })
  expect(event).toMatchObject({ slugs: ['road', 'question', 'towel'] })
})

test('the suite and the task count as well; other files do not', async () => {
  await using watching = await start()
  const [road, question] = watching.exercises
  writeFileSync(join(road.file, '..', 'notes.txt'), 'mine')
  writeFileSync(`${road.file}.swp`, 'vim’s')
  writeFileSync(question.suite, '// expects 43\n')
  expect(await watching.next()).toMatchObject({ slugs: ['question'] })
  writeFileSync(road.task, '# Shorter\n')
  expect(await watching.next()).toMatchObject({ slugs: ['road'] })
})

test('a file that is deleted, and renamed back', async () => {
  await using watching = await start()
  const [road] = watching.exercises
  renameSync(road.file, `${road.file}.away`)
  expect(await watching.next()).toEqual({ kind: 'saved', slugs: ['road'], missing: ['road'] })
  expect(watching.missing()).toEqual(['road'])
  renameSync(`${road.file}.away`, road.file)
  expect(await watching.next()).toEqual({ kind: 'saved', slugs: ['road'], missing: [] })
  expect(watching.missing()).toEqual([])
})

test('a whole lesson folder that goes and comes back, as when git changes branches', async () => {
  await using watching = await start()
  const [road, question] = watching.exercises
  const folder = join(road.file, '..')
  rmSync(folder, { recursive: true })
  await watching.saved('road', 'question')
  expect(watching.missing()).toEqual(['road', 'question'])
  mkdirSync(folder)
  for (const { file } of [road, question]) writeFileSync(file, 'export const answer = 4\n')
  await watching.saved('road', 'question')
  expect(watching.missing()).toEqual([])
  writeFileSync(road.file, 'export const answer = 5\n')
  expect(await watching.next()).toMatchObject({ kind: 'saved', slugs: ['road'] })
})

describe('where events do not arrive', () => {
  test('the probe notices, and saves are found by looking', async () => {
    await using watching = await start({ deaf: true, paces: { sweepMs: 1_000_000, probeMs: 50 } })
    const [road] = watching.exercises
    expect(await watching.next()).toMatchObject({ kind: 'polling', everyMs: 150 })
    for (const save of Object.values(ways)) {
      await save(road.file, `export const answer = '${save.name}'\n`)
      expect(await watching.next()).toEqual({ kind: 'saved', slugs: ['road'], missing: [] })
    }
  })

  test('a save that no event told of is answered, and shows that looking is needed', async () => {
    await using watching = await start({ deaf: true, paces: { sweepMs: 100, probeMs: 1_000_000 } })
    const [road] = watching.exercises
    writeFileSync(road.file, 'export const answer = 6\n')
    expect(await watching.next()).toMatchObject({ kind: 'saved', slugs: ['road'] })
    expect(await watching.next()).toMatchObject({ kind: 'polling' })
  })

  test('where they do arrive, nobody is bothered', async () => {
    await using watching = await start({ paces: { sweepMs: 20, probeMs: 50, graceMs: 50 } })
    const [road] = watching.exercises
    for (let n = 0; n < 10; n++) {
      writeFileSync(road.file, `export const answer = ${n * 7}\n`)
      expect(await watching.next()).toMatchObject({ kind: 'saved' })
      await delay(30)
    }
  })
})

async function start({
  deaf = false,
  paces = {},
}: { readonly deaf?: boolean; readonly paces?: FilesOptions['paces'] } = {}) {
  const workbook = await tinyWorkbook()
  const [road, question, towel] = workbook.exercises
  if (!road || !question || !towel) throw new Error('The tiny workbook has three exercises')
  // A folder in which nothing happens is one whose events do not arrive.
  const quiet = join(workbook.root, 'quiet')
  mkdirSync(quiet)
  const events: FilesEvent[] = []
  const bell = new EventEmitter()
  const files = await watchFiles(workbook, {
    ...(deaf ? { folder: quiet } : {}),
    paces,
    onEvent: (event) => {
      events.push(event)
      bell.emit('event')
    },
  })
  const next = async (): Promise<FilesEvent> => {
    for (;;) {
      const event = events.shift()
      if (event) return event
      await once(bell, 'event')
    }
  }
  /** Waits until each of these has been reported. */
  const saved = async (...slugs: readonly string[]): Promise<void> => {
    const left = new Set(slugs)
    while (left.size > 0) {
      const event = await next()
      if (event.kind === 'saved') event.slugs.forEach((slug) => left.delete(slug))
    }
  }
  return {
    exercises: [road, question, towel] as const,
    missing: () => files.missing(),
    next,
    saved,
    [Symbol.asyncDispose]: async () => {
      await files.close()
      workbook[Symbol.dispose]()
    },
  }
}
