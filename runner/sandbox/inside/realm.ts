import { format, inspect, promisify } from 'node:util'
import {
  constants,
  createContext,
  SyntheticModule,
  type Context,
  type Module,
  type Script,
} from 'node:vm'
import { adoptPromises } from './foreign.ts'
import type { Host } from './host.ts'
import type { Stage } from './stage.ts'

/** Modules of Node that neither wait, nor touch the machine. The stage plays those that know the time. */
const HARMLESS: ReadonlySet<string> = new Set([
  'assert',
  'assert/strict',
  'buffer',
  'events',
  'path',
  'querystring',
  'stream',
  'stream/promises',
  'string_decoder',
  'url',
  'util',
  'util/types',
])

/** Globals that are the outside realm's own: harmless, and without a clock. */
const BORROWED = [
  'AbortController',
  'AbortSignal',
  'DOMException',
  'Event',
  'EventTarget',
  'TextDecoder',
  'TextEncoder',
  'URL',
  'URLSearchParams',
  'structuredClone',
  'atob',
  'btoa',
] as const

// The learner's code may patch it.
const getBuiltinModule = process.getBuiltinModule.bind(process)

/** Loaded when they are first asked for: most programs import none, and a start need not wait for them. */
function builtin(name: string): Readonly<Record<string, unknown>> | undefined {
  if (!HARMLESS.has(name)) return undefined
  const namespace = builtins.get(name) ?? namespaceOf(getBuiltinModule(`node:${name}`) ?? {})
  builtins.set(name, namespace)
  return namespace
}

const builtins = new Map<string, Readonly<Record<string, unknown>>>()

let stageScript: Script | undefined

/** Compiled once, and run in the realm of every run. */
export function keepStage(script: Script): void {
  stageScript = script
}

/** A fresh world for one run, and the modules it may import. */
export interface Realm {
  readonly context: Context
  /** The realm's own, which programs know as `TypeError`. */
  readonly TypeError: TypeErrorConstructor
  /** A run begins in it, without what its learner is to build. */
  readonly enter: (withheld: readonly string[]) => void
  /** @returns the module, or why it may not be imported */
  readonly find: (specifier: string) => Module | Refusal
}

export interface Refusal {
  readonly reason: 'refused-import' | 'unresolved-import'
  readonly detail: string
}

export function createRealm(host: Host): Realm {
  // Its global object is an ordinary one, which programs read ten times as fast.
  const context = createContext(constants.DONT_CONTEXTIFY, { name: 'exercise' })
  const own = context as unknown as typeof globalThis
  const stage = raiseStage(context, host)
  const globals: Record<string, unknown> = { ...stage.globals, global: own }
  for (const name of BORROWED) globals[name] = globalThis[name]
  for (const [name, value] of Object.entries(globals)) {
    Object.defineProperty(own, name, {
      value,
      writable: true,
      configurable: true,
      enumerable: false,
    })
  }
  const kit: Record<string, unknown> = { ...stage.kit }
  const enter = (withheld: readonly string[]): void => {
    // Node's own is on the real clock.
    Object.defineProperty(AbortSignal, 'timeout', {
      value: stage.timeoutSignal,
      writable: true,
      configurable: true,
    })
    for (const path of withheld) {
      const [root = '', ...names] = path.split('.')
      if (root === '#kit') withhold(kit, names, path)
      else withhold(own, [root, ...names], path)
    }
  }
  const synthetic = new Map<string, Module>()
  const find = (specifier: string): Module | Refusal => {
    const known = synthetic.get(specifier)
    if (known) return known
    const exports = exportsOf(specifier, { ...stage, kit }, own.Promise)
    if (!exports) return refuse(specifier)
    const module = syntheticModule(exports, specifier, context)
    synthetic.set(specifier, module)
    return module
  }
  return { context, TypeError: own.TypeError, enter, find }
}

function raiseStage(context: Context, host: Host): Stage {
  if (!stageScript) throw new Error('The stage has no source')
  const stage = stageScript.runInContext(context) as () => { setStage(host: Host): Stage }
  return stage().setStage(host)
}

/** What `import * as` gives for a module of Node. */
function namespaceOf(module: object): Readonly<Record<string, unknown>> {
  return { ...module, default: module }
}

function exportsOf(
  specifier: string,
  stage: Stage,
  ownPromise: PromiseConstructor,
): Readonly<Record<string, unknown>> | undefined {
  if (specifier === '#kit') return stage.kit
  const name = specifier.replace(/^node:/, '')
  const played = stage.modules[name]
  if (played) return { ...played, default: played }
  const found = builtin(name)
  return found && adoptPromises(name, found, ownPromise)
}

function refuse(specifier: string): Refusal {
  const local = specifier.startsWith('.') || specifier.startsWith('/')
  return { reason: local ? 'unresolved-import' : 'refused-import', detail: specifier }
}

function syntheticModule(
  exports: Readonly<Record<string, unknown>>,
  identifier: string,
  context: Context,
): Module {
  const names = Object.keys(exports)
  return new SyntheticModule(
    names,
    function (this: SyntheticModule) {
      for (const name of names) this.setExport(name, exports[name])
    },
    { context, identifier },
  )
}

/** Makes `Promise.all` and the like throw, before the learner's file can take hold of it. */
function withhold(root: object, names: readonly string[], path: string): void {
  const owner = names
    .slice(0, -1)
    .reduce<Record<string, unknown>>(
      (object, name) => object[name] as Record<string, unknown>,
      root as Record<string, unknown>,
    )
  const withheld = (): never => {
    throw new Error(`In this exercise ${path} is yours to build`)
  }
  Object.defineProperty(owner, names.at(-1) ?? '', {
    value: withheld,
    writable: false,
    configurable: false,
    enumerable: true,
  })
}

export const formatLine: (...parts: unknown[]) => string = format
export const inspectValue = (value: unknown): string => inspect(value)
export const promisifyCustom: symbol = promisify.custom
