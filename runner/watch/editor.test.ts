import { execFile } from 'node:child_process'
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'

/** The editors here are shell scripts. */
const onPosix = test.runIf(process.platform !== 'win32')

onPosix('an editor with a window is started beside, and its noise goes nowhere', async () => {
  using folder = tinyEditors()
  const said = await open(folder.path, { LAUNCH_EDITOR: folder.editor('code', 'echo noise') })
  expect(said).toBe('Opened road.ts in code')
  expect(folder.opened()).toMatch(/^-r -g \S*road\.ts:7:1\n$/)
})

onPosix('an editor of the terminal is given the terminal, at the line', async () => {
  using folder = tinyEditors()
  const said = await open(folder.path, { VISUAL: `${folder.editor('nano')} -w` }, 'lends')
  expect(said).toBe('lent\nback\nOpened road.ts in nano')
  expect(folder.opened()).toMatch(/^-w \+7 \S*road\.ts\n$/)
})

onPosix('the next editor is tried, and if none opens, it is said what to do', async () => {
  using folder = tinyEditors()
  const broken = folder.editor('code', 'exit 3')
  expect(await open(folder.path, { LAUNCH_EDITOR: broken, VISUAL: folder.editor('zed') })).toBe(
    'Opened road.ts in zed',
  )
  expect(await open(folder.path, { LAUNCH_EDITOR: broken, EDITOR: '/nowhere/vim' })).toBe(
    'Could not open road.ts: code could not be started (exit code 3), vim could not be started (it needs a terminal of its own). Set VISUAL to your editor’s command, for example VISUAL=code',
  )
})

/** Regression: npm sets EDITOR to vi where nothing is set, and whoever pressed `o` was caught in vi. */
onPosix('what npm says is no choice of the learner', async () => {
  using folder = tinyEditors()
  const env = { LAUNCH_EDITOR: folder.editor('code', 'exit 3'), EDITOR: 'vi' }
  const said = await open(folder.path, { ...env, npm_lifecycle_event: 'watch' }, 'lends')
  expect(said).not.toContain('vi could')
  expect(said).toContain('Could not open')
})

/** In a process of its own, since the choice of an editor is in the environment. */
async function open(
  folder: string,
  env: Readonly<Record<string, string>>,
  lending: 'lends' | 'keeps' = 'keeps',
): Promise<string> {
  const script = `
    import { openInEditor } from ${JSON.stringify(EDITOR_MODULE)}
    const lend = async (run) => {
      console.log('lent')
      await run()
      console.log('back')
    }
    const place = { file: ${JSON.stringify(join(folder, 'road.ts'))}, line: 7 }
    console.log(await openInEditor(place, ${lending === 'lends' ? 'lend' : 'undefined'}))
  `
  const {
    VISUAL: _,
    EDITOR: __,
    LAUNCH_EDITOR: ___,
    npm_lifecycle_event: ____,
    ...rest
  } = process.env
  const args = ['--import', TSX, '--input-type=module', '-e', script]
  const { stdout } = await promisify(execFile)(process.execPath, args, { env: { ...rest, ...env } })
  return stdout.trim()
}

function tinyEditors() {
  const path = mkdtempSync(join(tmpdir(), 'tiny-editors-'))
  const log = join(path, 'opened')
  writeFileSync(join(path, 'road.ts'), '')
  return {
    path,
    /** Writes down what it is asked to open. */
    editor: (name: string, then = ''): string => {
      const file = join(path, name)
      writeFileSync(file, `#!/bin/sh\necho "$@" > '${log}'\n${then}\n`)
      chmodSync(file, 0o755)
      return file
    },
    opened: () => (existsSync(log) ? readFileSync(log, 'utf8') : ''),
    [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }),
  }
}

const EDITOR_MODULE = pathToFileURL(join(import.meta.dirname, 'editor.ts')).href
const TSX = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href
