import { types } from 'node:util'
import { transform } from 'sucrase'
import { SourceTextModule, type Module } from 'node:vm'
import type { BrokenReason } from '../../trace.ts'
import { instrument, isInstrumented, type Instrumented } from './instrument.ts'
import type { Tasks } from './lanes.ts'
import type { Realm } from './realm.ts'

/** The file gave no program to judge. */
export class Broken extends Error {
  readonly reason: BrokenReason
  readonly site: readonly [string, number] | null
  readonly known: readonly string[] | undefined

  constructor(
    reason: BrokenReason,
    detail: string,
    site: readonly [string, number] | null,
    known?: readonly string[],
  ) {
    super(detail)
    this.reason = reason
    this.site = site
    this.known = known
  }
}

export interface LoadOptions {
  readonly realm: Realm
  readonly tasks: Tasks
  readonly files: Readonly<Record<string, string>>
  /** Those of the files that are not the learner's: drawn and blamed like the suite's program. */
  readonly given: readonly string[]
  /** Where statements note their line; absent on the ordinary path. */
  readonly mark: ((file: string) => (line: number) => void) | undefined
}

/** Brackets nested deeper than this are refused before a parser meets them. */
const MAX_NESTING = 500

/** The name under which the suite's program is loaded; its lines are nobody's fault. */
export const PROGRAM = 'the suite'

/** Compiles the learner's files and links them; nothing of them has run yet. @throws Broken */
export async function loadModules(options: LoadOptions): Promise<{
  readonly load: (file: string) => Promise<SourceTextModule>
  readonly compileProgram: (source: string) => Promise<SourceTextModule>
}> {
  const { realm, files } = options
  const compiled = new Map<string, SourceTextModule>()
  const lines = new Map<string, ReadonlyMap<string, number>>()

  const compileFile = (file: string): SourceTextModule => {
    const known = compiled.get(file)
    if (known) return known
    const { module, imports } = compile(
      files[file] ?? '',
      file,
      options,
      (specifier) => resolve(specifier, file),
      link,
    )
    compiled.set(file, module)
    lines.set(file, imports)
    return module
  }
  const resolve = (specifier: string, from: string): Module => {
    const local = siblingOf(from, specifier)
    if (local !== undefined && files[local] !== undefined) return compileFile(local)
    const found = realm.find(specifier)
    if (!('reason' in found)) return found
    const line = lines.get(from)?.get(specifier)
    throw new Broken(found.reason, found.detail, line === undefined ? null : [from, line])
  }
  const link = async (module: SourceTextModule): Promise<SourceTextModule> => {
    try {
      if (module.status === 'unlinked') {
        await module.link((specifier, { identifier }) => resolve(specifier, identifier))
      }
    } catch (error) {
      // The error is one of the learner's realm.
      throw (error as Error).name === 'SyntaxError' ? noSuchExport(error as Error, lines) : error
    }
    return module
  }
  return {
    load: async (file) => await link(compileFile(file)),
    compileProgram: async (source) =>
      await link(
        compile(
          `export default (${source}\n)`,
          PROGRAM,
          options,
          (specifier) => resolve(specifier, PROGRAM),
          link,
        ).module,
      ),
  }
}

function compile(
  source: string,
  file: string,
  { realm, tasks, given, mark }: LoadOptions,
  resolve: (specifier: string) => Module,
  link: (module: SourceTextModule) => Promise<SourceTextModule>,
) {
  const typed = file !== PROGRAM
  const own = typed && !given.includes(file)
  if (own) {
    if (source.trim() === '') throw new Broken('empty', file, null)
    refuseDeepNesting(source, file)
  }
  try {
    const { code, imports } = rewrite(source, { file, typed, marks: own && mark !== undefined })
    const module = new SourceTextModule(code, {
      context: realm.context,
      identifier: file,
      initializeImportMeta: (meta) => {
        Object.assign(meta, {
          url: `file:///${file}`,
          lanes: tasks.lanesOf(own ? file : undefined, realm.TypeError),
          ...(mark && own && { mark: mark(file) }),
        })
      },
      importModuleDynamically: async (specifier) => {
        const found = resolve(specifier)
        if (found instanceof SourceTextModule) await link(found)
        else if (found.status === 'unlinked')
          await found.link(() => {
            throw new Error('A synthetic module imports nothing')
          })
        if (found.status === 'linked') await found.evaluate()
        return found
      },
    })
    return { module, imports }
  } catch (error) {
    throw asBroken(error, file)
  }
}

/** The same sources are run again and again, in a realm of their own each time. */
const rewritten = new Map<string, Instrumented>()
const MOST_REWRITTEN = 50

export function rewrite(
  source: string,
  {
    file,
    typed,
    marks,
  }: { readonly file: string; readonly typed: boolean; readonly marks: boolean },
): Instrumented {
  const key = `${typed} ${marks} ${source}`
  const known = rewritten.get(key)
  if (known) return known
  const result = instrument(typed ? stripTypes(source, file) : source, { marks })
  if (rewritten.size >= MOST_REWRITTEN) rewritten.clear()
  rewritten.set(key, result)
  return result
}

/** The text of a function as its author wrote it. */
export function originalOf(text: string): string {
  if (!isInstrumented(text)) return text
  for (const file of rewritten.values()) {
    const original = file.originalOf(text)
    if (original !== undefined) return original
  }
  return text
}

/** Removes the types and keeps every line where it was. */
function stripTypes(source: string, file: string): string {
  return transform(source, {
    transforms: ['typescript'],
    disableESTransforms: true,
    filePath: file,
    preserveDynamicImport: true,
  }).code
}

function asBroken(error: unknown, file: string): unknown {
  if (error instanceof RangeError) return new Broken('too-deep', file, null)
  if (!(error instanceof Error) && !types.isNativeError(error)) return error
  if (error.name !== 'SyntaxError') return error
  const at = /\((\d+):\d+\)/.exec(error.message)
  const detail = error.message
    .replace(/^Error transforming [^:]*: /, '')
    .replace(/ ?\(\d+:\d+\)/, '')
  return new Broken('syntax', detail, at ? [file, Number(at[1])] : null)
}

/** The learner imports a name that the module does not export. */
function noSuchExport(
  error: Error,
  lines: ReadonlyMap<string, ReadonlyMap<string, number>>,
): Broken {
  const [, specifier = ''] = /module '([^']*)'/.exec(error.message) ?? []
  for (const [file, imports] of lines) {
    const line = imports.get(specifier)
    if (line !== undefined) return new Broken('no-such-export', error.message, [file, line])
  }
  return new Broken('no-such-export', error.message, null)
}

function siblingOf(from: string, specifier: string): string | undefined {
  if (!specifier.startsWith('./') && !specifier.startsWith('../')) return undefined
  return new URL(specifier, `file:///${from}`).pathname.slice(1)
}

function refuseDeepNesting(source: string, file: string): void {
  let depth = 0
  let line = 1
  for (const character of source) {
    if (character === '\n') line++
    else if ('([{'.includes(character)) depth++
    else if (')]}'.includes(character)) depth--
    if (depth > MAX_NESTING) throw new Broken('too-deep', file, [file, line])
  }
}
