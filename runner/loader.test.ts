import { spawnSync } from 'node:child_process'
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { afterAll, expect, test } from 'vitest'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const folder = mkdtempSync(join(tmpdir(), 'loader-'))
afterAll(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }))

test('a mistake at the keyboard ends the process, although Vitest has been started', () => {
  const { status, stdout, stderr } = node(['runner/start.mjs', 'check', 'count-asink'], root)
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' })
  expect(stderr).toContain('There is no exercise "count-asink"')
})

// Node 20 can read no syntax that only TypeScript knows how to put in older words, such as `using`.
test('every file that a command may load is JavaScript once its types are removed, line by line', () => {
  const script = join(folder, 'every.mjs')
  writeFileSync(script, EVERY)
  const { stdout, stderr } = node(
    ['--experimental-vm-modules', '--no-warnings', script, root],
    root,
  )
  expect(stderr).toBe('')
  expect(stdout).toMatch(/^\d{3,} files\n$/)
})

test('what is kept is made anew when the file has changed, or when only half of it was written', () => {
  mkdirSync(join(folder, 'runner'))
  for (const name of ['loader', 'loader.mjs'])
    cpSync(join(root, 'runner', name), join(folder, 'runner', name), { recursive: true })
  // Where the packages are.
  const kept = join(folder, 'node_modules', '.cache', 'async-workbook', 'typescript')
  mkdirSync(join(folder, 'node_modules'), { recursive: true })
  linkSucrase(join(folder, 'node_modules', 'sucrase'))
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }')
  const say = (text: string) =>
    writeFileSync(join(folder, 'say.ts'), `const text: string = '${text}'\nconsole.log(text)\n`)
  writeFileSync(
    join(folder, 'begin.mjs'),
    `import { readTypeScript } from './runner/loader.mjs'
readTypeScript()
await import('./say.ts')
`,
  )
  const run = () => node(['begin.mjs'], folder)

  say('once')
  expect(run()).toEqual({ status: 0, stdout: 'once\n', stderr: '' })
  expect(readdirSync(kept)).toHaveLength(1)
  say('twice')
  expect(run()).toEqual({ status: 0, stdout: 'twice\n', stderr: '' })
  const [name = ''] = readdirSync(kept)
  const whole = readFileSync(join(kept, name), 'utf8')
  writeFileSync(join(kept, name), whole.slice(0, 20))
  expect(run()).toEqual({ status: 0, stdout: 'twice\n', stderr: '' })
  expect(readFileSync(join(kept, name), 'utf8')).toBe(whole)
})

function node(args: readonly string[], cwd: string) {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd, encoding: 'utf8' })
  return { status, stdout, stderr }
}

function linkSucrase(path: string): void {
  const entry = pathToFileURL(join(root, 'node_modules', 'sucrase', 'dist', 'index.js')).href
  mkdirSync(path, { recursive: true })
  writeFileSync(join(path, 'package.json'), '{ "version": "0", "main": "index.cjs" }')
  writeFileSync(
    join(path, 'index.cjs'),
    `module.exports = require(${JSON.stringify(fileURLToPath(entry))})`,
  )
}

const EVERY = `
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { SourceTextModule } from 'node:vm'

const root = process.argv[2]
const { load } = await import(pathToFileURL(join(root, 'runner/loader/load.mjs')).href)
const files = ['runner', 'exercises', 'solutions']
  .flatMap((name) => readdirSync(join(root, name), { recursive: true }).map((path) => join(root, name, path)))
  .filter((path) => path.endsWith('.ts') && !path.endsWith('.test.ts') && !path.endsWith('.d.ts'))
  .filter((path) => /runner|catalogue|diagnosis/.test(path))
for (const path of files) {
  const { source } = load(pathToFileURL(path).href, {}, () => ({}))
  try {
    new SourceTextModule(source)
  } catch (error) {
    console.error(path, error.message)
  }
  const text = readFileSync(path, 'utf8')
  // One line more says what it was made from.
  if (source.split('\\n').length !== text.split('\\n').length + 2)
    console.error(path, 'has its lines elsewhere')
}
console.log(files.length + ' files')
`
