import { spawnSync } from 'node:child_process'
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'

const ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))))
const READY = join(ROOT, 'runner', 'gradebook', 'ready')
const SOLUTION = join(ROOT, 'solutions', '04-gather', 'count-async', 'solution.ts')
const OPTIONS = '--exercises count-async --trust-submissions'

let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ready-'))
})

afterEach(() => {
  rmSync(folder, { recursive: true, force: true })
})

// Where they run there is Linux, with its `timeout` and `mktemp`.
describe.skipIf(process.platform !== 'linux')('Gradescope: run_autograder', () => {
  test('judges the submission and leaves results.json', { timeout: 120_000 }, () => {
    submit('submission')
    expect(autograde(OPTIONS)).toMatchObject({
      score: 2,
      tests: [{ number: '4.1', score: 2, max_score: 2, status: 'passed' }],
    })
  })

  test('says what to hand in when there is no answer', () => {
    mkdirSync(join(folder, 'submission'))
    writeFileSync(join(folder, 'submission', 'homework.docx'), '')
    expect(autograde(OPTIONS)).toMatchObject({
      score: 0,
      output: expect.stringMatching(/^No answer to any exercise was found\. Hand in /) as string,
    })
  })

  test('gives no score when it fails itself', () => {
    submit('submission')
    const results = autograde('--exercises nonsense')
    expect(JSON.stringify(results)).not.toContain('"score"')
    expect(results).toMatchObject({ tests: [{ visibility: 'hidden' }] })
  })

  function autograde(options: string): unknown {
    symlinkSync(ROOT, join(folder, 'source'))
    const env = { ...process.env, AUTOGRADER_ROOT: folder, GRADE_OPTIONS: options }
    const { status } = spawnSync(join(READY, 'run_autograder'), { cwd: folder, env })
    expect(status).toBe(0)
    return JSON.parse(readFileSync(join(folder, 'results', 'results.json'), 'utf8'))
  }
})

describe.skipIf(process.platform !== 'linux')('GitHub Classroom: classroom.sh', () => {
  test('sets the output that the reporter reads', { timeout: 120_000 }, () => {
    submit('submission')
    const { result, printed } = grade(OPTIONS.split(' '))
    expect(result).toMatchObject({ status: 'pass', max_score: 2, tests: [{ score: 2 }] })
    // What is printed between the two lines is no command for the runner.
    const token = /^::stop-commands::(.+)$/m.exec(printed)?.[1]
    expect(printed.trim().split('\n').at(-1)).toBe(`::${token}::`)
  })

  test('is an error without points when nothing could be judged', () => {
    submit('submission')
    expect(grade(['--exercises', 'nonsense']).result).toMatchObject({
      status: 'error',
      max_score: 0,
      tests: [{ message: expect.stringContaining('There is no exercise "nonsense"') as string }],
    })
  })

  test('the workflow calls it, and hands its output to the reporter', () => {
    const workflow = readFileSync(join(READY, 'classroom.yml'), 'utf8')
    const script = /run: bash (\S+)/.exec(workflow)?.[1] ?? ''
    expect(existsSync(join(ROOT, script))).toBe(true)
    const [, id = ''] = /\$\{\{ steps\.(\w+)\.outputs\.result \}\}/.exec(workflow) ?? []
    expect(workflow).toContain(`        id: ${id}\n`)
    expect(workflow).toContain(`          ${id.toUpperCase()}_RESULTS: `)
    expect(workflow).toContain(`          runners: ${id}\n`)
  })

  function grade(options: readonly string[]): { result: unknown; printed: string } {
    const output = join(folder, 'output')
    const { stdout } = spawnSync(
      'bash',
      [join(READY, 'classroom.sh'), join(folder, 'submission'), ...options],
      { cwd: ROOT, env: { ...process.env, GITHUB_OUTPUT: output }, encoding: 'utf8' },
    )
    const [, base64 = ''] = /^result=([A-Za-z0-9+/=]+)\n$/.exec(readFileSync(output, 'utf8')) ?? []
    const result: unknown = JSON.parse(Buffer.from(base64, 'base64').toString())
    return { result, printed: stdout }
  }
})

/** Hands in the model solution of one exercise. */
function submit(name: string): void {
  const lesson = join(folder, name, '04-gather')
  mkdirSync(lesson, { recursive: true })
  copyFileSync(SOLUTION, join(lesson, 'count-async.ts'))
}
