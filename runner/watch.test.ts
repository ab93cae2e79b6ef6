import { spawn } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { describe, expect, test } from 'vitest'
import { tinyWorkbook } from './watch/tiny-workbook.ts'

describe('as JSON', () => {
  test('a verdict for every save, and nothing that is not one object a line', async () => {
    await using loop = await start({ json: true })
    await loop.until('"ready"')
    loop.save('road', 'export const answer = 42\n')
    await loop.until('"status":"passed"')
    loop.save('towel', "export const answer = '42'\n")
    await loop.until('type-notes')
    loop.save('road', 'fault')
    await loop.until('"fault"')
    await loop.end('SIGTERM')
    const events: unknown[] = loop.lines().map((line) => JSON.parse(line))
    expect(events[0]).toMatchInlineSnapshot(`
      {
        "elapsedMs": 1000,
        "event": "verdict",
        "exercise": "road",
        "findings": [
          {
            "code": "road/wrong",
            "file": "road.ts",
            "line": 1,
            "message": "The answer is 0 // TODO, 42 was wanted.",
          },
          {
            "code": "even",
            "message": "Nobody asked.",
          },
        ],
        "seed": 7,
        "status": "failed",
        "version": 1,
        "wallMs": 3.14159,
      }
    `)
    expect(events.map(inShort).join('\n')).toMatchInlineSnapshot(`
      "1 verdict road failed
      1 verdict question failed
      1 verdict towel failed
      1 ready road 0 3
      1 verdict road passed
      1 current towel
      1 notice towel has changed, so here it is
      1 verdict towel failed
      1 type-notes towel
      1 current road
      1 notice road has changed, so here it is
      1 fault road Error: The judge fell ill"
    `)
  })

  test('a save during a check is answered, though the check would have gone on for ever', async () => {
    await using loop = await start({ json: true })
    await loop.until('"ready"')
    loop.save('road', 'slow')
    await loop.until('"checking"')
    loop.save('road', 'export const answer = 42\n')
    await loop.until('"status":"passed"')
    await loop.end('SIGINT')
  })

  test('the loop goes on when its input ends, and stops when nobody reads any more', async () => {
    await using loop = await start({ json: true })
    loop.child.stdin.end()
    await loop.until('"ready"')
    loop.save('road', 'export const answer = 42\n')
    await loop.until('"status":"passed"')
    loop.child.stdout.destroy()
    loop.save('road', 'export const answer = 43\n')
    await loop.ended
  })
})

describe('as lines', () => {
  test('one block for what happens, no colours, no cursor', async () => {
    await using loop = await start({ plain: true })
    await loop.until('Edit exercises')
    loop.save('road', 'export const answer = 7\n')
    await loop.until('Nobody asked')
    loop.type('h')
    await loop.until('Hint 1')
    loop.type('s')
    await loop.until('Not passed yet')
    loop.type('s')
    await loop.until('+ export')
    loop.type('r')
    await loop.until('ended')
    loop.type('x')
    await loop.until('x again')
    loop.type('x')
    await loop.until('The answer is 0')
    loop.type('tow')
    await loop.until('2.1 towel: 毛巾在哪里')
    loop.save('towel', 'export const answer = 42\n')
    await loop.until('Passed.')
    loop.type('l')
    await loop.until('passed, current')
    loop.type('q')
    expect(await loop.ended).toBe(0)
    expect(loop.output()).toMatchInlineSnapshot(`
      "1.1 road: to do, current. How many roads (predict, difficulty 1 of 4)
      1.2 question: to do. The question (write, difficulty 3 of 4)
      2.1 towel: to do. 毛巾在哪里 (fix, difficulty 2 of 4)

      1.1 road: How many roads
      Make the \`answer\` **42**.
      Edit exercises/01-first/road.ts and save; every save is answered.

      road: failed (exercises/01-first/road.ts:1)
      The answer is 7, 42 was wanted.

      expected      yours
      0 ms  42      0 ms  other

      Also seen
      - Nobody asked.

      Hint 1 of 2: How many roads?

      Not passed yet; s again shows the solution anyway.

      The model solution next to yours: + is only in the solution, - is only in yours.

      - export const answer = 7
      + export const answer = 42

      Running in real time

      0 ms  One
      5 ms  Two
      The program has ended

      x again puts road back to its stub; a copy of yours is kept.

      road is back to its stub; yours was kept as exercises/01-first/road.ts.kept.

      road: failed (exercises/01-first/road.ts:1)
      The answer is 0 // TODO, 42 was wanted.

      expected      yours
      0 ms  42      0 ms  other

      Also seen
      - Nobody asked.

      2.1 towel: 毛巾在哪里
      Make the \`answer\` **42**.
      Edit exercises/02-second/towel.ts and save; every save is answered.

      towel: passed (exercises/02-second/towel.ts)
      Passed. It took 1000 ms on the simulated clock and 4 ms on yours.

      Lesson done: 第二课
      - It is 42.
      - It was 42 before.
      - It will be 42.

      s  the solution next to yours

      expected      yours
      0 ms  42      0 ms  42

      1.1 road: to do. How many roads (predict, difficulty 1 of 4)
      1.2 question: to do. The question (write, difficulty 3 of 4)
      2.1 towel: passed, current. 毛巾在哪里 (fix, difficulty 2 of 4)

      "
    `)
  })
})

/** A pseudo-terminal is made with script(1), which is not the same everywhere. */
describe.runIf(process.platform === 'linux' && existsSync('/usr/bin/script'))(
  'on a terminal',
  () => {
    test('keys act at once, and q gives the terminal back', async () => {
      await using loop = await start({ terminal: true })
      await loop.until('keys')
      loop.press('h')
      await loop.until('Hint 1 of 2')
      loop.save('road', 'export const answer = 42\n')
      await loop.until('Passed.')
      loop.press('n')
      await loop.until('The question')
      loop.press('\x1b[B\x1b[A')
      loop.press('l')
      await loop.until('毛巾在哪里')
      loop.press('毛\r')
      await loop.until('02-second/towel.ts')
      loop.press('q')
      await loop.ended
      expect(loop.output()).toMatch(/\x1b\[\?1049h/)
      expect(loop.afterGivingBack()).toMatchInlineSnapshot(`
        "1 of 3 passed. npm run watch goes on from here.
        "
      `)
      expect(loop.settingsKept()).toBe(true)
    })

    const waysOut: Readonly<Record<string, (loop: Loop) => void>> = {
      'Ctrl-C in the list': (loop) => loop.press('l\x03'),
      SIGTERM: (loop) => process.kill(loop.pid(), 'SIGTERM'),
      SIGHUP: (loop) => process.kill(loop.pid(), 'SIGHUP'),
      'an exception of ours': (loop) => process.kill(loop.pid(), 'SIGUSR2'),
    }
    test.for(Object.entries(waysOut))('the terminal is as it was after: %s', async ([, leave]) => {
      await using loop = await start({ terminal: true })
      await loop.until('keys')
      leave(loop)
      await loop.ended
      expect(loop.output()).toContain(GIVEN_BACK)
      expect(loop.settingsKept()).toBe(true)
    })
  },
)

type Loop = Awaited<ReturnType<typeof start>>

async function start(how: {
  readonly json?: boolean
  readonly plain?: boolean
  readonly terminal?: boolean
}) {
  const workbook = await tinyWorkbook()
  const { root } = workbook
  const script = join(root, 'loop.mjs')
  writeFileSync(script, loopScript(root, how))
  const node = [process.execPath, '--import', TSX, script]
  const inTerminal = `stty rows 24 cols 80; stty -a > before; ${node.map((word) => `'${word}'`).join(' ')}; stty -a > after`
  const [command = '', ...args] = how.terminal ? ['script', '-qefc', inTerminal, '/dev/null'] : node
  const { NO_COLOR: _, FORCE_COLOR: __, ...env } = process.env
  const child = spawn(command, args, {
    cwd: root,
    env: { ...env, TERM: 'xterm-256color', SHELL: '/bin/sh' },
  })
  let output = ''
  let errors = ''
  let heard = (): void => {}
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text
    heard()
  })
  child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text))
  let isOver = false
  const ended = new Promise<number | null>((done) =>
    child.on('close', (code) => {
      isOver = true
      heard()
      done(code)
    }),
  )
  let read = 0
  return {
    child,
    ended,
    pid: () => Number(readFileSync(join(root, 'pid'), 'utf8')),
    output: () => output,
    lines: () => output.trimEnd().split('\n'),
    afterGivingBack: () => output.slice(output.lastIndexOf(GIVEN_BACK) + GIVEN_BACK.length),
    settingsKept: () =>
      readFileSync(join(root, 'before'), 'utf8') === readFileSync(join(root, 'after'), 'utf8'),
    /** Waits for `text` in what comes after the last text that was waited for. */
    until: async (text: string) => {
      for (;;) {
        const index = output.indexOf(text, read)
        if (index !== -1) {
          read = index + text.length
          return
        }
        if (isOver) throw new Error(`It ended before "${text}" came:\n${output}\n${errors}`)
        await new Promise<void>((done) => (heard = done))
      }
    },
    save: (slug: string, content: string) => {
      const exercise = workbook.exercises.find((each) => each.slug === slug)
      if (exercise) writeFileSync(exercise.file, content)
    },
    type: (line: string) => child.stdin.write(`${line}\n`),
    press: (keys: string) => child.stdin.write(keys),
    end: async (signal: NodeJS.Signals) => {
      child.kill(signal)
      expect(await ended).toBe(0)
      expect(errors).toBe('')
    },
    [Symbol.asyncDispose]: async () => {
      if (!isOver) child.kill('SIGKILL')
      await ended
      workbook[Symbol.dispose]()
    },
  }
}

/** SIGUSR2 makes it run into a bug of ours. */
function loopScript(
  root: string,
  { json = false, plain = false }: { json?: boolean; plain?: boolean },
): string {
  const module = pathToFileURL(join(import.meta.dirname, 'watch', 'tiny-workbook.ts')).href
  return `
    import { writeFileSync } from 'node:fs'
    import { watchTiny } from ${JSON.stringify(module)}
    writeFileSync('pid', String(process.pid))
    process.on('SIGUSR2', () => { throw new Error('A bug') })
    await watchTiny(${JSON.stringify(root)}, { json: ${json}, plain: ${plain} })
  `
}

/** Version, event and exercise, and the first line of what is said. */
function inShort(event: unknown): string {
  const parts = Object.entries(Object(event)).filter(([key]) => !LONG.includes(key))
  return parts.map(([, value]) => String(value).split('\n')[0]).join(' ')
}

const LONG = ['findings', 'notes', 'elapsedMs', 'wallMs', 'seed']
const TSX = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href
const GIVEN_BACK = '\x1b[0m\x1b[?2004l\x1b[?7h\x1b[?25h\x1b[?1049l'
