/** What programs are made of, and how each shows in a program's text. */
export const CONSTRUCTS = {
  'async function': /async function work/,
  await: /\bawait (?!promise\d)/,
  'await of a promise started before': /\bawait promise\d/,
  'await of a value': /await 'value/,
  'await of a thenable': /\{ then: /,
  'return await': /return await/,
  'return of a promise, not awaited': /return (?!await)\S/,
  'async generator': /async function\* stream/,
  'for await': /for await/,
  'loop with awaits': /for \(let round/,
  timer: /\bsetTimeout\(/,
  'delay 0 or the like': /\b(setTimeout\(.*, |}, |sleep\(|pause\(|wait\(|\)\()(0|1|1\.9|-5)\b/,
  'timer cleared': /clearTimeout/,
  'timer refreshed': /\.refresh\(\)/,
  'timer unref’d': /\.unref\(\)/,
  interval: /setInterval\(/,
  immediate: /setImmediate\(/,
  'immediate cleared': /clearImmediate/,
  queueMicrotask: /queueMicrotask\(/,
  'process.nextTick': /process\.nextTick/,
  'then, catch, finally': /\.(then|catch|finally)\(\(\) =>/,
  'Promise.all': /Promise\.all\(/,
  'Promise.allSettled': /Promise\.allSettled\(/,
  'Promise.any': /Promise\.any\(/,
  'Promise.race': /Promise\.race\(/,
  throw: /\bthrow /,
  'try, catch, finally': /\bfinally \{/,
  'timers/promises setTimeout': /\bpause\(/,
  'timers/promises setImmediate': /\bturn\(/,
  'timers/promises setInterval': /\bticks\(/,
  'timers/promises scheduler': /scheduler\./,
  'node:timers': /timers\.setTimeout/,
  'util.promisify': /promisify\(/,
  AbortController: /new AbortController/,
  'AbortSignal.timeout': /AbortSignal\.timeout/,
  'AbortSignal.any': /AbortSignal\.any/,
  'events.once': /\bonce\(/,
  'held thread': /busyWait\(/,
  'clock read': /slot\(/,
} as const satisfies Readonly<Record<string, RegExp>>

/** How many of the programs contain each construct, as lines. */
export function renderConstructs(programs: readonly string[]): string[] {
  const names = Object.keys(CONSTRUCTS)
  const width = Math.max(...names.map((name) => name.length))
  return Object.entries(CONSTRUCTS).map(([name, pattern]) => {
    const count = programs.filter((text) => pattern.test(text)).length
    return `${name.padEnd(width)} ${String(count).padStart(6)}`
  })
}
