/** Where a file declares `name` at its top level, counted from 1. */
export function lineOfDeclaration(source: string, name: string): number | undefined {
  const declaration = new RegExp(
    `^(?:async\\s+)?(?:function\\s*\\*?|const|let|var|class)\\s+${name}\\b`,
    'm',
  )
  return lineAt(source, topLevelOf(source).search(declaration))
}

/** Whether a task's name is one that the learner gave, and not one that says where the function stands. */
export const isNamed = (name: string): boolean => !/ callback$|^async function$/.test(name)

/** The first call of an exported function that a file makes by itself, as soon as it is loaded. */
export function ownCall(
  source: string,
): { readonly name: string; readonly line: number } | undefined {
  const exported = exportsOf(source)
  for (const call of topLevelOf(source).matchAll(CALL)) {
    const [before = '', name = ''] = call
    const line = lineAt(source, call.index + before.length - 1)
    if (exported.has(name) && line !== undefined) return { name, line }
  }
  return undefined
}

function exportsOf(source: string): ReadonlySet<string> {
  const code = codeOf(source)
  const declared = [...code.matchAll(EXPORTED)].map(([, name = '']) => name)
  const listed = [...code.matchAll(EXPORT_LIST)].flatMap(([, names = '']) =>
    names.split(',').map((name) => name.trim().split(/\s/, 1)[0] ?? ''),
  )
  return new Set([...declared, ...listed])
}

/** The code outside of all brackets; everything else is blank, and every line where it was. */
function topLevelOf(source: string): string {
  let depth = 0
  return codeOf(source).replace(/[^\n]/g, (character) => {
    if (')]}'.includes(character)) depth = Math.max(0, depth - 1)
    const shown = depth === 0 ? character : ' '
    if ('([{'.includes(character)) depth++
    return shown
  })
}

/** The source with comments and texts blanked, which may hold what looks like code. */
const codeOf = (source: string): string =>
  source.replace(NO_CODE, (hidden) => hidden.replace(/[^\n]/g, ' '))

const lineAt = (source: string, index: number): number | undefined =>
  index < 0 ? undefined : source.slice(0, index).split('\n').length

const NO_CODE = /\/\*[^]*?\*\/|\/\/.*|`(?:\\[^]|[^`\\])*`|'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"/g

const CALL = /^[ \t;]*(?:(?:const|let|var)\s+\w+\s*=\s*)?(?:(?:void|await)\s+)*(\w+)\s*\(/gm

const EXPORTED = /^\s*export\s+(?:async\s+)?(?:function\s*\*?|const|let|var)\s+(\w+)/gm

const EXPORT_LIST = /\bexport\s*\{([^}]*)\}/g
