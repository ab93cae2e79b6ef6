/**
 * `npm test`: types, lint, format, the runner's own tests and the author's self-check.
 *
 * The last line counts everything: `N passed, N failed`. Needs nothing but Node and what
 * `npm ci` installed, so programs are started by path with this Node, never through a shell.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

interface Tally {
  readonly passed: number
  readonly failed: number
  /** Names of the tests that did not run. */
  readonly skipped: readonly string[]
}

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const LIMIT_MS = 25 * 60_000
const NOTHING: Tally = { passed: 0, failed: 0, skipped: [] }

show([
  check('Types', 'typescript', 'tsc', []),
  check('Lint', 'oxlint', 'oxlint', ['--type-aware']),
  check('Format', 'oxfmt', 'oxfmt', ['--check']),
  checkTests(),
  ...(existsSync(join(root, 'runner', 'verify.ts'))
    ? [check('Lessons, exercises and solutions', 'tsx', 'tsx', ['runner/cli.ts', 'verify'])]
    : []),
])

/** One program that succeeds or fails as a whole. */
function check(title: string, packageName: string, bin: string, args: readonly string[]): Tally {
  const failure = run(title, packageName, bin, args)
  if (failure === undefined) return { passed: 1, failed: 0, skipped: [] }
  console.log(`${title}: ${failure}`)
  return { passed: 0, failed: 1, skipped: [] }
}

function checkTests(): Tally {
  const folder = mkdtempSync(join(tmpdir(), 'async-workbook-test-'))
  const file = join(folder, 'report.json')
  try {
    const failure = run('Tests', 'vitest', 'vitest', [
      'run',
      '--project=runner',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${file}`,
      // A test whose expectation is not written yet fails, instead of writing what it saw.
      '--update=none',
    ])
    const tally = existsSync(file) ? readReport(readFileSync(file, 'utf8')) : NOTHING
    if (failure !== undefined && tally.failed === 0) {
      console.log(`Tests: ${failure}, though no test says that it failed`)
      return { ...tally, failed: 1 }
    }
    if (tally.passed + tally.failed === 0) {
      console.log('Tests: not one test ran')
      return { ...tally, failed: 1 }
    }
    return tally
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Runs a package's program with its output in ours, and says what went wrong, if anything did. */
function run(
  title: string,
  packageName: string,
  bin: string,
  args: readonly string[],
): string | undefined {
  console.log(`\n── ${title} ${'─'.repeat(60 - title.length)}\n`)
  const { status, signal, error } = spawnSync(
    process.execPath,
    [binOf(packageName, bin), ...args],
    { cwd: root, stdio: ['ignore', 'inherit', 'inherit'], timeout: LIMIT_MS },
  )
  if (error) return `${bin} did not run to its end: ${error.message}`
  if (signal) return `${bin} was ended by ${signal}`
  return status === 0 ? undefined : `${bin} ended with exit code ${status}`
}

function binOf(packageName: string, bin: string): string {
  const folder = join(root, 'node_modules', packageName)
  const manifest: unknown = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  const declared = field(manifest, 'bin')
  const path = typeof declared === 'string' ? declared : field(declared, bin)
  if (typeof path !== 'string') throw new Error(`${packageName} has no program "${bin}"`)
  return join(folder, path)
}

/** Counts what Vitest's JSON report says; a file that could not be loaded is one failure. */
function readReport(text: string): Tally {
  const files = list(field(JSON.parse(text), 'testResults')).map((file) => ({
    failed: field(file, 'status') === 'failed',
    tests: list(field(file, 'assertionResults')),
  }))
  const tests = files.flatMap((file) => file.tests)
  const having = (...states: readonly string[]): unknown[] =>
    tests.filter((test) => states.includes(String(field(test, 'status'))))
  const unloadable = files.filter(
    (file) => file.failed && !file.tests.some((test) => field(test, 'status') === 'failed'),
  )
  return {
    passed: having('passed').length,
    failed: having('failed').length + unloadable.length,
    skipped: having('skipped', 'pending', 'todo', 'disabled').map((test) =>
      String(field(test, 'fullName')),
    ),
  }
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null
    ? Object.getOwnPropertyDescriptor(value, name)?.value
    : undefined
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

function show(tallies: readonly Tally[]): void {
  const sum = (part: 'passed' | 'failed'): number =>
    tallies.reduce((total, tally) => total + tally[part], 0)
  const skipped = tallies.flatMap((tally) => tally.skipped)
  console.log('')
  for (const name of skipped) console.log(`skipped: ${name}`)
  const counts = [`${sum('passed')} passed`, `${sum('failed')} failed`]
  if (skipped.length > 0) counts.push(`${skipped.length} skipped`)
  console.log(counts.join(', '))
  process.exitCode = sum('failed') === 0 ? 0 : 1
}
