import {
  createWriteStream,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { create } from 'tar'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { ZipFile } from 'yazl'
import { openWorkbook, type Workbook } from './catalogue.ts'
import { readSubmissions } from './submissions.ts'

const root = mkdtempSync(join(tmpdir(), 'submissions-'))
let workbook: Workbook

beforeEach(async () => {
  rmSync(root, { recursive: true, force: true })
  write(
    'workbook/exercises/catalogue.ts',
    `const entry = { title: '', stars: 1, points: 1, kind: 'fix' }
     export const catalogue = [
       { slug: '01-a', title: '', exercises: [{ ...entry, slug: 'one' }, { ...entry, slug: 'two' }] },
     ]`,
  )
  workbook = await openWorkbook(join(root, 'workbook'))
})
afterAll(() => rmSync(root, { recursive: true, force: true }))

test('a folder of many: layouts of every kind, and only the exercises’ own files', async () => {
  write('class/alice/exercises/01-a/one.ts', '1')
  write('class/alice/exercises/01-a/one.test.ts', 'hers')
  write('class/alice/package.json', '{}')
  write('class/alice/node_modules/x/one.ts', 'no')
  write('class/bob/01-a/two.ts', '2')
  write('class/陳 大文/async-workbook-main/exercises/01-a/one.ts', '3')
  write('class/dora/one.ts', '4')
  write('class/readme.txt', 'nobody’s')
  expect(await read('class')).toEqual([
    ['alice', { '01-a/one.ts': '1' }],
    ['bob', { '01-a/two.ts': '2' }],
    ['dora', { '01-a/one.ts': '4' }],
    ['陳 大文', { '01-a/one.ts': '3' }],
  ])
})

test('one submission: a clone, a folder, an archive of either', async () => {
  write('erik/exercises/01-a/one.ts', '1')
  write('erik/exercises/01-a/two.ts', '2')
  await zip('frida.zip', { 'async-workbook-main/exercises/01-a/one.ts': '3' })
  await create({ gzip: true, file: join(root, 'gina.tar.gz'), cwd: join(root, 'erik') }, [
    'exercises',
  ])
  expect(await read('erik', 'frida.zip', 'gina.tar.gz')).toEqual([
    ['erik', { '01-a/one.ts': '1', '01-a/two.ts': '2' }],
    ['frida', { '01-a/one.ts': '3' }],
    ['gina', { '01-a/one.ts': '1', '01-a/two.ts': '2' }],
  ])
})

test('bulk downloads of Moodle and Canvas, matched with a roster', async () => {
  await zip('inner.zip', { 'exercises/01-a/one.ts': 'h' })
  await zip('moodle.zip', {
    'Hans Meier_4711_assignsubmission_file_/exercises/01-a/one.ts': 'm',
    'Ida Holm_4712_assignsubmission_file_one.ts': 'i',
  })
  await zip('canvas.zip', {
    'jonessam_LATE_77_1234_one-1.ts': 's',
    'jonessam_LATE_77_1235_two.ts': 't',
    'leekim_78_1236_work.zip': readFile('inner.zip'),
    'strangerx_99_1_one.ts': 'x',
  })
  write(
    'roster.csv',
    '\uFEFFID;Student;SIS User ID;Email\n4711;Hans Meier;s1;hans@x.org\n4712;"Holm, Ida";s2;ida@x.org\n77;Sam Jones;s3;\n0;Kim Lee;s4;\n1;Nobody Yet;s5;\n',
  )
  const intake = await readSubmissions(at('moodle.zip', 'canvas.zip'), {
    workbook,
    roster: join(root, 'roster.csv'),
  })
  expect(
    intake.submissions.map(({ person, files, markedLate }) => [
      person.id,
      person.name,
      markedLate,
      texts(files),
    ]),
  ).toEqual([
    ['99', 'strangerx', false, { '01-a/one.ts': 'x' }],
    ['s1', 'Hans Meier', false, { '01-a/one.ts': 'm' }],
    ['s2', 'Holm, Ida', false, { '01-a/one.ts': 'i' }],
    ['s3', 'Sam Jones', true, { '01-a/one.ts': 's', '01-a/two.ts': 't' }],
    ['s4', 'Kim Lee', false, { '01-a/one.ts': 'h' }],
  ])
  expect(intake.missing.map(({ name }) => name)).toEqual(['Nobody Yet'])
  expect(intake.unmatched).toEqual([
    {
      source: 'canvas.zip/strangerx_99_1_',
      why: 'Nobody on the roster is "strangerx" or has the number 99',
    },
  ])
})

test('what does not belong into a submission is left out, and said', async () => {
  write('secret.ts', 'the teacher’s')
  write('class/kim/01-a/two.ts', 'mine')
  symlinkSync(join(root, 'secret.ts'), join(root, 'class/kim/01-a/one.ts'))
  symlinkSync(root, join(root, 'class/kim/loop'))
  write('class/lea/exercises/01-a/one.ts', 'first')
  write('class/lea/exercises/copy/01-a/one.ts', 'deeper')
  write('class/lea/01-a/two.ts', 'x'.repeat(70_000))
  const { submissions } = await readSubmissions(at('class'), { workbook })
  expect(submissions.map(({ person, intake, files }) => [person.id, texts(files), intake])).toEqual(
    [
      [
        'kim',
        { '01-a/two.ts': 'mine' },
        { taken: 1, ignored: 2, problems: ['kim/01-a/one.ts: It is a link or no file at all'] },
      ],
      [
        'lea',
        { '01-a/one.ts': 'first' },
        {
          taken: 1,
          ignored: 0,
          problems: [
            'lea/01-a/two.ts: It is too large to be an answer',
            'lea/exercises/copy/01-a/one.ts: there is another 01-a/one.ts, which counts',
          ],
        },
      ],
    ],
  )
})

test('archives that lie, leave their folder or are none', async () => {
  const evil = readFile(
    await zip('evil.zip', { 'aaaaa/01-a/one.ts': 'good', 'bbbbb/01-a/two.ts': 'bad' }),
  )
  writeFileSync(
    join(root, 'evil.zip'),
    Buffer.from(evil.toString('latin1').replaceAll('bbbbb/01-a', '../../01-a'), 'latin1'),
  )
  write('torn.zip', 'PK\u0003\u0004 torn')
  write('mia/01-a/one.ts', '1')
  const { submissions, problems } = await readSubmissions(at('evil.zip', 'torn.zip', 'mia'), {
    workbook,
  })
  expect(
    submissions.map(({ person, files, intake }) => [person.id, texts(files), intake.problems]),
  ).toEqual([
    [
      'evil',
      { '01-a/one.ts': 'good' },
      [
        'The archive evil.zip could not be read to its end: invalid relative path: ../../01-a/two.ts',
      ],
    ],
    ['mia', { '01-a/one.ts': '1' }, []],
  ])
  expect(problems).toEqual([
    expect.stringContaining('torn.zip: The archive torn.zip could not be read to its end: '),
  ])
})

test('two submissions of one person: the later one counts', async () => {
  write('monday/nora/01-a/one.ts', 'early')
  write('friday/nora/01-a/one.ts', 'late')
  write('friday/otto/01-a/one.ts', 'other')
  utimesSync(join(root, 'monday/nora/01-a/one.ts'), 1, 1)
  const { submissions } = await readSubmissions(at('friday', 'monday'), { workbook })
  expect(
    submissions.map(({ source, files, intake }) => [source, texts(files), intake.problems]),
  ).toEqual([
    [
      'friday/nora',
      { '01-a/one.ts': 'late' },
      ['monday/nora is of the same person, and was handed in before'],
    ],
    ['friday/otto', { '01-a/one.ts': 'other' }, []],
  ])
})

test('what is no submission, and what is no roster', async () => {
  write('empty/notes.txt', '')
  write('odd.csv', 'colour,shape\nred,round\n')
  write('pia/01-a/one.ts', '1')
  await expect(readSubmissions(at('empty'), { workbook })).rejects.toThrow(
    'No answer to any exercise was found',
  )
  await expect(readSubmissions(at('nowhere'), { workbook })).rejects.toThrow('There is nothing at')
  await expect(readSubmissions(at('odd.csv'), { workbook })).rejects.toThrow(
    'is neither a folder nor an archive',
  )
  await expect(
    readSubmissions(at('pia'), { workbook, roster: join(root, 'odd.csv') }),
  ).rejects.toThrow('no column is an id; it has colour, shape')
})

const at = (...names: readonly string[]): string[] => names.map((name) => join(root, name))

async function read(...names: readonly string[]) {
  const { submissions } = await readSubmissions(at(...names), { workbook })
  return submissions.map(({ person, files }) => [person.name, texts(files)])
}

const texts = (files: Readonly<Record<string, Uint8Array>>) =>
  Object.fromEntries(
    Object.entries(files).map(([path, bytes]) => [path, Buffer.from(bytes).toString()]),
  )

function write(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true })
  writeFileSync(join(root, path), text)
}

const readFile = (name: string): Buffer => readFileSync(join(root, name))

async function zip(
  name: string,
  files: Readonly<Record<string, string | Buffer>>,
): Promise<string> {
  const archive = new ZipFile()
  for (const [path, content] of Object.entries(files)) archive.addBuffer(Buffer.from(content), path)
  archive.end()
  await pipeline(archive.outputStream, createWriteStream(join(root, name)))
  return name
}
