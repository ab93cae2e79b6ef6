import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, posix, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { catalogue } from '../exercises/catalogue.ts'

/** A file imports only from rows above its own, and of another face only the face file itself. */
const rows = [
  // Data and words: import nothing of ours.
  ['trace', 'errors', 'terminal', 'kit', 'loader'],
  // Pure on data, but for what reads files (catalogue, source) and what starts a process (sandbox, browser).
  ['catalogue', 'answers', 'difference', 'run', 'source', 'picture', 'sandbox', 'browser'],
  [
    'timeline',
    'evidence',
    'lesson',
    'simulator',
    'task',
    'types',
    'reset',
    'suite',
    'results',
    'walls',
  ],
  ['diagnosis', 'matchers', 'check', 'play', 'review', 'submissions', 'gradebook', 'pages'],
  ['outcome', 'index'],
  ['judge', 'reports'],
  // One per audience.
  ['watch', 'verify', 'fidelity', 'asyncio', 'bench', 'submit', 'grade', 'web'],
  ['cli'],
]

/** Started from outside and imported by nobody. */
const entryPoints = ['start', 'test']

/** Where each package may be imported: a face with its private parts, one file, or one folder. */
const homes: Readonly<Record<string, readonly string[]>> = {
  // The bench holds the simulator against it, bare.
  '@sinonjs/fake-timers': ['simulator/clock.ts', 'bench/clocks.ts'],
  '@sparticuz/chromium': ['browser/unpack.mjs'],
  acorn: ['sandbox/', 'verify/mutate.ts'],
  'acorn-walk': ['sandbox/', 'verify/mutate.ts'],
  chokidar: ['watch/files.ts'],
  commander: ['cli'],
  // A roster, and a worksheet that is filled in.
  'csv-parse': ['submissions/roster.ts', 'grade/overrides.ts', 'gradebook/'],
  'csv-stringify': ['gradebook/'],
  diff: ['difference'],
  'fast-check': ['fidelity/generate.ts', 'index/explore.ts', 'asyncio/generate.ts'],
  'launch-editor': ['watch/editor.ts'],
  leven: ['catalogue', 'diagnosis/broken.ts'],
  'magic-string': ['sandbox/', 'verify/mutate.ts'],
  picocolors: ['terminal'],
  'puppeteer-core': ['browser'],
  'pure-rand': ['index/draw.ts'],
  'string-width': ['terminal'],
  // fidelity: a real Node of its own has to read what was generated, and can compile nothing either.
  sucrase: ['sandbox/', 'loader/', 'fidelity/nodes.ts', 'verify/mutate.ts'],
  tar: ['submissions/entries.ts'],
  vitest: ['index', 'matchers'],
  'vitest/node': ['check'],
  'vitest/worker': ['check'],
  'wrap-ansi': ['terminal'],
  yauzl: ['submissions/entries.ts'],
  yazl: ['submit'],
}

const topLevel = [
  'CHANGELOG.md',
  'LICENSE',
  'README.md',
  'exercises',
  'lessons',
  'node_modules',
  'package-lock.json',
  'package.json',
  'runner',
  'solutions',
  'tsconfig.json',
  'vitest.config.ts',
]

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const read = (...path: readonly string[]): string => readFileSync(join(root, ...path), 'utf8')

/** A source file below `runner/`. Paths are below `runner/`, with forward slashes. */
interface Source {
  readonly path: string
  readonly face: string
  readonly test: boolean
  readonly text: string
  readonly imports: readonly string[]
}

const sources: readonly Source[] = readdirSync(join(root, 'runner'), { recursive: true })
  .map((path) => String(path).split(sep).join('/'))
  .filter((path) => /\.(ts|mts|mjs)$/.test(path))
  .sort()
  .map((path) => {
    const text = read('runner', path)
    return {
      path,
      face: faceOf(path),
      test: path.endsWith('.test.ts'),
      text,
      imports: importsOf(text),
    }
  })

describe('faces', () => {
  test('every file belongs to a face, an entry point, or is this test', () => {
    const known = new Set([...rows.flat(), ...entryPoints])
    const strangers = sources
      .filter(({ face, path }) => !known.has(face) && path !== 'architecture.test.ts')
      .map(
        ({ face, path }) =>
          `runner/${path} belongs to no face: give "${face}" a row in the table, or move the file`,
      )
    expect(strangers).toEqual([])
  })

  test('every folder has its face file', () => {
    const folders = sources.filter(({ path }) => path.includes('/')).map(({ face }) => face)
    const orphans = [...new Set(folders)]
      .filter(
        (face) => !sources.some(({ path }) => path === `${face}.ts` || path === `${face}.mjs`),
      )
      .map(
        (face) => `runner/${face}/ holds private parts of runner/${face}.ts, which does not exist`,
      )
    expect(orphans).toEqual([])
  })

  test('runner/README.md has one line for each', () => {
    const described = new Set(
      [...read('runner', 'README.md').matchAll(/^- \*\*(\w+)\*\*/gm)].map(([, name = '']) => name),
    )
    const existing = new Set(
      sources.filter(({ path, test }) => !test && !path.includes('/')).map(({ face }) => face),
    )
    expect([
      ...[...existing]
        .filter((face) => !described.has(face))
        .map((face) => `runner/${face}.ts has no line in it`),
      ...[...described]
        .filter((face) => !existing.has(face))
        .map((face) => `it describes runner/${face}.ts, which does not exist`),
    ]).toEqual([])
  })

  test('no file has more than 400 lines', () => {
    const long = sources
      .filter(({ test }) => !test)
      .map(({ path, text }) => ({ path, lines: text.split('\n').length - 1 }))
      .filter(({ lines }) => lines > 400)
      .map(({ path, lines }) => `runner/${path} has ${lines} lines: find the second noun in it`)
    expect(long).toEqual([])
  })
})

describe('imports', () => {
  test('go up the rows', () => {
    // A test may set its stage with any face.
    const violations = sources
      .filter(({ test }) => !test)
      .flatMap((source) =>
        ours(source)
          .filter(
            (target) =>
              faceOf(target) !== source.face && rowOf(faceOf(target)) >= rowOf(source.face),
          )
          .map(
            (target) =>
              `runner/${source.path} (row ${rowOf(source.face)}) imports runner/${target} (row ${rowOf(faceOf(target))}): only rows above its own are in reach`,
          ),
      )
    expect(violations).toEqual([])
  })

  test('leave the private parts of other faces alone', () => {
    const violations = sources.flatMap((source) =>
      ours(source)
        .filter((target) => target.includes('/') && faceOf(target) !== source.face)
        .map(
          (target) =>
            `runner/${source.path} imports runner/${target}, a private part of ${faceOf(target)}`,
        ),
    )
    expect(violations).toEqual([])
  })

  test('stay inside runner/', () => {
    // A test may hold the text of a fixture that imports what it likes.
    const violations = sources
      .filter(({ test }) => !test)
      .flatMap((source) =>
        local(source)
          .filter((target) => target.startsWith('../'))
          .map(
            (target) =>
              `runner/${source.path} imports ${target.slice('../'.length)}: runner/ knows the workbook only through the catalogue`,
          ),
      )
    expect(violations).toEqual([])
  })

  test('name no place of one machine', () => {
    const violations = sources.flatMap(({ path, imports }) =>
      imports
        .filter((specifier) => /^(\/|file:|[a-z]:[\\/])/i.test(specifier))
        .map((specifier) => `runner/${path} imports ${specifier}, which is a path of one machine`),
    )
    expect(violations).toEqual([])
  })

  test('keep every package in its one place', () => {
    const violations = sources
      .filter(({ test }) => !test)
      .flatMap(({ path, face, imports }) =>
        imports.filter(isPackage).flatMap((name) => {
          const allowed = homes[name] ?? homes[packageOf(name)]
          if (!allowed)
            return [`runner/${path} imports ${name}: say in the table where it may be imported`]
          const atHome = allowed.some(
            (home) =>
              home === face || path === home || (home.endsWith('/') && path.startsWith(home)),
          )
          return atHome
            ? []
            : [`runner/${path} imports ${name}, which only ${allowed.join(', ')} may`]
        }),
      )
    expect(violations).toEqual([])
  })
})

describe('repository', () => {
  test('its top level is what the README says', () => {
    const strangers = readdirSync(root)
      .filter((name) => !name.startsWith('.') && !topLevel.includes(name))
      .map((name) => `${name} lies at the top level: put it where it belongs`)
    expect(strangers).toEqual([])
  })

  test('the README lists the lessons and exercises of the catalogue', () => {
    const missing = catalogue
      .map(({ slug, title, exercises }) => {
        const number = Number.parseInt(slug, 10)
        const text = existsSync(join(root, 'lessons', `${slug}.md`))
          ? `[${number}](lessons/${slug}.md)`
          : String(number)
        const names = exercises.map(({ slug: name, stars }) => `\`${name}\` ${'★'.repeat(stars)}`)
        return `| ${text} | ${title} | ${names.join(' · ')} |`
      })
      .filter((row) => !read('README.md').split('\n').includes(row))
    expect(missing).toEqual([])
  })

  test('the lockfile installs from any registry', () => {
    expect(read('package-lock.json')).not.toContain('"resolved"')
  })

  // Regression: the newest linter was locked before its parts for macOS and Windows were published.
  test('the lockfile has the native parts of every tool for every system', () => {
    const { packages } = JSON.parse(read('package-lock.json')) as {
      readonly packages: Readonly<
        Record<string, { readonly optionalDependencies?: Readonly<Record<string, string>> }>
      >
    }
    const missing = Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
      Object.keys(optionalDependencies)
        .filter(
          (name) =>
            !(`node_modules/${name}` in packages) && !(`${path}/node_modules/${name}` in packages),
        )
        .map(
          (name) => `${path} needs ${name}, which the lockfile lacks: lock a version that has it`,
        ),
    )
    expect(missing).toEqual([])
  })
})

function faceOf(path: string): string {
  return path.replace(/[./].*$/s, '')
}

/** 1 for the first row; entry points and tests of the whole stand below all rows. */
function rowOf(face: string): number {
  const row = rows.findIndex((faces) => faces.includes(face))
  return row === -1 ? rows.length + 1 : row + 1
}

/** Import specifiers, and the files that are named to be started as a process or a worker. */
function importsOf(text: string): string[] {
  const code = text
    .split('\n')
    .filter((line) => !/^\s*(\/\/|\/\*|\*)/.test(line))
    .join('\n')
  return [
    /^\s*(?:import|export)\b[^'"`;]*?\bfrom\s*['"]([^'"]+)['"]/gm,
    /^\s*import\s*['"]([^'"]+)['"]/gm,
    /\bimport\(\s*['"]([^'"]+)['"]/g,
    /\bnew URL\(\s*['"](\.[^'"]+)['"],\s*import\.meta\.url/g,
  ].flatMap((pattern) => [...code.matchAll(pattern)].flatMap(([, specifier]) => specifier ?? []))
}

/** What a file imports from this repository: paths below `runner/`. */
function local({ path, imports }: Source): string[] {
  return imports.flatMap((specifier) => {
    if (specifier === '#runner') return ['index.ts']
    if (specifier === '#kit') return ['kit.ts']
    return specifier.startsWith('.') ? [posix.join(posix.dirname(path), specifier)] : []
  })
}

function ours(source: Source): string[] {
  return local(source).filter((target) => !target.startsWith('../'))
}

/** `pure-rand` of `pure-rand/generator/xoroshiro128plus`. */
function packageOf(specifier: string): string {
  return /^(@[^/]+\/)?[^/]+/.exec(specifier)?.[0] ?? specifier
}

function isPackage(specifier: string): boolean {
  return !/^([./#]|node:)/.test(specifier)
}
